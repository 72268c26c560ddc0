//! The pool and the only ways onto it: reading, reading a snapshot, writing.

use std::time::Instant;

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};

use crate::list::CursorKey;
use crate::pool::{self, Pool, PoolSettings};
use crate::{Actor, Error, Read, Result, Runtime, Tx};

/// The database, as the rest of the program sees it.
#[derive(Clone)]
pub struct Store {
    pool: Pool,
    runtime: Runtime,
    cursors: CursorKey,
    deadline: Option<Instant>,
}

impl Store {
    /// A pool on the database at `url`. Connects when it is first used, so that a server starts before its
    /// database. `secret` signs cursors.
    pub fn open(url: &str, settings: PoolSettings, runtime: Runtime, secret: &[u8]) -> Self {
        Self { pool: pool::open(url, settings), runtime, cursors: CursorKey::new(secret), deadline: None }
    }

    /// The clock and the maker of ids.
    pub fn runtime(&self) -> &Runtime {
        &self.runtime
    }

    /// The same store for one unit of work that may wait for connections until `deadline` and no longer, however
    /// many it takes one after the other.
    pub fn until(&self, deadline: Instant) -> Self {
        Self { deadline: Some(deadline), ..self.clone() }
    }

    /// Reads without a transaction: one statement is one round trip. Tried again once if the connection proves
    /// to be broken.
    pub fn read<T>(&self, actor: &Actor, work: impl Fn(&mut Read<'_>) -> Result<T>) -> Result<T> {
        match self.connected(|conn| work(&mut self.reader(conn, actor))) {
            // What took too long would take as long again.
            Err(Error::Unavailable(cause)) if !cause.contains("timeout") => {
                self.connected(|conn| work(&mut self.reader(conn, actor)))
            }
            done => done,
        }
    }

    /// Reads several statements of one moment.
    pub fn snapshot<T>(&self, actor: &Actor, work: impl FnOnce(&mut Read<'_>) -> Result<T>) -> Result<T> {
        self.connected(|conn| {
            conn.build_transaction()
                .read_only()
                .repeatable_read()
                .run(|conn| work(&mut self.reader(conn, actor)))
        })
    }

    /// Runs `work` in one transaction, together with the records of what it changed. The only place that opens a
    /// read-write transaction for business data.
    pub fn write<T>(&self, actor: &Actor, work: impl FnOnce(&mut Tx<'_>) -> Result<T>) -> Result<T> {
        self.connected(|conn| {
            conn.transaction(|conn| {
                let mut tx = Tx::new(self.reader(conn, actor));
                let done = work(&mut tx)?;
                tx.flush()?;
                Ok(done)
            })
        })
    }

    /// Asks the database for a sign of life.
    pub fn ping(&self) -> Result<()> {
        self.connected(|conn| Ok(conn.batch_execute("SELECT 1")?))
    }

    /// A bare connection, for what is no business data: sessions, jobs, health.
    pub(crate) fn connected<T>(&self, work: impl FnOnce(&mut PgConnection) -> Result<T>) -> Result<T> {
        let taken = match self.deadline {
            None => self.pool.get(),
            Some(deadline) => self.pool.get_timeout(deadline.saturating_duration_since(Instant::now())),
        };
        let mut pooled = taken.map_err(|error| Error::Unavailable(error.to_string()))?;
        let done = work(&mut pooled.conn);
        if let Err(Error::Unavailable(_)) = &done {
            pooled.examine();
        }
        done
    }

    fn reader<'c>(&'c self, conn: &'c mut PgConnection, actor: &'c Actor) -> Read<'c> {
        Read::new(conn, actor, &self.runtime, &self.cursors)
    }
}
