//! Users who leave.

use serde_json::json;
use tests::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn nobody_goes_before_others_have_what_is_theirs() {
    let app = TestApp::start().await;
    let rep = app.user("rep", "sales_representative", &app.north).await;
    let other = app.user("other", "sales_representative", &app.north).await;
    let user = format!("users/{}", rep.id);
    let leave = json!({ "is_active": false });
    let account = rep.make("accounts", json!({ "name": "Acme", "type": "customer" })).await;
    let lead = rep.make("leads", json!({ "name": "Li Wei" })).await;
    let done = json!({ "type": "call", "subject": "Called", "done_at": "2026-01-05T08:00:00Z" });
    rep.make("activities", done).await;

    let refused = app.admin.patch(&user, "*", leave.clone()).await;
    assert_eq!(
        (refused.status, refused.code(), refused.places()),
        (409, "state_not_allowed", vec!["/is_active".to_owned()])
    );
    let hint = refused.body["errors"][0]["params"]["hint"].as_str().unwrap();
    assert!(hint.ends_with("1 accounts, 1 leads"), "{hint}");
    assert_eq!(app.admin.delete(&user).await.status, 409);

    let give =
        json!([{ "op": "assign", "id": account, "body": { "owner_id": other.id, "reason": "Leaves us" } }]);
    app.admin.post("accounts/batch", json!({ "operations": give })).await.expect(207);
    app.admin
        .act(&format!("leads/{lead}/actions/disqualify"), json!({ "reason": "no_need" }))
        .await
        .expect(200);
    app.admin.patch(&user, "*", leave).await.expect(200);
}
