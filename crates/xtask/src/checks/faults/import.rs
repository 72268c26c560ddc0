//! The worker is killed several times while it imports a file: every row becomes one record, or is refused, once.

use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::pause;
use super::rig::Rig;
use crate::http::Request;

const ROWS: u64 = 20_000;
/// How often the worker is killed.
const KILLS: u32 = 3;
/// Every so many rows one has no name, and is refused.
const BAD: u64 = 100;
/// The longest until another worker goes on: half a minute of silence, and the sweep after it.
const NEXT: Duration = Duration::from_secs(90);

pub(super) fn check(binary: &Path) -> Result<()> {
    println!("-- kill -9 of the worker during an import");
    let rig = Rig::new(binary, "import")?;
    let _server = rig.server()?;
    let (address, token) = (rig.settings.address, rig.token()?);
    let mut worker = rig.worker()?;
    let id = start(address, &token, ROWS)?;
    for kill in 1..=KILLS {
        let before = done_rows(address, &token, &id)?;
        let deadline = Instant::now() + NEXT;
        while done_rows(address, &token, &id)? <= before {
            if Instant::now() > deadline {
                bail!("the import did not go on {} s after kill {}", NEXT.as_secs(), kill - 1);
            }
            pause(Duration::from_millis(20))?;
        }
        worker.kill()?;
        let done = read(address, &token, &id)?;
        if done["status"] != "running" {
            bail!("the import was over before kill {kill}: {done}");
        }
        worker = rig.worker()?;
    }
    wait(address, &token, &id, NEXT + Duration::from_secs(60))?;
    check_rows(&rig, &id, ROWS)?;
    println!("{KILLS} kills, {ROWS} rows: each once");
    Ok(())
}

/// Starts the import of a file with so many accounts.
pub(super) fn start(address: SocketAddr, token: &str, rows: u64) -> Result<String> {
    let plan = json!({ "kind": "account", "mode": "create", "columns": [
        { "to": "name", "column": "Name" }, { "to": "type", "value": "customer" }] });
    let input = json!({ "file_name": "faults.csv", "plan": plan });
    let post =
        |path: &str, body: &Value| Request::new("POST", path).token(token).header("If-Match", "*").json(body);
    let import = post("/api/v1/imports", &input).send(address)?.expect(201)?;
    let id = import["id"].as_str().context("an import has no id")?.to_owned();
    let mut file = String::from("Number,Name\n");
    for row in 1..=rows {
        let name = if row % BAD == 0 { String::new() } else { format!("Import {row}") };
        file += &format!("{row},{name}\n");
    }
    let put = Request::new("PUT", &format!("/api/v1/imports/{id}/file")).token(token).header("If-Match", "*");
    put.text("text/csv", file).send(address)?.expect(200)?;
    post(&format!("/api/v1/imports/{id}/actions/start"), &json!({})).send(address)?.expect(202)?;
    Ok(id)
}

/// The import as it is now.
pub(super) fn read(address: SocketAddr, token: &str, id: &str) -> Result<Value> {
    Request::new("GET", &format!("/api/v1/imports/{id}")).token(token).send(address)?.expect(200)
}

/// Waits until the import is over.
pub(super) fn wait(address: SocketAddr, token: &str, id: &str, patience: Duration) -> Result<()> {
    let deadline = Instant::now() + patience;
    loop {
        let import = read(address, token, id)?;
        match import["status"].as_str().unwrap_or_default() {
            "queued" | "running" if Instant::now() < deadline => pause(Duration::from_millis(200))?,
            "succeeded" | "partly_failed" => return Ok(()),
            _ => bail!("the import is not done: {import}"),
        }
    }
}

fn done_rows(address: SocketAddr, token: &str, id: &str) -> Result<u64> {
    Ok(read(address, token, id)?["done_rows"].as_u64().unwrap_or_default())
}

/// Fails unless the records, the refused rows and the import's own figures are those of the file.
pub(super) fn check_rows(rig: &Rig, id: &str, rows: u64) -> Result<()> {
    let bad = rows / BAD;
    let figures = rig.rows(&format!(
        "SELECT total_rows, done_rows, created_rows, updated_rows, failed_rows FROM imports WHERE id = '{id}'"
    ))?;
    let expected = format!("{rows}|{rows}|{}|0|{bad}", rows - bad);
    if figures != [expected.as_str()] {
        bail!("the import says {figures:?} and the file has {expected}");
    }
    let of_file = format!(
        "SELECT 'Import ' || row AS name FROM generate_series(1, {rows}) AS row WHERE row % {BAD} <> 0"
    );
    rig.none(
        "rows that are not exactly one account",
        &format!(
            "SELECT name, count(account.id) FROM ({of_file}) AS file
                FULL JOIN (SELECT id, name FROM accounts WHERE name LIKE 'Import %') AS account USING (name)
                GROUP BY name HAVING count(account.id) <> 1 OR count(*) <> 1"
        ),
    )?;
    rig.none(
        "refused rows that are not those of the file",
        &format!(
            "SELECT row_number FROM import_failures WHERE import_id = '{id}' AND (row_number - 1) % {BAD} <> 0
                UNION ALL SELECT count(*) FROM import_failures WHERE import_id = '{id}' HAVING count(*) <> {bad}"
        ),
    )?;
    rig.none(
        "accounts without exactly one audit entry",
        "SELECT name FROM accounts account WHERE name LIKE 'Import %' AND 1 <>
            (SELECT count(*) FROM audit_entries WHERE kind = 'account' AND record_id = account.id)",
    )
}
