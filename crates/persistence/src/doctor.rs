//! Checks of a database, each with how to mend what is wrong.

use diesel::prelude::*;
use diesel::{PgConnection, sql_query, sql_types};

use crate::migration::{self, Failure, State};

/// One check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was checked.
    pub what: String,
    /// What is wrong and how to mend it; None if nothing is.
    pub wrong: Option<String>,
}

/// What was found out about a database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examination {
    /// The checks.
    pub findings: Vec<Finding>,
    /// Where its files are on its own machine; None if the user of the connection may not know.
    pub data_directory: Option<String>,
}

fn finding(what: impl Into<String>, wrong: Option<String>) -> Finding {
    Finding { what: what.into(), wrong }
}

#[derive(QueryableByName)]
struct Facts {
    #[diesel(sql_type = sql_types::Integer)]
    version: i32,
    #[diesel(sql_type = sql_types::Text)]
    encoding: String,
    #[diesel(sql_type = sql_types::Bool)]
    has_trigrams: bool,
    #[diesel(sql_type = sql_types::Bool)]
    can_create: bool,
    #[diesel(sql_type = sql_types::Bool)]
    sorts_chinese: bool,
    #[diesel(sql_type = sql_types::Bool)]
    is_replica: bool,
    #[diesel(sql_type = sql_types::Bool)]
    has_queue: bool,
    #[diesel(sql_type = sql_types::Nullable<sql_types::Text>)]
    data_directory: Option<String>,
}

const FACTS: &str = "SELECT current_setting('server_version_num')::int AS version,
    current_setting('server_encoding') AS encoding,
    EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm') AS has_trigrams,
    has_database_privilege(current_database(), 'CREATE') AS can_create,
    EXISTS (SELECT 1 FROM pg_collation WHERE collname = 'zh-x-icu') AS sorts_chinese,
    pg_is_in_recovery() AS is_replica,
    to_regclass('graphile_worker._private_jobs') IS NOT NULL AS has_queue,
    CASE WHEN pg_has_role('pg_read_all_settings', 'USAGE') THEN current_setting('data_directory') END
    AS data_directory";

/// Checks the database at `url`.
pub fn examine(url: &str) -> Examination {
    let failed =
        |why: String| Examination { findings: vec![finding("database", Some(why))], data_directory: None };
    let mut conn = match PgConnection::establish(url) {
        Ok(conn) => conn,
        Err(error) => return failed(Failure::from(error).to_string()),
    };
    let facts: Facts = match sql_query(FACTS).get_result(&mut conn) {
        Ok(facts) => facts,
        Err(error) => return failed(error.to_string()),
    };
    let unless = |right: bool, mend: &str| (!right).then(|| mend.to_owned());
    let state = match migration::state(url) {
        Ok(State::Current) => None,
        Ok(State::Behind(waiting)) => Some(format!("{waiting} migrations wait: run `rapport migrate`")),
        Ok(State::Ahead(version)) => Some(Failure::Ahead(version).to_string()),
        Err(error) => Some(error.to_string()),
    };
    let findings = vec![
        finding("database connection", None),
        finding(
            format!("Postgres version {}", facts.version / 10_000),
            unless(facts.version >= 150_000, "Rapport needs Postgres 15 or newer: upgrade it"),
        ),
        finding("encoding", unless(facts.encoding == "UTF8", "create the database with ENCODING 'UTF8'")),
        finding("extension pg_trgm", unless(facts.has_trigrams, "install the package postgresql-contrib")),
        finding("collation zh-x-icu", unless(facts.sorts_chinese, "use a Postgres built with ICU")),
        finding(
            "right to create",
            unless(facts.can_create, "GRANT CREATE ON DATABASE … TO the user of DATABASE_URL"),
        ),
        finding(
            "primary server",
            unless(!facts.is_replica, "DATABASE_URL names a replica: name the primary"),
        ),
        finding("migrations", state),
        finding("job queue", unless(facts.has_queue, "run `rapport migrate`, which makes it")),
    ];
    Examination { findings, data_directory: facts.data_directory }
}
