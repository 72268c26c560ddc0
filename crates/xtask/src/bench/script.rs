//! The statements of a request, as Postgres's log has them, and the same for pgbench: it cannot drift from the
//! code.

use std::path::Path;

use anyhow::{Context, Result, bail};

use super::site::Site;
use crate::http;

/// A statement with the values that it was run with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Statement {
    sql: String,
    /// None is NULL.
    values: Vec<Option<String>>,
}

/// What each of these requests runs, asked for by somebody of this role.
pub(super) fn statements(site: &Site, role: &str, paths: &[String]) -> Result<Vec<Vec<Statement>>> {
    let log = |on: &str| format!("ALTER DATABASE {} SET log_statement = {on}", site.database);
    site.cluster.psql("postgres", &log("'all'"))?;
    let caller = site.call_as(role)?;
    let ask = |path: &String| {
        let before = site.cluster.log()?.len();
        let answer = http::get_as(caller.server.address(), path, &caller.token)?;
        if answer.status != 200 {
            bail!("{path} answers {}: {}", answer.status, answer.body);
        }
        Ok(read(site.cluster.log()?.get(before..).unwrap_or_default()))
    };
    let mut all = Vec::new();
    for path in paths {
        // What the user may do is looked up every few seconds, not with every request.
        let (one, other) = (ask(path)?, ask(path)?);
        all.push(if one.len() < other.len() { one } else { other });
    }
    site.cluster.psql("postgres", &log("DEFAULT"))?;
    Ok(all)
}

/// Writes a pgbench script for each request into `folder`; returns its path and the variables for `-D`.
pub(super) fn write(folder: &Path, requests: &[Vec<Statement>]) -> Result<Vec<(String, Vec<String>)>> {
    let mut scripts = Vec::new();
    for (number, statements) in requests.iter().enumerate() {
        let (mut text, mut variables) = (String::new(), Vec::new());
        for (place, statement) in statements.iter().enumerate() {
            let mut sql = statement.sql.clone();
            for (index, value) in statement.values.iter().enumerate().rev() {
                let parameter = format!("${}", index + 1);
                let name = format!("p{number}_{place}_{index}");
                match value {
                    Some(value) => {
                        sql = sql.replace(&parameter, &format!(":{name}"));
                        variables.push(format!("{name}={value}"));
                    }
                    None => sql = sql.replace(&parameter, "NULL"),
                }
            }
            text += &format!("{sql};\n");
        }
        let file = folder.join(format!("request-{number}.sql"));
        std::fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
        scripts.push((file.to_string_lossy().into_owned(), variables));
    }
    Ok(scripts)
}

/// The prepared statements in a piece of the log.
fn read(log: &str) -> Vec<Statement> {
    let mut found: Vec<Statement> = Vec::new();
    let mut is_open = false;
    for line in log.lines() {
        if let Some((_, said)) = line.split_once(" LOG:  execute ") {
            let sql = said.split_once(": ").map_or(said, |(_, sql)| sql);
            found.push(Statement { sql: sql.to_owned(), values: Vec::new() });
            is_open = true;
        } else if let (Some((_, said)), Some(last)) =
            (line.split_once(" DETAIL:  parameters: "), found.last_mut())
        {
            last.values = values(said);
            is_open = false;
        } else if let (Some(more), Some(last), true) = (line.strip_prefix('\t'), found.last_mut(), is_open) {
            last.sql.push(' ');
            last.sql.push_str(more);
        } else {
            is_open = false;
        }
    }
    found
}

/// The values of `$1 = 'it''s', $2 = NULL`.
fn values(mut said: &str) -> Vec<Option<String>> {
    let mut values = Vec::new();
    while let Some((_, rest)) = said.split_once(" = ") {
        let Some(mut quoted) = rest.strip_prefix('\'') else {
            values.push(None);
            said = rest;
            continue;
        };
        let mut value = String::new();
        while let Some((text, after)) = quoted.split_once('\'') {
            value.push_str(text);
            quoted = after;
            let Some(again) = after.strip_prefix('\'') else { break };
            value.push('\'');
            quoted = again;
        }
        values.push(Some(value));
        said = quoted;
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_tells_statements_and_values() {
        let log = "2026-01-01 00:00:00 UTC [7] LOG:  execute s1: SELECT a\n\tFROM b WHERE c = $1 AND d = $2\n\
                   2026-01-01 00:00:00 UTC [7] DETAIL:  parameters: $1 = 'it''s = \"x\"', $2 = NULL\n\
                   2026-01-01 00:00:00 UTC [7] LOG:  checkpoint starting: time\n\
                   2026-01-01 00:00:00 UTC [7] LOG:  execute <unnamed>: SELECT 1\n";
        let one = Statement {
            sql: "SELECT a FROM b WHERE c = $1 AND d = $2".into(),
            values: vec![Some("it's = \"x\"".into()), None],
        };
        assert_eq!(read(log), [one, Statement { sql: "SELECT 1".into(), values: Vec::new() }]);
    }
}
