//! The policy of `deny.toml` held against `cargo metadata`: licences, sources, and who may depend
//! on what.
//!
//! It reads the parts of cargo-deny's format that need no download, so that the check takes a second
//! and no installation; `cargo deny check` reads the same file and adds the advisories.

use std::collections::{BTreeSet, HashMap};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::report::Outcome;
use super::spdx;
use crate::web::toolchain;
use crate::{process, workspace};

/// Crates that only the server may have.
const SERVER_ONLY: [&str; 4] = ["actix-web", "diesel", "tokio", "utoipa"];
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Fails with one line for each breach.
pub(super) fn check() -> Result<Outcome> {
    let text =
        std::fs::read_to_string(workspace::root().join("deny.toml")).context("cannot read deny.toml")?;
    let policy = toml::from_str(&text).context("cannot read deny.toml")?;
    let metadata = workspace::metadata(&[])?;
    let mut breaches = breaches(&policy, &metadata)?;
    breaches.extend(in_the_browser()?);
    if !breaches.is_empty() {
        bail!("the policy of deny.toml is broken:\n  {}", breaches.join("\n  "));
    }
    Ok(Outcome::Passed)
}

/// What has no place in a browser, and would come along with a feature of `domain` or `wire` that is the server's.
fn in_the_browser() -> Result<Vec<String>> {
    let mut tree = workspace::cargo();
    tree.args(["tree", "--locked", "-p", "frontend", "--target", toolchain::TARGET]);
    let names = process::output(tree.args(["-e", "normal", "--prefix", "none", "--format", "{p}"]))?;
    let names: BTreeSet<&str> = names.lines().filter_map(|line| line.split(' ').next()).collect();
    let kept_out = SERVER_ONLY.iter().filter(|name| names.contains(**name));
    Ok(kept_out.map(|name| format!("frontend: {name} comes along into the browser")).collect())
}

fn breaches(policy: &Value, metadata: &Value) -> Result<Vec<String>> {
    let allowed = strings(&policy["licenses"]["allow"]);
    let mut breaches = Vec::new();
    let mut names = HashMap::new();
    for package in list(&metadata["packages"]) {
        let name = package["name"].as_str().context("a package has no name")?;
        names.insert(package["id"].as_str().unwrap_or_default(), name);
        let licence = package["license"].as_str().unwrap_or_default();
        if !spdx::is_allowed(licence, &allowed) {
            breaches.push(format!("{name}: its licence is {licence:?}"));
        }
        if package["source"].as_str().is_some_and(|source| source != REGISTRY) {
            breaches.push(format!("{name}: it comes from {}", package["source"]));
        }
    }
    let called = |id: &Value| id.as_str().and_then(|id| names.get(id)).copied().unwrap_or_default();
    for ban in list(&policy["bans"]["deny"]) {
        let (banned, wrappers) =
            (ban["crate"].as_str().context("a ban names no crate")?, strings(&ban["wrappers"]));
        for node in list(&metadata["resolve"]["nodes"]) {
            let dependent = called(&node["id"]);
            let depends = list(&node["deps"]).iter().any(|dependency| called(&dependency["pkg"]) == banned);
            if depends && !wrappers.iter().any(|wrapper| wrapper == dependent) {
                breaches.push(format!("{dependent}: it may not depend on {banned}"));
            }
        }
    }
    Ok(breaches)
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn strings(value: &Value) -> Vec<String> {
    list(value).iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::breaches;

    #[test]
    fn each_breach_is_named() {
        let policy = json!({
            "licenses": { "allow": ["MIT"] },
            "bans": { "deny": [{ "crate": "diesel", "wrappers": ["persistence"] }] },
        });
        let metadata = json!({
            "packages": [
                { "id": "d", "name": "diesel", "license": "MIT", "source": super::REGISTRY },
                { "id": "p", "name": "persistence", "license": "MIT", "source": null },
                { "id": "a", "name": "api", "license": "MIT", "source": null },
                { "id": "g", "name": "gnu", "license": "GPL-3.0", "source": "git+https://example.com" },
            ],
            "resolve": { "nodes": [
                { "id": "p", "deps": [{ "pkg": "d" }] },
                { "id": "a", "deps": [{ "pkg": "d" }, { "pkg": "p" }] },
            ] },
        });
        assert_eq!(
            breaches(&policy, &metadata).unwrap(),
            [
                "gnu: its licence is \"GPL-3.0\"",
                "gnu: it comes from \"git+https://example.com\"",
                "api: it may not depend on diesel",
            ]
        );
    }
}
