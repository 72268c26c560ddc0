//! Mistakes of whoever sets up the server: each ends in one sentence that says what to do, and not in success.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use super::rig::Rig;

pub(super) fn check(binary: &Path) -> Result<()> {
    println!("-- mistakes in the set-up");
    let rig = Rig::new(binary, "mistakes")?;
    let fails = |what: &str, arguments: &[&str], set: &[(&str, &str)], words: &str| -> Result<()> {
        let mut command = Command::new(binary);
        rig.settings.give(&mut command);
        command.args(arguments).envs(set.iter().copied()).stdin(Stdio::null());
        // Not where a `.env` of the clone would mend it.
        command.current_dir(std::env::temp_dir());
        let output = command.output().context("the program cannot be started")?;
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        if output.status.success() || !said.contains(words) || said.contains("panicked") {
            bail!("{what}: it said {said:?} and ended with {}", output.status);
        }
        Ok(())
    };
    let taken = TcpListener::bind("127.0.0.1:0")?;
    let address = taken.local_addr()?.to_string();
    fails("no threads", &["serve"], &[("RAPPORT_WORKERS", "0")], "RAPPORT_WORKERS")?;
    fails("no connections", &["serve"], &[("RAPPORT_POOL_SIZE", "0")], "RAPPORT_POOL_SIZE")?;
    fails("a port that is taken", &["serve"], &[("RAPPORT_BIND", &address)], "port taken")?;
    let nowhere = "postgres://rapport:hunter2@127.0.0.1:1/rapport";
    for command in ["serve", "migrate", "doctor"] {
        fails("a database that is not there", &[command], &[("DATABASE_URL", nowhere)], "onnect")?;
        fails("no address of a database", &[command], &[("DATABASE_URL", "nonsense")], "DATABASE_URL")?;
        fails("no secret", &[command], &[("RAPPORT_SECRET", "")], "RAPPORT_SECRET: it is not set")?;
    }
    let fresh = rig.cluster.create_database("fresh")?;
    for command in ["serve", "work", "doctor"] {
        fails("a database without tables", &[command], &[("DATABASE_URL", &fresh)], "rapport migrate")?;
    }
    rig.rows("INSERT INTO __diesel_schema_migrations (version) VALUES ('29990101000000')")?;
    for command in ["serve", "migrate", "doctor"] {
        fails("a database of a newer program", &[command], &[], "newer than this program")?;
    }
    Ok(())
}
