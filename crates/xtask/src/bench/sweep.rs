//! Every filter and every order of the great lists, each asked for with values that are in the data.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::cases::{Case, Values, cases};
use super::site::Site;
use super::tally::{Tally, Timing};
use crate::server::Server;
use crate::{http, logins, process};

const AIM: Duration = Duration::from_millis(50);
/// Requests of one kind; the 95th of a hundred is then the second worst.
const REQUESTS: usize = 20;
/// After so long a time what is slow is known to be slow.
const PATIENCE: Duration = Duration::from_secs(3);
/// The lists, with their tables.
const LISTS: [(&str, &str); 4] = [
    ("accounts", "accounts"),
    ("contacts", "contacts"),
    ("opportunities", "opportunities"),
    ("activities", "activities"),
];

/// Goes through all lists as somebody of this role.
pub(super) fn measure(site: &Site, server: &Server, role: &str, tally: &mut Tally) -> Result<()> {
    for (list, table) in LISTS {
        // A token for each list: it ends sooner than all lists take.
        let token = logins::of_role(role)?.sign_in(server.address())?;
        let document = json(server, &token, "/api/v1/openapi.json")?;
        let parameters = &document["paths"][format!("/api/v1/{list}")]["get"]["parameters"];
        let parameters = parameters.as_array().context("the document does not have this list")?;
        let values = Values::of(site, table, &records(site, server, list, table)?);
        let mut timings = Vec::new();
        for Case { what, queries } in cases(parameters, &values)? {
            let paths: Vec<String> = queries.iter().map(|query| format!("/api/v1/{list}?{query}")).collect();
            timings.push(time(server, &token, format!("{list}?{what}"), &paths)?);
        }
        tally.rank(&format!("{list}, {role}"), AIM, timings);
    }
    Ok(())
}

/// Asks for these paths in turn, after one request that does not count.
pub(super) fn time(server: &Server, token: &str, what: String, paths: &[String]) -> Result<Timing> {
    let mut timing = Timing { what, times: Vec::new(), refused: None };
    let ask = |path: &String| -> Result<u16> { Ok(http::get_as(server.address(), path, token)?.status) };
    let first = paths.first().context("nothing to ask for")?;
    let begun = Instant::now();
    ask(first)?;
    for path in paths.iter().cycle().take(REQUESTS) {
        process::check_signals()?;
        let started = Instant::now();
        let status = ask(path)?;
        timing.times.push(started.elapsed());
        if status != 200 {
            timing.refused = Some(status);
            break;
        }
        if begun.elapsed() > PATIENCE {
            break;
        }
    }
    Ok(timing)
}

/// Some records from all over the table, as the API shows them to someone who sees all.
fn records(site: &Site, server: &Server, list: &str, table: &str) -> Result<Vec<Value>> {
    let ids = site.column(&format!(
        "SELECT id FROM {table} TABLESAMPLE SYSTEM (0.2) REPEATABLE (1) WHERE deleted_at IS NULL \
         ORDER BY md5(id::text) LIMIT 60"
    ))?;
    let token = logins::of_role("administrator")?.sign_in(server.address())?;
    ids.iter().map(|id| json(server, &token, &format!("/api/v1/{list}/{id}"))).collect()
}

fn json(server: &Server, token: &str, path: &str) -> Result<Value> {
    let answer = http::get_as(server.address(), path, token)?;
    if answer.status != 200 {
        bail!("{path} answers {}: {}", answer.status, answer.body);
    }
    Ok(serde_json::from_str(&answer.body)?)
}
