//! A database for one test: a copy of a template that is migrated once per run.

use std::sync::OnceLock;

use tokio_postgres::{Client, NoTls};

/// A database that is dropped with its test.
pub struct TestDb {
    /// Where it is.
    pub url: String,
    name: String,
}

static TEMPLATE: OnceLock<String> = OnceLock::new();

/// The server that the tests use, from `TEST_DATABASE_URL`: any superuser's address of it.
fn server() -> String {
    #[expect(clippy::disallowed_methods, reason = "tests have no configuration")]
    std::env::var("TEST_DATABASE_URL").expect("TEST_DATABASE_URL is not set: run the tests with `make test`")
}

/// The same server, another database.
fn database(name: &str) -> String {
    let server = server();
    let (front, query) =
        server.split_once('?').map_or((server.as_str(), None), |(front, query)| (front, Some(query)));
    let (host, _) = front.rsplit_once('/').expect("the address names a database");
    query.map_or_else(|| format!("{host}/{name}"), |query| format!("{host}/{name}?{query}"))
}

/// Speaks SQL to the server or to a database.
pub(crate) async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.expect("the test database answers");
    tokio::spawn(connection);
    client
}

impl TestDb {
    /// A fresh copy of the template.
    pub async fn create() -> Self {
        let template = tokio::task::spawn_blocking(|| TEMPLATE.get_or_init(template))
            .await
            .expect("the template is made");
        let name = format!("rapport_test_{}", persistence::Runtime::default().new_id().simple());
        let admin = connect(&server()).await;
        let copy = format!("CREATE DATABASE {name} TEMPLATE {template}");
        admin.batch_execute(&copy).await.expect("the template can be copied");
        Self { url: database(&name), name }
    }

    /// A connection of the test's own.
    pub async fn connect(&self) -> Client {
        connect(&self.url).await
    }

    /// The answer to a query for one number.
    pub async fn number(&self, query: &str) -> i64 {
        self.connect().await.query_one(query, &[]).await.expect("the query is right").get(0)
    }
}

/// Migrates the template; leftovers of runs that were killed go first.
fn template() -> String {
    let name = format!("rapport_template_{}", std::process::id());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let admin = connect(&server()).await;
        let old = "SELECT datname FROM pg_database WHERE datname LIKE 'rapport\\_t%'
            AND NOT EXISTS (SELECT 1 FROM pg_stat_activity WHERE pg_stat_activity.datname = pg_database.datname)";
        for row in admin.query(old, &[]).await.expect("the catalogue can be read") {
            let old: String = row.get(0);
            // Somebody else's run may have dropped it by now.
            let _ = admin.batch_execute(&format!("DROP DATABASE IF EXISTS {old}")).await;
        }
        admin.batch_execute(&format!("CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0 LOCALE 'C.UTF-8'")).await.expect("a database can be made");
    });
    persistence::migration::run(&database(&name)).expect("the migrations run");
    runtime.block_on(worker::migrate(&database(&name))).expect("the queue is made");
    name
}

impl Drop for TestDb {
    fn drop(&mut self) {
        let (server, drop) = (server(), format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name));
        let cleaned = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(async {
                let _ = connect(&server).await.batch_execute(&drop).await;
            });
            std::io::Result::Ok(())
        });
        let _ = cleaned.join();
    }
}
