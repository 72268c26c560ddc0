//! The demo data: who may sign in to it, how much each of them sees, and that both ways of loading give the same.

use chrono::NaiveDate;
use rapport::load::{Loader, Method};
use seed::{DEMO_LOGINS, DEMO_PASSWORD, Scale};
use tests::{Client, TestApp, TestDb};

/// What a bulk load drops and makes again.
const STRUCTURES: &str = "SELECT coalesce(string_agg(line, E'\\n' ORDER BY line), '') FROM (
    SELECT pg_get_indexdef(indexrelid) || indisvalid FROM pg_index WHERE indrelid::regclass::text !~ '^pg_'
    UNION ALL SELECT conrelid::regclass || conname || pg_get_constraintdef(oid) || convalidated
        FROM pg_constraint WHERE conrelid <> 0) AS found(line)";

async fn load(db: &TestDb, method: Method) -> u64 {
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    Loader::open(&db.url).await.unwrap().load(Scale::Demo, today, method).await.unwrap()
}

async fn structures(db: &TestDb) -> String {
    db.connect().await.query_one(STRUCTURES, &[]).await.unwrap().get(0)
}

async fn demo_user(app: &TestApp, mailbox: &str) -> Client {
    app.anonymous().sign_in(&format!("{mailbox}@demo.rapport.example"), DEMO_PASSWORD).await
}

async fn sees(who: &Client, path: &str) -> i64 {
    let page = who.get(&format!("{path}?count=exact&limit=1")).await.expect(200);
    page["page"]["total"].as_i64().unwrap()
}

#[tokio::test]
async fn demo_logins_see_as_much_as_their_reach_allows() {
    let app = TestApp::start().await;
    load(&app.db, Method::Plain).await;
    for login in DEMO_LOGINS {
        let user = app.anonymous().sign_in(login.email, DEMO_PASSWORD).await;
        let me = user.get("auth/me").await.expect(200);
        assert_eq!(me["user"]["name"], login.name);
    }
    let director = demo_user(&app, "director").await;
    let shanghai = [demo_user(&app, "sales").await, demo_user(&app, "sales.manager").await, director.clone()];
    let beijing = [
        demo_user(&app, "sun.jianguo").await,
        demo_user(&app, "zhao.yating").await,
        demo_user(&app, "branch.manager").await,
        director.clone(),
    ];
    let auditor = demo_user(&app, "auditor").await;
    for (path, total) in
        [("accounts", 200), ("contacts", 500), ("leads", 300), ("opportunities", 600), ("activities", 3000)]
    {
        for chain in [&shanghai[..], &beijing[..]] {
            let mut counts = Vec::new();
            for who in chain {
                counts.push(sees(who, path).await);
            }
            assert!(counts[0] > 0 && counts.is_sorted_by(|less, more| less < more), "{path}: {counts:?}");
        }
        assert_eq!((sees(&director, path).await, sees(&auditor, path).await), (total, total), "{path}");
    }
}

#[tokio::test]
async fn every_deal_stays_in_its_stage() {
    let TestApp { db, .. } = &TestApp::start().await;
    load(db, Method::Plain).await;
    let deals = db.number("SELECT count(*) FROM opportunities").await;
    let stays = db.number("SELECT count(*) FROM stage_history WHERE left_at IS NULL").await;
    let matching = "SELECT count(*) FROM opportunities JOIN stage_history ON opportunity_id = opportunities.id
        AND stage_history.stage_id = opportunities.stage_id AND stage_history.pipeline_id = opportunities.pipeline_id
        WHERE left_at IS NULL";
    assert_eq!((stays, db.number(matching).await), (deals, deals));
}

#[tokio::test]
async fn bulk_loading_leaves_the_same_database() {
    let (plain, bulk) = (&TestApp::start().await.db, &TestApp::start().await.db);
    let before = structures(bulk).await;
    assert_eq!(load(plain, Method::Plain).await, load(bulk, Method::Bulk).await);
    assert_eq!(structures(bulk).await, before);
    let digest = "SELECT hashtextextended(string_agg(accounts::text, E'\\n' ORDER BY id), 0) FROM accounts";
    assert_eq!(plain.number(digest).await, bulk.number(digest).await);
}

#[tokio::test]
async fn a_database_with_accounts_is_refused() {
    let TestApp { db, .. } = &TestApp::start().await;
    assert!(Loader::open(&db.url).await.unwrap().is_empty().await.unwrap());
    load(db, Method::Plain).await;
    let again = Loader::open(&db.url).await.unwrap();
    assert!(!again.is_empty().await.unwrap());
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let error = again.load(Scale::Demo, today, Method::Plain).await.unwrap_err().to_string();
    assert!(error.contains("accounts in this database already"), "{error}");
}
