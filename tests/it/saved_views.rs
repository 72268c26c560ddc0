//! Views that their users share.

use serde_json::json;
use tests::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn shared_views_are_seen_by_all_and_changed_by_their_user() {
    let app = TestApp::start().await;
    let one = app.user("one", "sales_representative", &app.north).await;
    let two = app.user("two", "sales_representative", &app.south).await;
    let id = one.make("saved-views", json!({ "name": "Hot", "kind": "lead", "query": "is_hot=true" })).await;
    let path = format!("saved-views/{id}");
    assert_eq!(two.get(&path).await.status, 404, "it is private at first");
    one.patch(&path, "*", json!({ "is_shared": true })).await.expect(200);
    assert_eq!(two.get(&path).await.expect(200)["name"], "Hot");
    assert_eq!(two.get("saved-views?kind=lead").await.ids(), std::slice::from_ref(&id));
    assert_eq!(two.patch(&path, "*", json!({ "name": "Mine now" })).await.status, 403);
    assert_eq!(two.delete(&path).await.status, 403);
    assert_eq!(one.get(&path).await.expect(200)["name"], "Hot");
    app.admin.patch(&path, "*", json!({ "name": "Hot leads" })).await.expect(200);
    one.patch(&path, "*", json!({ "is_shared": false })).await.expect(200);
    assert_eq!(two.get(&path).await.status, 404);
    one.delete(&path).await.expect(204);
}
