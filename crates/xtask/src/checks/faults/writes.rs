//! The server is killed at random moments while clients write: what they were told is there exactly once.

use std::path::Path;
use std::time::Duration;

use anyhow::Result;

use super::rig::Rig;
use super::seller::{Sellers, Target};
use super::{ledger, pause};
use crate::server::Server;
use crate::workspace;

/// Clients at a time.
const CLIENTS: u32 = 24;
/// How often the server is killed.
const KILLS: u32 = 8;

pub(super) fn check(binary: &Path) -> Result<()> {
    println!("-- kill -9 of the server during writes");
    let rig = Rig::new(binary, "writes")?;
    // Not moved into the closure below, at whose end clients still want their last answers.
    let mut server = Some(rig.server()?);
    let token = rig.token()?;
    let stages = rig.stages(&token)?;
    let targets = [Target::new(rig.settings.address)];
    let sellers = Sellers::new(&targets, &token, &stages);
    let deals = sellers.sell(CLIENTS, || {
        for _ in 0..KILLS {
            pause(random_moment()?)?;
            server.take().map_or(Ok(()), Server::kill)?;
            server = Some(rig.server()?);
        }
        pause(Duration::from_millis(500))
    })?;
    ledger::check(&rig, &deals)?;
    println!("{KILLS} kills, {} deals: {}", deals.len(), sellers.tally.words());
    Ok(())
}

/// From a fifth of a second to a little more than one.
fn random_moment() -> Result<Duration> {
    let random = u64::from_str_radix(&workspace::random_hex(2)?, 16)?;
    Ok(Duration::from_millis(200 + random % 1000))
}
