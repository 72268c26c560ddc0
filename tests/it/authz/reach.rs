//! Roles whose actions reach differently far.

use serde_json::{Value, json};
use tests::{Client, TestApp};

/// A user who reads everything and does the rest to what is theirs.
async fn reader(app: &TestApp) -> Client {
    let own = json!({ "read": "all", "create": "own", "update": "own", "delete": "own" });
    let kinds = [
        "account",
        "account_contact",
        "contact",
        "opportunity",
        "opportunity_contact",
        "opportunity_line",
        "product",
        "stage",
        "pipeline",
    ];
    let permissions: serde_json::Map<String, Value> =
        kinds.into_iter().map(|kind| (kind.to_owned(), own.clone())).collect();
    let role =
        json!({ "name": "Reader", "code": "reader", "permissions": permissions, "rights": ["bulk_change"] });
    let role = app.admin.make("roles", role).await;
    let reader = app.user("reader", "", &app.north).await;
    app.admin.patch(&format!("users/{}", reader.id), "*", json!({ "role_ids": [role] })).await.expect(200);
    // No server remembers longer what a user may do.
    tokio::time::sleep(std::time::Duration::from_millis(2100)).await;
    reader
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_added_to_what_one_may_only_read() {
    let app = TestApp::start().await;
    let reader = reader(&app).await;
    let pipeline = app.admin.make("pipelines", json!({ "name": "Direct", "is_default": true })).await;
    let stage = json!({ "pipeline_id": pipeline, "name": "First", "position": 0, "probability": "0.1", "outcome": "open" });
    app.admin.make("stages", stage).await;
    let product = json!({ "name": "Lamp", "code": "L", "list_price": "5", "currency": "CNY" });
    let product = app.admin.make("products", product).await;
    let contact = app.admin.make("contacts", json!({ "name": "Li" })).await;
    for (maker, status) in [(&app.admin, 403), (&reader, 201)] {
        let deal = maker.make("opportunities", json!({ "name": "Deal", "currency": "CNY" })).await;
        let account = maker.make("accounts", json!({ "name": "Sunny", "type": "customer" })).await;
        let line = json!({ "opportunity_id": deal, "product_id": product, "quantity": "1" });
        let place = json!({ "account_id": account, "contact_id": contact });
        let part = json!({ "opportunity_id": deal, "contact_id": contact, "role": "decider" });
        for (path, input) in
            [("opportunity-lines", line), ("opportunity-contacts", part), ("account-contacts", place)]
        {
            let answer = reader.post(path, input.clone()).await;
            assert_eq!(answer.status, status, "{path}: {}", answer.body);
            if status == 403 {
                let batch = json!({ "operations": [{ "op": "create", "body": input }] });
                let batch = reader.post(&format!("{path}/batch"), batch).await.expect(207);
                assert_eq!(batch["results"][0]["code"], "forbidden", "{batch}");
            }
        }
        let deal = reader.get(&format!("opportunities/{deal}")).await.expect(200);
        assert_eq!(deal["amount"], if status == 403 { Value::Null } else { json!("5.00") });
    }
}
