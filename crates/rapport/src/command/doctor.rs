//! `rapport doctor`: what is wrong with an installation, and how to mend it.

use anyhow::bail;
use persistence::doctor::{self, Finding};
use secrecy::ExposeSecret;

use crate::config::Config;

/// Prints a line per check; fails if one did.
pub(crate) fn doctor() -> anyhow::Result<()> {
    let config = Config::read()?;
    super::print("ok    configuration")?;
    let findings = doctor::examine(config.database_url.expose_secret());
    let mut is_well = true;
    for Finding { what, wrong } in findings {
        match wrong {
            None => super::print(&format!("ok    {what}"))?,
            Some(mend) => {
                is_well = false;
                super::print(&format!("WRONG {what}: {mend}"))?;
            }
        }
    }
    if !is_well {
        bail!("something is wrong; see above");
    }
    Ok(())
}
