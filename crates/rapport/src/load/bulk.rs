//! Millions of rows: indexes and foreign keys are dropped, the tables filled over one connection, and the
//! indexes of a table made again over another while the next tables are filled.
//!
//! Dropping is committed together with the accounts, so that a database which lacks indexes is never taken for
//! an empty one.

use std::sync::Arc;
use std::time::Instant;

use anyhow::Context;
use seed::{SECONDARY_STRUCTURES, TABLES, Table, World};
use tokio::sync::{Mutex, mpsc};
use tokio_postgres::Client;

use super::copy::copy;

/// For both connections: memory to sort and to gather trigrams in, no waiting for the disk at every commit.
const SETTINGS: &str = "SET maintenance_work_mem = '512MB'; SET synchronous_commit = off";

const RECOVER: &str = "the database is unfinished and of no use: \
    drop it, create it again, run `rapport migrate`, then `rapport seed`";

/// An index or a foreign key.
#[derive(Debug)]
struct Structure {
    table: String,
    name: String,
    drop: String,
    create: String,
}

/// Everything that hinders.
struct Structures {
    indexes: Vec<Structure>,
    foreign_keys: Vec<Structure>,
}

/// Fills all tables over two connections; returns the number of rows.
pub(super) async fn load(first: &Client, second: &Client, world: &Arc<World>) -> anyhow::Result<u64> {
    let structures = Structures::read(first).await?;
    for client in [first, second] {
        client.batch_execute(SETTINGS).await?;
    }
    let rows = fill(first, second, world, &structures).await.context(RECOVER)?;
    finish(first, second, &structures.foreign_keys).await.context(RECOVER)?;
    Ok(rows)
}

impl Structures {
    async fn read(client: &Client) -> anyhow::Result<Self> {
        let tables: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
        let (mut indexes, mut foreign_keys) = (Vec::new(), Vec::new());
        for row in client.query(SECONDARY_STRUCTURES, &[&tables]).await? {
            let (table, name) = (row.try_get("table_name")?, row.try_get("name")?);
            let (drop, create) = (row.try_get("drop_sql")?, row.try_get("create_sql")?);
            let of_phase = match row.try_get::<_, i32>("phase")? {
                1 => &mut indexes,
                _ => &mut foreign_keys,
            };
            of_phase.push(Structure { table, name, drop, create });
        }
        Ok(Self { indexes, foreign_keys })
    }

    async fn drop(&self, client: &Client) -> anyhow::Result<()> {
        for structure in self.foreign_keys.iter().chain(&self.indexes) {
            client.batch_execute(&structure.drop).await?;
        }
        Ok(())
    }

    /// The statements that make the indexes of a table, those that take longest first.
    fn indexes_of(&self, table: &Table) -> Vec<String> {
        let mut create: Vec<String> = self
            .indexes
            .iter()
            .filter(|index| index.table == table.name)
            .map(|index| index.create.clone())
            .collect();
        create.sort_by_key(|create| !create.contains(" USING gin "));
        create
    }
}

/// Fills the tables and makes their indexes.
async fn fill(
    first: &Client,
    second: &Client,
    world: &Arc<World>,
    structures: &Structures,
) -> anyhow::Result<u64> {
    let started = Instant::now();
    let (sender, receiver) = mpsc::unbounded_channel();
    let statements = Mutex::new(receiver);
    let filling = async {
        let rows = copy_all(first, world, structures, sender).await?;
        log::info!("all tables filled after {:.1} s", started.elapsed().as_secs_f64());
        run_all(first, &statements).await?;
        anyhow::Ok(rows)
    };
    let (rows, ()) = tokio::try_join!(filling, run_all(second, &statements))?;
    log::info!("{} indexes made after {:.1} s", structures.indexes.len(), started.elapsed().as_secs_f64());
    Ok(rows)
}

/// Fills the tables one after another; sends the statements that make their indexes.
async fn copy_all(
    client: &Client,
    world: &Arc<World>,
    structures: &Structures,
    statements: mpsc::UnboundedSender<String>,
) -> anyhow::Result<u64> {
    let mut rows = 0;
    let mut ready = Vec::new();
    let mut is_committed = false;
    client.batch_execute("BEGIN").await?;
    structures.drop(client).await?;
    for table in TABLES {
        rows += copy(client, world, table).await?;
        ready.extend(structures.indexes_of(table));
        if table.name == "accounts" {
            client.batch_execute("COMMIT").await?;
            is_committed = true;
        }
        if is_committed {
            ready.drain(..).try_for_each(|statement| statements.send(statement))?;
        }
    }
    Ok(rows)
}

/// Adds the foreign keys and sees to statistics and the visibility map.
async fn finish(first: &Client, second: &Client, foreign_keys: &[Structure]) -> anyhow::Result<()> {
    let started = Instant::now();
    let vacuum = TABLES.iter().map(|table| format!("VACUUM (ANALYZE) {}", table.name));
    run_both(first, second, vacuum.collect()).await?;
    log::info!("vacuumed and analysed in {:.1} s", started.elapsed().as_secs_f64());
    let started = Instant::now();
    // Validating takes weaker locks than adding, so that two can be validated at a time.
    for key in foreign_keys {
        first.batch_execute(&format!("{} NOT VALID", key.create)).await?;
    }
    let validate =
        foreign_keys.iter().map(|key| format!("ALTER TABLE {} VALIDATE CONSTRAINT {}", key.table, key.name));
    run_both(first, second, validate.collect()).await?;
    log::info!("{} foreign keys added in {:.1} s", foreign_keys.len(), started.elapsed().as_secs_f64());
    Ok(())
}

/// Runs the statements over both connections.
async fn run_both(first: &Client, second: &Client, statements: Vec<String>) -> anyhow::Result<()> {
    let (sender, receiver) = mpsc::unbounded_channel();
    for statement in statements {
        sender.send(statement)?;
    }
    drop(sender);
    let statements = Mutex::new(receiver);
    tokio::try_join!(run_all(first, &statements), run_all(second, &statements))?;
    Ok(())
}

/// Runs statements as they come, until there will be no more.
async fn run_all(client: &Client, statements: &Mutex<mpsc::UnboundedReceiver<String>>) -> anyhow::Result<()> {
    loop {
        let Some(statement) = statements.lock().await.recv().await else { return Ok(()) };
        let started = Instant::now();
        client.batch_execute(&statement).await.with_context(|| format!("cannot run {statement}"))?;
        log::debug!("{:.1} s: {statement}", started.elapsed().as_secs_f64());
    }
}
