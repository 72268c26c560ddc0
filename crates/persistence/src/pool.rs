//! The pool's connections: how they are opened, and when they are asked whether they live.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::r2d2::{self, CustomizeConnection, ManageConnection, R2D2Connection};
use diesel::{Connection, PgConnection};

/// How the pool is set up.
#[derive(Debug, Clone)]
pub struct PoolSettings {
    /// Connections at most.
    pub size: u32,
    /// How long to wait for one.
    pub wait: Duration,
    /// The longest a statement may run.
    pub statement_timeout: Duration,
    /// Name of the program in `pg_stat_activity`.
    pub application_name: &'static str,
}

pub(crate) type Pool = r2d2::Pool<Manager>;

/// A pool on the database at `url`, which connects when it is first used.
pub(crate) fn open(url: &str, settings: PoolSettings) -> Pool {
    Pool::builder()
        .max_size(settings.size)
        .min_idle(Some(0))
        .connection_timeout(settings.wait)
        .error_handler(Box::new(LogErrors))
        .connection_customizer(Box::new(Session { settings }))
        .build_unchecked(Manager { url: url.to_owned(), died: Mutex::default() })
}

/// Opens connections. To ask each before it is used would halve the throughput: they are asked once after another
/// has died, as all do when Postgres is stopped.
#[derive(Debug)]
pub(crate) struct Manager {
    url: String,
    /// When a connection was last found dead.
    died: Mutex<Option<Instant>>,
}

impl Manager {
    fn died(&self) -> std::sync::MutexGuard<'_, Option<Instant>> {
        self.died.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ManageConnection for Manager {
    type Connection = Pooled;
    type Error = r2d2::Error;

    fn connect(&self) -> Result<Pooled, r2d2::Error> {
        let conn = PgConnection::establish(&self.url).map_err(r2d2::Error::ConnectionError)?;
        Ok(Pooled { conn, lived: Instant::now() })
    }

    fn is_valid(&self, pooled: &mut Pooled) -> Result<(), r2d2::Error> {
        if self.died().is_some_and(|died| died >= pooled.lived) {
            pooled.conn.ping().map_err(r2d2::Error::QueryError)?;
            pooled.lived = Instant::now();
        }
        Ok(())
    }

    fn has_broken(&self, pooled: &mut Pooled) -> bool {
        let is_broken = std::thread::panicking() || pooled.conn.is_broken();
        if is_broken {
            *self.died() = Some(Instant::now());
        }
        is_broken
    }
}

/// A connection of the pool.
pub(crate) struct Pooled {
    pub(crate) conn: PgConnection,
    /// When it was known to live.
    lived: Instant,
}

impl Pooled {
    /// Makes diesel notice that the connection is dead, if it is: it does not when a statement cannot be prepared.
    pub(crate) fn examine(&mut self) {
        // Whatever comes of it is seen when the connection goes back to the pool.
        let _ = self.conn.batch_execute("");
    }
}

/// What every connection is told first.
#[derive(Debug)]
struct Session {
    settings: PoolSettings,
}

impl CustomizeConnection<Pooled, r2d2::Error> for Session {
    fn on_acquire(&self, pooled: &mut Pooled) -> Result<(), r2d2::Error> {
        let PoolSettings { statement_timeout, application_name, .. } = &self.settings;
        let milliseconds = statement_timeout.as_millis();
        // SET takes no bind parameters; both values are the program's own. Compiling a report takes longer than
        // running it.
        let set = format!(
            "SET jit = off; SET statement_timeout = {milliseconds}; SET lock_timeout = '3s'; \
             SET idle_in_transaction_session_timeout = '15s'; SET TIME ZONE 'UTC'; \
             SET application_name = '{application_name}'"
        );
        pooled.conn.batch_execute(&set).map_err(r2d2::Error::QueryError)
    }
}

#[derive(Debug)]
struct LogErrors;

impl r2d2::HandleError<r2d2::Error> for LogErrors {
    fn handle_error(&self, error: r2d2::Error) {
        log::warn!("no database connection: {error}");
    }
}
