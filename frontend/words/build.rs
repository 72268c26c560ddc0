//! Turns the language files into the module `i18n`: one method per key, so that a key that is not there, or lacks
//! an argument, does not compile. A key that one of the languages lacks stops the build.

use std::env;
use std::error::Error;
use std::fs;
use std::path::PathBuf;

use leptos_i18n_parser::parse_locales::options::{Config, ParseOptions};
use leptos_i18n_parser::parse_locales::parse_locales;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=locales");
    let options = ParseOptions::new().interpolate_display(true);
    let config = Config::new("en")?.add_locale("zh-CN")?.locales_path("locales").parse_options(options);
    let locales = parse_locales(None, config)?;
    let warnings = locales.diag.warnings().iter().map(ToString::to_string).collect::<Vec<_>>();
    if !warnings.is_empty() {
        return Err(warnings.join("\n").into());
    }
    let code = leptos_i18n_codegen::gen_code(&locales, None, false, None, false)?;
    fs::write(out_dir()?.join("i18n.rs"), code.to_string())?;
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "cargo tells build scripts in this way where they may write")]
fn out_dir() -> Result<PathBuf, Box<dyn Error>> {
    Ok(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?.into())
}
