//! Loads the data of crate `seed` into an empty database.
//!
//! By tokio-postgres, as diesel knows COPY only for a table that is a type, not for one that is a value, and
//! cannot build one table's indexes while it fills another.

mod bulk;
mod copy;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use anyhow::Context;
use chrono::NaiveDate;
use persistence::job::{Job, ScoreLeads};
use seed::{Plan, Scale, TABLES, World};
use tokio_postgres::{Client, Config, NoTls};
use uuid::Uuid;

/// Equal seeds give equal data; there is no need for another.
const SEED: u64 = 1;

/// How rows come into the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// In one transaction.
    Plain,
    /// Without indexes and foreign keys, which are made again afterwards. Not in one transaction: what fails
    /// midway leaves a database that is good for nothing.
    Bulk,
}

impl From<Scale> for Method {
    /// The faster one.
    fn from(scale: Scale) -> Self {
        match scale {
            Scale::Demo => Self::Plain,
            Scale::HundredThousand | Scale::Million => Self::Bulk,
        }
    }
}

/// A connection to the database that is to be filled.
pub struct Loader {
    config: Config,
    client: Client,
}

impl Loader {
    /// Connects, and waits until nobody else is loading.
    pub async fn open(url: &str) -> anyhow::Result<Self> {
        let mut config: Config = url.parse().context("DATABASE_URL is no address of a database")?;
        config.application_name("rapport seed");
        let client = connect(&config).await?;
        client.batch_execute("SELECT pg_advisory_lock(7239184652)").await?;
        Ok(Self { config, client })
    }

    /// True if there are no accounts.
    pub async fn is_empty(&self) -> anyhow::Result<bool> {
        let query = "SELECT NOT EXISTS (SELECT FROM accounts)";
        Ok(self.client.query_one(query, &[]).await?.try_get(0)?)
    }

    /// Loads everything as of the day `today`; returns the number of rows. The database must be migrated and
    /// without accounts; users and other records of a new installation may be there. The scores of leads are left to a
    /// worker.
    pub async fn load(self, scale: Scale, today: NaiveDate, method: Method) -> anyhow::Result<u64> {
        anyhow::ensure!(
            self.is_empty().await?,
            "there are accounts in this database already: seed a new one, or say --if-empty to leave it at that"
        );
        let plan = Plan {
            scale,
            seed: SEED,
            today,
            role_ids: self.role_ids().await?,
            password_hash: api::hash_password(seed::DEMO_PASSWORD).map_err(anyhow::Error::msg)?,
        };
        let world = Arc::new(tokio::task::spawn_blocking(|| World::new(plan)).await??);
        let started = Instant::now();
        let rows = match method {
            Method::Plain => plain(&self.client, &world).await?,
            Method::Bulk => bulk::load(&self.client, &connect(&self.config).await?, &world).await?,
        };
        let queue = "SELECT graphile_worker.add_job(identifier => $1, job_key => $1)";
        self.client.execute(queue, &[&ScoreLeads::NAME]).await?;
        log::info!("loaded {rows} rows in {:.1} s", started.elapsed().as_secs_f64());
        Ok(rows)
    }

    async fn role_ids(&self) -> anyhow::Result<BTreeMap<String, Uuid>> {
        let query = "SELECT code, id FROM roles WHERE deleted_at IS NULL";
        let roles = self.client.query(query, &[]).await?;
        roles.iter().map(|role| Ok((role.try_get(0)?, role.try_get(1)?))).collect()
    }
}

/// A new connection without limits of time.
async fn connect(config: &Config) -> anyhow::Result<Client> {
    let (client, connection) = config.connect(NoTls).await.context("cannot connect to the database")?;
    tokio::spawn(connection);
    client.batch_execute("SET statement_timeout = 0; SET lock_timeout = 0; SET TIME ZONE 'UTC'").await?;
    Ok(client)
}

/// Rolled back by the end of the connection if it fails.
async fn plain(client: &Client, world: &Arc<World>) -> anyhow::Result<u64> {
    let mut rows = 0;
    client.batch_execute("BEGIN").await?;
    for table in TABLES {
        rows += copy::copy(client, world, table).await?;
    }
    client.batch_execute("COMMIT").await?;
    for table in TABLES {
        client.batch_execute(&format!("VACUUM (ANALYZE) {}", table.name)).await?;
    }
    Ok(rows)
}
