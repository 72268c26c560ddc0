//! SIGTERM while clients write and an import runs: a second server takes over, and nobody is turned away.

use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitStatus;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Result, bail};

use super::rig::Rig;
use super::seller::{Sellers, Target};
use super::{import, ledger, pause};
use crate::server::Server;
use crate::{http, process};

const CLIENTS: u32 = 24;
/// Rows of the import that is interrupted: more than are done in the time.
const ROWS: u64 = 20_000;
/// The longest that the server may take to end: the time for proxies to notice, and a request.
const END: Duration = Duration::from_secs(20);

pub(super) fn check(binary: &Path) -> Result<()> {
    println!("-- SIGTERM under load, with a second server");
    let rig = Rig::new(binary, "handover")?;
    let second = rig.second()?;
    let first = rig.server_with(&rig.settings, "on")?;
    let mut other = rig.server_with(&second, "off")?;
    let token = rig.token()?;
    let stages = rig.stages(&token)?;
    let targets = [Target::new(rig.settings.address), Target::new(second.address)];
    let sellers = Sellers::new(&targets, &token, &stages);
    let import = import::start(rig.settings.address, &token, ROWS)?;
    let is_over = AtomicBool::new(false);
    let deals = thread::scope(|scope| {
        scope.spawn(|| balance(&targets, &is_over));
        let sold = sellers.sell(CLIENTS, || {
            pause(Duration::from_secs(2))?;
            let (status, took) = stop(first, rig.settings.address)?;
            println!("the server ended after {} ms ({status})", took.as_millis());
            if !status.success() || took > END {
                bail!("asked to end, the server ended after {} ms with {status}", took.as_millis());
            }
            pause(Duration::from_secs(2))
        });
        is_over.store(true, Ordering::Relaxed);
        sold
    })?;
    other.check_alive()?;
    if sellers.tally.failed() > 0 {
        bail!("requests failed: {}", sellers.tally.words());
    }
    ledger::check(&rig, &deals)?;
    let held =
        rig.number("SELECT count(*) FROM graphile_worker._private_jobs WHERE locked_at IS NOT NULL")?;
    let status = import::read(second.address, &token, &import)?["status"].clone();
    if held > 0 || status != "running" {
        bail!("the worker held {held} jobs when it ended, and its import is {status}");
    }
    let _worker = rig.worker()?;
    import::wait(second.address, &token, &import, Duration::from_secs(120))?;
    import::check_rows(&rig, &import, ROWS)?;
    println!("{} deals: {}", deals.len(), sellers.tally.words());
    Ok(())
}

/// Asks the server to stop; before it does, it must tell load balancers, and keep no connection.
fn stop(server: Server, address: SocketAddr) -> Result<(ExitStatus, Duration)> {
    let asked = server.ask_to_stop()?;
    pause(Duration::from_millis(300))?;
    let ready = http::Request::new("GET", "/readyz").header("Connection", "keep-alive").send(address)?;
    if ready.status != 503 || ready.header("connection") == Some("keep-alive") {
        bail!("a server that is about to stop says {ready:?}");
    }
    let (status, _) = server.stop()?;
    Ok((status, asked.elapsed()))
}

/// A load balancer's health check.
fn balance(targets: &[Target], is_over: &AtomicBool) {
    while !is_over.load(Ordering::Relaxed) && process::check_signals().is_ok() {
        for target in targets {
            let is_ready = http::get(target.address, "/readyz").is_ok_and(|answer| answer.status == 200);
            target.takes_requests.store(is_ready, Ordering::Relaxed);
        }
        thread::sleep(Duration::from_millis(200));
    }
}
