//! What the release server does in a second beside what Postgres alone does with the same statements, and how
//! long lists and reports take, on 100,000 and on a million deals.
//!
//! It measures and prints; it judges nothing but the aims that it marks. The databases stay for the next run, as
//! a million deals take long to make.

mod cases;
mod load;
mod reports;
mod script;
mod site;
mod sweep;
mod tally;

use std::fs;

use anyhow::{Result, bail};

use crate::{packages, workspace};
use site::Site;
use tally::Tally;

/// The scales of `rapport seed` that are worth measuring.
const SCALES: [&str; 2] = ["100k", "1m"];
/// Who asks: someone who sees some records, and someone who sees all.
const ROLES: [&str; 2] = ["sales representative", "administrator"];

/// Measures at these scales, or at both if none is named.
pub(crate) fn bench(named: &[&str]) -> Result<()> {
    if let Some(other) = named.iter().find(|scale| !SCALES.contains(scale)) {
        bail!("unknown scale {other}: it must be one of {}", SCALES.join(" and "));
    }
    packages::ensure(packages::PRODUCT)?;
    packages::ensure(packages::BENCH)?;
    for scale in if named.is_empty() { &SCALES[..] } else { named } {
        measure(scale)?;
    }
    Ok(())
}

fn measure(scale: &str) -> Result<()> {
    let site = Site::open(scale)?;
    let mut tally = Tally::default();
    tally.say(format!("\n== {scale}"));
    load::measure(&site, &mut tally)?;
    let server = site.serve()?;
    for role in ROLES {
        sweep::measure(&site, &server, role, &mut tally)?;
        reports::measure(&site, &server, role, &mut tally)?;
    }
    let file = workspace::tools()?.join(format!("bench-{scale}.txt"));
    fs::write(&file, tally.all())?;
    println!("\nAll of it is in {}.", file.display());
    Ok(())
}
