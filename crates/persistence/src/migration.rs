//! Migrations: embedded in the binary, run under an advisory lock as a step of its own.

use diesel::connection::SimpleConnection;
use diesel::migration::{Migration, MigrationSource};
use diesel::pg::Pg;
use diesel::{Connection, PgConnection, RunQueryDsl, sql_query, sql_types};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("../../migrations");

/// How the database's schema compares with the program's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// They agree.
    Current,
    /// So many migrations wait to be run.
    Behind(usize),
    /// The database knows migrations that this program does not: a newer program made it.
    Ahead(String),
}

/// What went wrong while migrating, in a sentence for the administrator.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// No connection.
    #[error("cannot connect to the database: {0}; is Postgres running, and is DATABASE_URL right?")]
    Connect(String),
    /// The database is newer than the program.
    #[error(
        "the database is newer than this program: it has the migration {0}, which is unknown here; install the newer version"
    )]
    Ahead(String),
    /// A migration failed.
    #[error("a migration failed: {0}")]
    Migration(String),
}

impl From<diesel::ConnectionError> for Failure {
    /// Postgres says the same in several lines.
    fn from(error: diesel::ConnectionError) -> Self {
        Self::Connect(error.to_string().split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// Compares the schema of the database at `url` with the program's.
pub fn state(url: &str) -> Result<State, Failure> {
    state_of(&mut PgConnection::establish(url)?)
}

/// Brings the database at `url` up to date; returns the names of the migrations run. Safe to call from several
/// machines at once: they wait for each other.
pub fn run(url: &str) -> Result<Vec<String>, Failure> {
    let mut conn = PgConnection::establish(url)?;
    let failed = |error: String| Failure::Migration(error);
    let lock = |conn: &mut PgConnection| conn.batch_execute("SELECT pg_advisory_lock(7239184650)");
    lock(&mut conn).map_err(|error| failed(error.to_string()))?;
    if let State::Ahead(version) = state_of(&mut conn)? {
        return Err(Failure::Ahead(version));
    }
    let run = conn.run_pending_migrations(MIGRATIONS).map_err(|error| failed(error.to_string()))?;
    Ok(run.iter().map(ToString::to_string).collect())
}

fn state_of(conn: &mut PgConnection) -> Result<State, Failure> {
    let failed = |error: Box<dyn std::error::Error + Send + Sync>| Failure::Migration(error.to_string());
    let known: Vec<Box<dyn Migration<Pg>>> = MIGRATIONS.migrations().map_err(failed)?;
    let known: Vec<String> = known.iter().map(|migration| migration.name().version().to_string()).collect();
    if !has_table(conn).map_err(|error| Failure::Migration(error.to_string()))? {
        return Ok(State::Behind(known.len()));
    }
    let applied: Vec<String> =
        conn.applied_migrations().map_err(failed)?.iter().map(ToString::to_string).collect();
    if let Some(unknown) = applied.iter().find(|version| !known.contains(version)) {
        return Ok(State::Ahead(unknown.clone()));
    }
    match known.iter().filter(|version| !applied.contains(version)).count() {
        0 => Ok(State::Current),
        waiting => Ok(State::Behind(waiting)),
    }
}

#[derive(diesel::QueryableByName)]
struct Found {
    #[diesel(sql_type = sql_types::Bool)]
    found: bool,
}

fn has_table(conn: &mut PgConnection) -> diesel::QueryResult<bool> {
    let query = sql_query("SELECT to_regclass('__diesel_schema_migrations') IS NOT NULL AS found");
    query.get_result::<Found>(conn).map(|row| row.found)
}
