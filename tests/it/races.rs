//! What happens when many do the same at once.

use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};
use tests::{Answer, Client, TestApp};

const CLIENTS: usize = 32;
const INCREMENTS: i64 = 50;

/// Adds one to a number of a record, again until nobody was faster. How often somebody was.
async fn increment(client: &Client, path: &str) -> u64 {
    let mut lost = 0;
    loop {
        let seen = client.get(path).await;
        if seen.status == 503 {
            continue;
        }
        let (number, etag) = (seen.body["employees"].as_i64().unwrap(), seen.header("etag"));
        let answer = client.patch(path, etag, json!({ "employees": number + 1 })).await;
        match answer.status {
            200 => return lost,
            412 => {
                lost += 1;
                // Those who were refused together come again one after the other, as good clients do.
                let pause = std::time::Duration::from_millis(fastrand::u64(..=40 * lost.min(10)));
                tokio::time::sleep(pause).await;
            }
            // Shed, and so not done.
            503 => {}
            status => panic!("{status}: {}", answer.body),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_update_is_lost() {
    let app = TestApp::start().await;
    let account = json!({ "name": "Busy", "type": "customer", "employees": 0 });
    let path = format!("accounts/{}", app.admin.make("accounts", account).await);
    let work = (0..CLIENTS).map(|_| async {
        let mut lost = 0;
        for _ in 0..INCREMENTS {
            lost += increment(&app.admin, &path).await;
        }
        lost
    });
    let lost: u64 = join_all(work).await.into_iter().sum();
    let all = i64::try_from(CLIENTS).unwrap() * INCREMENTS;
    let account = app.admin.get(&path).await.expect(200);
    assert_eq!((&account["employees"], &account["version"]), (&json!(all), &json!(all + 1)));
    assert!(lost > 0, "they got in each other's way");
    println!("{all} increments, {lost} refused on the way");
    let entries = "SELECT count(*) FROM audit_entries WHERE kind = 'account' AND verb = 'update'";
    assert_eq!(app.db.number(entries).await, all);
}

/// Sends the same request with the same key until it is done.
async fn once(client: &Client, path: &str, body: &Value) -> Answer {
    loop {
        let answer = client.send(Method::POST, path, &[("idempotency-key", "the-one")], Some(body)).await;
        match (answer.status, answer.code()) {
            (409, "idempotency_in_progress") | (503, _) => {
                assert_eq!(answer.header("retry-after"), "1");
            }
            _ => return answer,
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_times_the_same_request_is_done_once() {
    let app = TestApp::start().await;
    let account = app.admin.make("accounts", json!({ "name": "Buyer", "type": "customer" })).await;
    let pipeline = app.admin.make("pipelines", json!({ "name": "Direct", "is_default": true })).await;
    let stage = json!({ "pipeline_id": pipeline, "name": "First", "position": 0, "probability": "0.1", "outcome": "open" });
    app.admin.make("stages", stage).await;
    let deal = json!({ "name": "The one", "account_id": account, "currency": "CNY", "amount": "10" });
    let answers = join_all((0..50).map(|_| once(&app.admin, "opportunities", &deal))).await;
    let first = &answers[0];
    assert_eq!(first.status, 201, "{}", first.body);
    for answer in &answers {
        assert_eq!((answer.status, &answer.body), (201, &first.body));
        assert_eq!(answer.header("location"), first.header("location"));
    }
    let replayed = answers.iter().filter(|answer| answer.header("idempotent-replayed") == "true").count();
    assert_eq!(replayed, 49);
    let id = first.body["id"].as_str().unwrap();
    for rows in [
        "opportunities WHERE name = 'The one'".to_owned(),
        format!("audit_entries WHERE record_id = '{id}'"),
        format!("outbox_events WHERE record_id = '{id}'"),
        format!("timeline_entries WHERE record_id = '{id}'"),
        format!("stage_history WHERE opportunity_id = '{id}'"),
        "idempotency_keys".to_owned(),
    ] {
        assert_eq!(app.db.number(&format!("SELECT count(*) FROM {rows}")).await, 1, "{rows}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_its_principals_own() {
    let app = TestApp::start().await;
    let other = app.user("other", "administrator", &app.north).await;
    let ends = (app.runtime.now() + chrono::TimeDelta::days(1)).to_rfc3339();
    let key = json!({ "name": "Writer", "scopes": ["tag:create"], "expires_at": ends });
    let key = app.admin.post("api-keys", key).await.expect(201);
    let key = app.anonymous().with_token(key["key"].as_str().unwrap(), "");
    let tag = json!({ "name": "Mine", "color": "red" });
    let first = once(&app.admin, "tags", &tag).await;
    assert_eq!(first.status, 201);
    for principal in [other, key] {
        let refused = once(&principal, "tags", &tag).await;
        assert_eq!((refused.status, refused.code()), (409, "duplicate"), "it is no repetition");
    }
}
