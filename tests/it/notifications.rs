//! What users are told of.

use serde_json::{Value, json};
use tests::{Client, TestApp};

async fn told(client: &Client) -> Vec<Value> {
    client.get("notifications").await.expect(200)["data"].as_array().unwrap().clone()
}

async fn unread(client: &Client) -> i64 {
    client.get("notifications/unread").await.expect(200)["count"].as_i64().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn owners_are_told_of_what_others_do() {
    let app = TestApp::start().await;
    let rep = app.user("rep", "sales_representative", &app.north).await;
    let other = app.user("other", "sales_representative", &app.north).await;
    let manager = app.user("manager", "sales_manager", &app.north).await;
    let lead = rep.make("leads", json!({ "name": "Li Wei" })).await;
    let path = format!("leads/{lead}");
    rep.patch(&path, "*", json!({ "status": "working" })).await.expect(200);
    assert_eq!(told(&rep).await, Vec::<Value>::new(), "nobody is told of what they do themselves");

    manager.patch(&path, "*", json!({ "city": "Suzhou" })).await.expect(200);
    assert_eq!(unread(&rep).await, 0, "an edit is no news");
    manager.act(&format!("{path}/actions/qualify"), json!({})).await.expect(200);
    manager.act(&format!("{path}/actions/assign"), json!({ "owner_id": other.id })).await.expect(200);
    let page = rep.get("notifications").await.expect(200);
    let events: Vec<&Value> =
        page["data"].as_array().unwrap().iter().map(|notification| &notification["event"]).collect();
    assert_eq!(events, ["assigned", "lead_qualified"], "the newest first, and of the loss of the lead, too");
    let first = &page["data"][0];
    assert_eq!((&first["record_id"], &first["actor_id"]), (&json!(lead), &json!(manager.id)));
    assert_eq!(first["params"]["owner_id"], json!({ "from": rep.id, "to": other.id }));
    assert_eq!((&page["labels"][&lead], &page["labels"][&other.id]), (&json!("Li Wei"), &json!("other")));
    let events: Vec<Value> = told(&other).await.iter().map(|one| one["event"].clone()).collect();
    assert_eq!(events, ["assigned"]);

    let older = rep.get("notifications?limit=1").await.expect(200)["page"]["next_cursor"].clone();
    let older =
        rep.get(&format!("notifications?limit=1&cursor={}", older.as_str().unwrap())).await.expect(200);
    assert_eq!(older["data"][0]["event"], "lead_qualified");

    assert_eq!(unread(&rep).await, 2);
    let ids = json!({ "ids": [first["id"]] });
    other.post("notifications/actions/read", ids.clone()).await.expect(204);
    assert_eq!(unread(&rep).await, 2, "what others read is theirs");
    rep.post("notifications/actions/read", ids).await.expect(204);
    let left = rep.get("notifications?unread=true").await.expect(200);
    assert_eq!(left["data"].as_array().unwrap().len(), 1);
    assert_eq!(left["data"][0]["event"], "lead_qualified");
    rep.post("notifications/actions/read", json!({})).await.expect(204);
    assert_eq!((unread(&rep).await, unread(&other).await), (0, 1));
    let none = rep.post("notifications/actions/read", json!({ "ids": [] })).await;
    assert_eq!((none.status, none.places()), (422, vec!["/ids".to_owned()]));
}

#[tokio::test(flavor = "multi_thread")]
async fn many_at_once_are_one_notification() {
    let app = TestApp::start().await;
    let rep = app.user("rep", "sales_representative", &app.north).await;
    let other = app.user("other", "sales_representative", &app.north).await;
    let mut operations = Vec::new();
    for number in 0..5 {
        let account = json!({ "name": format!("Acme {number}"), "type": "customer" });
        operations.push(json!({ "op": "delete", "id": rep.make("accounts", account).await }));
    }
    let given = operations.iter().map(|operation| {
        json!({ "op": "assign", "id": operation["id"], "body": { "owner_id": other.id, "reason": "New area" } })
    });
    for operations in [given.collect(), operations.clone()] {
        let batch = json!({ "atomic": true, "operations": operations });
        app.admin.post("accounts/batch", batch).await.expect(200);
    }
    let told = told(&other).await;
    let seen: Vec<_> = told.iter().map(|one| (&one["event"], &one["records"])).collect();
    assert_eq!(seen, [(&json!("deleted"), &json!(5)), (&json!("assigned"), &json!(5))]);
    assert_eq!(unread(&rep).await, 1, "of the loss of all five");
    let nobody = json!({ "operations": [{ "op": "assign", "id": operations[0]["id"], "body": {} }] });
    let refused = app.admin.post("accounts/batch", nobody).await.expect(207);
    assert_eq!(refused["results"][0]["errors"][0]["pointer"], "/owner_id");
}

#[tokio::test(flavor = "multi_thread")]
async fn old_notifications_go() {
    let app = TestApp::start().await;
    let rep = app.user("rep", "sales_representative", &app.north).await;
    let lead = app.admin.make("leads", json!({ "name": "Li Wei" })).await;
    let assigned = json!({ "owner_id": rep.id });
    app.admin.act(&format!("leads/{lead}/actions/assign"), assigned).await.expect(200);
    let store = app.store.clone();
    let purge = move |days: i64| {
        let store = store.clone();
        let then = store.runtime().now() - chrono::TimeDelta::days(days);
        let system = persistence::Actor::system("test");
        let purged =
            tokio::task::spawn_blocking(move || store.write(&system, |tx| tx.purge_notifications(then)));
        async move { purged.await.unwrap().unwrap() }
    };
    assert_eq!(purge(90).await, 0);
    assert_eq!(told(&rep).await.len(), 1);
    assert_eq!(purge(-1).await, 1);
    assert_eq!(told(&rep).await.len(), 0);
}
