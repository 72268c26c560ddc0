//! Requests a second: wrk against the server, then pgbench with the statements of the very same requests.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::ROLES;
use super::script;
use super::site::{Caller, Site};
use super::tally::Tally;
use crate::{http, process, workspace};

const CONNECTIONS: &str = "16";
const SECONDS: &str = "10";
/// Different requests of one kind; pgbench takes up to 128 scripts.
const DIFFERENT: usize = 100;
/// Pages of a list to go through.
const PAGES: usize = 20;

/// Reads the paths from a file and asks for them in turn.
const WRK: &str = r#"
local paths, turn = {}, 0
for path in io.lines(os.getenv("BENCH_PATHS")) do paths[#paths + 1] = path end
wrk.headers["Authorization"] = "Bearer " .. os.getenv("BENCH_TOKEN")
function request()
  turn = turn % #paths + 1
  return wrk.format("GET", paths[turn])
end
function done(summary, latency)
  local errors = summary.errors
  local wrong = errors.status + errors.connect + errors.read + errors.write + errors.timeout
  io.write(string.format("measured %d %d %d %d %d\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), wrong))
end
"#;

/// What wrk saw; times in microseconds.
struct Seen {
    rate: f64,
    p50: f64,
    p99: f64,
    wrong: f64,
}

/// Getting one deal and listing fifty, for each role.
pub(super) fn measure(site: &Site, tally: &mut Tally) -> Result<()> {
    let columns = ["req/s", "p50 ms", "p99 ms", "p99/p50", "pgbench", "ratio", "RSS MB", "errors"];
    let head: String = columns.iter().map(|column| format!("{column:>9}")).collect();
    tally.say(format!("\n{:<40}{head}", format!("{CONNECTIONS} connections, {SECONDS} s")));
    for role in ROLES {
        let caller = site.call_as(role)?;
        let (one, fifty) = (single(site, &caller)?, pages(&caller)?);
        drop(caller);
        for (what, paths) in [("get one deal", one), ("list 50 deals", fifty)] {
            row(site, role, what, &paths, tally)?;
        }
    }
    Ok(())
}

fn row(site: &Site, role: &str, what: &str, paths: &[String], tally: &mut Tally) -> Result<()> {
    let folder = workspace::tools()?.join("bench");
    fs::create_dir_all(&folder)?;
    let statements = script::statements(site, role, paths)?;
    let scripts = script::write(&folder, &statements)?;
    let caller = site.call_as(role)?;
    let seen = wrk(&folder, &caller, paths)?;
    let resident = resident(caller.server.id())?;
    drop(caller);
    let alone = pgbench(site, &scripts)?;
    let number = |value: f64, digits: usize| format!("{value:>9.digits$}");
    let cells = [
        number(seen.rate, 0),
        number(seen.p50 / 1_000.0, 2),
        number(seen.p99 / 1_000.0, 2),
        number(seen.p99 / seen.p50, 1),
        number(alone, 0),
        number(seen.rate / alone, 2),
        number(resident, 0),
        number(seen.wrong, 0),
    ];
    tally.say(format!("{:<40}{}", format!("{what}, {role}"), cells.concat()));
    Ok(())
}

/// Deals of the caller's own, so that everybody may see theirs.
fn single(site: &Site, caller: &Caller) -> Result<Vec<String>> {
    let me = json(caller, "/api/v1/auth/me")?;
    let me = me["user"]["id"].as_str().context("no id of the user")?;
    let of = |condition: &str| {
        site.column(&format!(
            "SELECT id FROM opportunities WHERE deleted_at IS NULL AND {condition} \
             ORDER BY md5(id::text) LIMIT {DIFFERENT}"
        ))
    };
    let mut ids = of(&format!("owner_id = '{me}'"))?;
    if ids.len() < DIFFERENT {
        ids = of("TRUE")?;
    }
    Ok(ids.iter().map(|id| format!("/api/v1/opportunities/{id}")).collect())
}

/// The first pages of the list, as a client walks through it.
fn pages(caller: &Caller) -> Result<Vec<String>> {
    const LIST: &str = "/api/v1/opportunities?limit=50";
    let mut paths = vec![LIST.to_owned()];
    while let (Some(last), true) = (paths.last(), paths.len() < PAGES) {
        let page = json(caller, last)?;
        let Some(cursor) = page["page"]["next_cursor"].as_str() else { break };
        paths.push(format!("{LIST}&cursor={}", http::encoded(cursor)));
    }
    Ok(paths)
}

fn json(caller: &Caller, path: &str) -> Result<Value> {
    let answer = http::get_as(caller.server.address(), path, &caller.token)?;
    if answer.status != 200 {
        bail!("{path} answers {}: {}", answer.status, answer.body);
    }
    Ok(serde_json::from_str(&answer.body)?)
}

fn wrk(folder: &Path, caller: &Caller, paths: &[String]) -> Result<Seen> {
    let (lua, list): (PathBuf, PathBuf) = (folder.join("wrk.lua"), folder.join("paths"));
    fs::write(&lua, WRK)?;
    fs::write(&list, paths.join("\n"))?;
    let url = format!("http://{}", caller.server.address());
    let run = |seconds: &str| {
        let mut command = Command::new("wrk");
        command.args(["-t", "2", "-c", CONNECTIONS, "-d", seconds, "-s"]).arg(&lua).arg(&url);
        process::output(command.env("BENCH_TOKEN", &caller.token).env("BENCH_PATHS", &list))
    };
    run("2")?;
    let said = run(SECONDS)?;
    let line = said.lines().find_map(|line| line.strip_prefix("measured ")).context("wrk said nothing")?;
    let numbers = line.split(' ').map(str::parse).collect::<Result<Vec<f64>, _>>()?;
    let [requests, duration, p50, p99, wrong] = numbers[..] else { bail!("wrk said {line}") };
    Ok(Seen { rate: requests * 1_000_000.0 / duration, p50, p99, wrong })
}

fn pgbench(site: &Site, scripts: &[(String, Vec<String>)]) -> Result<f64> {
    let said = site.pgbench(|command| {
        command.args(["-n", "-M", "prepared", "-c", CONNECTIONS, "-j", "2", "-T", SECONDS]);
        for (file, variables) in scripts {
            command.args(["-f", file]);
            command.args(variables.iter().flat_map(|variable| ["-D", variable]));
        }
    })?;
    let rate = said.lines().find_map(|line| line.strip_prefix("tps = ")?.split(' ').next());
    Ok(rate.context("pgbench tells no rate")?.parse()?)
}

/// The most memory that a process has had, in megabytes.
fn resident(id: u32) -> Result<f64> {
    let status = fs::read_to_string(format!("/proc/{id}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("no VmHWM")?;
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kilobytes * 1_024.0 / 1_000_000.0)
}
