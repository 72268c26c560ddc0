//! Has the program built again when the application in the browser, which is within it, was built.

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // It names all other files by what is in them.
    let built = "../../frontend/dist/index.html";
    if !Path::new(built).exists() {
        // What is not there would count as changed each time.
        println!("cargo::rerun-if-changed=../../frontend");
    } else if has_it_within() {
        println!("cargo::rerun-if-changed={built}");
    }
}

/// Debug builds read it from the disk.
#[expect(clippy::disallowed_methods, reason = "cargo tells build scripts in this way what they build for")]
fn has_it_within() -> bool {
    std::env::var_os("PROFILE").is_some_and(|profile| profile == "release")
}
