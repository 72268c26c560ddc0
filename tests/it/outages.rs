//! What happens after Postgres has cut the connections.

use persistence::{Actor, Result, Store};
use tests::TestApp;
use wire::account::Account;
use wire::contact::Contact;

/// Reads on so many connections at once, in the innermost with a statement that it has not prepared before.
fn read_on(store: &Store, connections: u32) -> Result<()> {
    let actor = Actor::system("a test of outages");
    if connections == 1 {
        return store.read(&actor, |read| read.get_many::<Contact>(&[uuid::Uuid::nil()]).map(drop));
    }
    store.read(&actor, |read| {
        read.get_many::<Account>(&[uuid::Uuid::nil()])?;
        read_on(store, connections - 1)
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn dead_connections_are_used_once() {
    let app = TestApp::start().await;
    let store = app.store.clone();
    let opened = tokio::task::spawn_blocking(move || (1..=5).try_for_each(|_| read_on(&store, 5)));
    opened.await.unwrap().expect("the pool opens connections");
    let cut = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'rapport tests'";
    assert!(app.db.number(cut).await >= 5, "connections are cut");
    // The first connection is found dead while it is read on, the others before they are used.
    let store = app.store.clone();
    let read = tokio::task::spawn_blocking(move || {
        let actor = Actor::system("a test of outages");
        store.read(&actor, |read| read.get_many::<wire::product::Product>(&[uuid::Uuid::nil()]).map(drop))?;
        store.write(&actor, |tx| tx.get_many::<Account>(&[uuid::Uuid::nil()]).map(drop))?;
        read_on(&store, 5)
    });
    read.await.unwrap().expect("the pool forgets dead connections");
}
