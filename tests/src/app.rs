//! A server of a test's own, with an organisation and people in it.

use std::net::TcpListener;
use std::time::Duration;

use persistence::{PoolSettings, Runtime, Store};
use serde_json::json;
use service::installation::NewUser;

use crate::{Client, TestDb};

/// The password of everybody in tests.
pub const PASSWORD: &str = "correct horse battery staple";

/// A server, its database and its people.
pub struct TestApp {
    /// The database.
    pub db: TestDb,
    /// The store that the server uses.
    pub store: Store,
    /// The clock that the server goes by.
    pub runtime: Runtime,
    /// Where it serves.
    pub base: String,
    /// May do everything; works at the head office.
    pub admin: Client,
    /// The head office's department.
    pub head_office: String,
    /// Two departments of the branch in the north: the first has a team below it.
    pub north: String,
    /// The team below `north`.
    pub north_team: String,
    /// The other department in the north.
    pub north_two: String,
    /// The only department of the branch in the south.
    pub south: String,
    server: actix_web::dev::ServerHandle,
}

impl TestApp {
    /// Starts it, without an application in the browser.
    pub async fn start() -> Self {
        Self::start_with(api::Site::empty()).await
    }

    /// Starts it with these files for browsers.
    pub async fn start_with(site: api::Site) -> Self {
        let db = TestDb::create().await;
        let runtime = Runtime::default();
        let settings = PoolSettings {
            size: 6,
            wait: Duration::from_secs(2),
            statement_timeout: Duration::from_secs(10),
            application_name: "rapport tests",
        };
        let secret = "a secret that is only good for tests";
        let store = Store::open(&db.url, settings, runtime.clone(), secret.as_bytes());
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        let server = serve(store.clone(), listener, secret, &base, site);
        let admin = Self::first_admin(&store, &base).await;
        let org = Organisation::create(&admin).await;
        let Organisation { head_office, north, north_team, north_two, south } = org;
        Self { db, store, runtime, base, admin, head_office, north, north_team, north_two, south, server }
    }

    /// The first user, made as `rapport user create` makes it.
    async fn first_admin(store: &Store, base: &str) -> Client {
        let store = store.clone();
        let made = tokio::task::spawn_blocking(move || {
            service::installation::prepare(&store)?;
            let (name, email) = ("Admin".to_owned(), "admin@example.com".to_owned());
            let password_hash = api::hash_password(PASSWORD).expect("a hash");
            let new = NewUser { name, email, role: "administrator".to_owned(), password_hash };
            service::installation::create_user(&store, new)
        });
        made.await.expect("a thread").expect("the first administrator is made");
        Client::anonymous(base).sign_in("admin@example.com", PASSWORD).await
    }

    /// Nobody.
    pub fn anonymous(&self) -> Client {
        Client::anonymous(&self.base)
    }

    /// The id of a ready-made role.
    pub async fn role(&self, code: &str) -> String {
        let found = self.admin.get(&format!("roles?code={code}")).await;
        found.ids().pop().unwrap_or_else(|| panic!("there is no role {code}"))
    }

    /// A new user with a ready-made role, signed in.
    pub async fn user(&self, name: &str, role: &str, department: &str) -> Client {
        let role_ids = if role.is_empty() { Vec::new() } else { vec![self.role(role).await] };
        let email = format!("{name}@example.com");
        let user = json!({ "name": name, "email": email, "department_id": department, "role_ids": role_ids });
        let id = self.admin.make("users", user).await;
        self.let_in(&id, &email).await
    }

    /// A user who was never here, signed in by way of an invitation.
    pub async fn let_in(&self, id: &str, email: &str) -> Client {
        let invite = self.admin.post(&format!("users/{id}/actions/invite"), json!({})).await.expect(200);
        let password = json!({ "token": invite["token"], "password": PASSWORD });
        self.anonymous().post("auth/set-password", password).await.expect(204);
        self.anonymous().sign_in(email, PASSWORD).await
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        drop(self.server.stop(false));
    }
}

/// Serves from a thread of its own.
fn serve(
    store: Store,
    listener: TcpListener,
    secret: &'static str,
    base: &str,
    site: api::Site,
) -> actix_web::dev::ServerHandle {
    let (tell, told) = std::sync::mpsc::channel();
    let base = base.to_owned();
    std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let settings = api::Settings {
                workers: 1,
                pool_size: 6,
                drain: Duration::ZERO,
                shutdown: Duration::from_secs(1),
            };
            let auth = api::AuthSettings {
                secret: secret.into(),
                previous_secret: None,
                public_url: base,
                trusted_proxies: Vec::new(),
            };
            let sessions =
                api::Sessions::new(auth, store.runtime().clone()).expect("the secret is long enough");
            let server =
                api::serve(api::Server { store, sessions, site, settings }, listener).expect("it serves");
            tell.send(server.handle()).expect("the test waits");
            server.await
        })
    });
    told.recv().expect("the server starts")
}

struct Organisation {
    head_office: String,
    north: String,
    north_team: String,
    north_two: String,
    south: String,
}

impl Organisation {
    async fn create(admin: &Client) -> Self {
        let mine = admin.get(&format!("users/{}", admin.id)).await.expect(200);
        let head_office = mine["department_id"].as_str().expect("a department").to_owned();
        let branch = async |name: &str| {
            admin.make("branches", json!({ "name": name, "time_zone": "Asia/Shanghai" })).await
        };
        let department = async |name: &str, branch: &str, parent: Option<&str>| {
            admin.make("departments", json!({ "name": name, "branch_id": branch, "parent_id": parent })).await
        };
        let (north_branch, south_branch) = (branch("North").await, branch("South").await);
        let north = department("North one", &north_branch, None).await;
        let north_team = department("North one team", &north_branch, Some(&north)).await;
        let north_two = department("North two", &north_branch, None).await;
        let south = department("South one", &south_branch, None).await;
        Self { head_office, north, north_team, north_two, south }
    }
}
