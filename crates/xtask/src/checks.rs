//! What CI runs: each step named, timed, and stopped at the first failure.

mod browser;
mod dependencies;
mod examples;
mod faults;
pub(crate) mod openapi;
mod report;
pub(crate) mod schema;
mod schemathesis;
mod spdx;

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::cluster::Cluster;
use crate::packages::Need;
use crate::web::{self, Aim};
use crate::workspace::{self, Profile};
use crate::{migrations, packages, process};
use report::{Outcome, Report};

/// The checks that need neither the product's dependencies on this machine nor a database.
pub(crate) fn lint() -> Result<()> {
    packages::ensure(&[packages::COMPILER, packages::PKG_CONFIG, packages::LIBPQ])?;
    let mut report = Report::default();
    let result = lint_steps(&mut report);
    report.print();
    result
}

/// Everything, in the order of how soon it tells something.
pub(crate) fn test() -> Result<()> {
    packages::ensure(packages::PRODUCT)?;
    packages::ensure(packages::EXAMPLES)?;
    packages::ensure(packages::CONTRACT)?;
    packages::ensure(packages::BROWSER)?;
    packages::ensure_node()?;
    let mut report = Report::default();
    let result = lint_steps(&mut report).and_then(|()| database_steps(&mut report));
    report.print();
    result
}

fn lint_steps(report: &mut Report) -> Result<()> {
    report.step("format", || cargo(&["fmt", "--all", "--check"]))?;
    report.step("dependencies", dependencies::check)?;
    report.step("clippy", || {
        cargo(&["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"])
    })?;
    report.step("documentation", || {
        let mut command = workspace::cargo();
        command.env("RUSTDOCFLAGS", "-D warnings");
        command.args(["doc", "--workspace", "--no-deps", "--document-private-items", "--locked"]);
        process::run(&mut command).map(|()| Outcome::Passed)
    })
}

fn database_steps(report: &mut Report) -> Result<()> {
    let mut started = None;
    report.step("database", || {
        started = Some(Cluster::start_throw_away()?);
        Ok(Outcome::Passed)
    })?;
    let Some(cluster) = started else { return Ok(()) };
    report.step("tests", || {
        let mut command = workspace::cargo();
        command.env("TEST_DATABASE_URL", cluster.url("postgres", "postgres"));
        command.args(["test", "--workspace", "--locked"]);
        process::run(&mut command).map(|()| Outcome::Passed)
    })?;
    report.step("migrations", || reversible(&cluster))?;
    report.step("web", || web::check().map(|()| Outcome::Passed))?;
    let mut binary = PathBuf::new();
    report.step("build", || {
        binary = workspace::build(Profile::Debug)?;
        Ok(Outcome::Passed)
    })?;
    report.step("schema", || schema::check(&cluster, &binary))?;
    report.step("openapi", || openapi::check(&binary))?;
    report.step("examples", || examples::check(&cluster, &binary))?;
    report.step("browser", || browser::check(&cluster, &binary))?;
    report.step("schemathesis", || schemathesis::check(&cluster, &binary))?;
    report.step("faults", || faults::check(&binary))
}

/// The documents' examples alone.
pub(crate) fn examples() -> Result<()> {
    alone("examples", packages::EXAMPLES, examples::check)
}

/// Schemathesis against the running server, as administrator, as representative and without a token.
pub(crate) fn contract() -> Result<()> {
    alone("schemathesis", packages::CONTRACT, schemathesis::check)
}

/// The tests in a browser alone.
pub(crate) fn browser() -> Result<()> {
    web::build(Aim::Release)?;
    alone("browser", packages::BROWSER, browser::check)
}

/// Pictures of the application's screens.
pub(crate) fn screenshots() -> Result<()> {
    web::build(Aim::Release)?;
    alone("screenshots", packages::BROWSER, browser::picture)
}

/// One step on a throw-away Postgres, which takes these packages besides those of the product.
fn alone(
    name: &'static str,
    needs: &[Need],
    check: impl FnOnce(&Cluster, &Path) -> Result<Outcome>,
) -> Result<()> {
    packages::ensure(packages::PRODUCT)?;
    packages::ensure(needs)?;
    let mut report = Report::default();
    let result = Cluster::start_throw_away().and_then(|cluster| {
        let binary = workspace::build(Profile::Debug)?;
        report.step(name, || check(&cluster, &binary))
    });
    report.print();
    result
}

/// What must hold when servers, workers and Postgres die under load.
pub(crate) fn faults() -> Result<()> {
    alone("faults", &[], |_, binary| faults::check(binary))
}

fn cargo(arguments: &[&str]) -> Result<Outcome> {
    process::run(workspace::cargo().args(arguments)).map(|()| Outcome::Passed)
}

/// Up, all the way down, up again: the same schema, and nothing left in between.
fn reversible(cluster: &Cluster) -> Result<Outcome> {
    const DATABASE: &str = "reversible";
    cluster.create_database(DATABASE)?;
    let empty = cluster.dump_schema(DATABASE)?;
    migrations::apply_all(cluster, DATABASE)?;
    let first = cluster.dump_schema(DATABASE)?;
    for migration in migrations::all()?.iter().rev() {
        migration.revert(cluster, DATABASE)?;
    }
    report::same("the schema after every down.sql", &empty, &cluster.dump_schema(DATABASE)?)?;
    migrations::apply_all(cluster, DATABASE)?;
    report::same("the schema after up, down, up", &first, &cluster.dump_schema(DATABASE)?)?;
    Ok(Outcome::Passed)
}
