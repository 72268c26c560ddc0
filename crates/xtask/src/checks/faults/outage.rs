//! Postgres is stopped and started while clients read and write: the server lives, says 503 in time, and is well
//! again without a restart.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::rig::Rig;
use super::seller::{Sellers, Target};
use super::{import, ledger, pause};
use crate::cluster::Halt;
use crate::http::Request;

const CLIENTS: u32 = 40;
/// How long Postgres is away.
const AWAY: Duration = Duration::from_secs(5);
/// The longest wait for an answer: the server's two seconds, and what a busy machine adds.
const LONGEST: Duration = Duration::from_millis(3500);
/// The longest until the server is well again.
const HEALING: Duration = Duration::from_secs(5);

pub(super) fn check(binary: &Path) -> Result<()> {
    println!("-- Postgres stopped and started under load");
    let mut rig = Rig::new(binary, "outage")?;
    let settings = rig.settings.clone();
    let mut server = rig.server_with(&settings, "on")?;
    let token = rig.token()?;
    let stages = rig.stages(&token)?;
    let targets = [Target::new(settings.address)];
    let sellers = Sellers::new(&targets, &token, &stages);
    let deals = sellers.sell(CLIENTS, || {
        for how in [Halt::Fast, Halt::Immediate] {
            pause(Duration::from_secs(1))?;
            rig.cluster.halt(how)?;
            let watched = watch(settings.address, &token);
            rig.cluster.resume()?;
            let seen = watched?;
            let healed = heal(settings.address, &token)?;
            println!("{how:?}: {seen}; well again {} ms after Postgres", healed.as_millis());
        }
        pause(Duration::from_secs(1))
    })?;
    server.check_alive()?;
    let longest = Duration::from_millis(sellers.tally.longest.load(Ordering::Relaxed));
    if longest > LONGEST {
        bail!("an answer took {} ms while Postgres was away", longest.as_millis());
    }
    if sellers.tally.cut.load(Ordering::Relaxed) > 0 {
        bail!("connections were cut while Postgres was away: {}", sellers.tally.words());
    }
    ledger::check(&rig, &deals)?;
    println!("{} deals: {}", deals.len(), sellers.tally.words());
    // Jobs come back to life as well.
    let import = import::start(settings.address, &token, 10)?;
    import::wait(settings.address, &token, &import, Duration::from_secs(90))
        .context("jobs after Postgres was away")?;
    Ok(())
}

/// While Postgres is away: alive, not ready, and 503 to readers.
fn watch(address: SocketAddr, token: &str) -> Result<String> {
    let end = Instant::now() + AWAY;
    let (mut asked, mut longest) = (0_u32, Duration::ZERO);
    while Instant::now() < end {
        let list = Request::new("GET", "/api/v1/accounts?limit=1").token(token);
        let expected = [
            (Request::new("GET", "/livez"), 200, false),
            (Request::new("GET", "/readyz"), 503, false),
            (list, 503, true),
        ];
        for (request, status, says_when) in expected {
            let started = Instant::now();
            let answer = request.send(address)?;
            longest = longest.max(started.elapsed());
            let told = !says_when || answer.header("retry-after").is_some();
            if answer.status != status || !told {
                bail!("without Postgres {request:?} was answered with {answer:?}");
            }
            asked += 1;
        }
    }
    if longest > LONGEST {
        bail!("without Postgres an answer took {} ms", longest.as_millis());
    }
    Ok(format!("{asked} answers as they should be, the longest after {} ms", longest.as_millis()))
}

/// How long until a read and `/readyz` succeed again.
fn heal(address: SocketAddr, token: &str) -> Result<Duration> {
    let back = Instant::now();
    let list = Request::new("GET", "/api/v1/accounts?limit=1").token(token);
    let ready = Request::new("GET", "/readyz");
    while back.elapsed() < HEALING {
        if list.send(address)?.status == 200 && ready.send(address)?.status == 200 {
            return Ok(back.elapsed());
        }
        pause(Duration::from_millis(50))?;
    }
    bail!("not well {} s after Postgres was back", HEALING.as_secs())
}
