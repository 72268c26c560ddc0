//! Imports from the request to the records, and what becomes of them when something goes wrong on the way.

use reqwest::Method;
use serde_json::{Value, json};
use tests::{Client, TestApp};

const NAMES: &str =
    "Name,Parent,Revenue\nAcme,,1100.04\nAcme North,Acme,\"2,000\"\n,Acme,5\nOdd,,12x\n=Sum,,1\n";

fn plan() -> Value {
    json!({ "kind": "account", "mode": "upsert", "match_by": ["name"], "columns": [
        { "to": "name", "column": "Name" },
        { "to": "type", "value": "customer" },
        { "to": "parent_id", "column": "Parent", "reference": { "missing": "create", "create_with": { "type": "customer" } } },
        { "to": "annual_revenue", "column": "Revenue", "multiply_by": "1000" },
        { "to": "currency", "value": "USD" }] })
}

async fn upload(client: &Client, id: &str, file: &str) {
    let path = format!("imports/{id}/file");
    let headers = [("if-match", "*"), ("content-type", "text/csv")];
    client.send_text(Method::PUT, &path, &headers, file).await.expect(200);
}

async fn import(app: &TestApp, plan: Value, file: &str, start: Value) -> Value {
    let id = app.admin.make("imports", json!({ "file_name": "a.csv", "plan": plan })).await;
    upload(&app.admin, &id, file).await;
    app.admin.act(&format!("imports/{id}/actions/start"), start).await.expect(202);
    worker::drain(&app.db.url, app.store.clone()).await.unwrap();
    app.admin.get(&format!("imports/{id}")).await.expect(200)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_becomes_records_and_refused_rows_come_back() {
    let app = TestApp::start().await;
    let done = import(&app, plan(), NAMES, json!({})).await;
    assert_eq!(done["status"], "partly_failed", "{done}");
    let rows = ["total_rows", "done_rows", "created_rows", "updated_rows", "failed_rows"]
        .map(|name| done[name].as_i64().unwrap());
    assert_eq!(rows, [5, 5, 2, 1, 2]);
    let acme = app.admin.get("accounts?name=Acme").await.expect(200)["data"][0].clone();
    assert_eq!(acme["annual_revenue"], "1100040.00");
    let north = app.admin.get("accounts?name=Acme%20North").await.expect(200)["data"][0].clone();
    assert_eq!((&north["parent_id"], &north["annual_revenue"]), (&acme["id"], &json!("2000000.00")));

    let failures =
        app.admin.get(&format!("imports/{}/failures", done["id"].as_str().unwrap())).await.expect(200);
    let lines: Vec<&str> = failures.as_str().unwrap().lines().collect();
    assert_eq!(lines[0], "\u{feff}Name,Parent,Revenue,import_row,import_column,import_problem");
    assert_eq!(lines[1], ",Acme,5,4,Name,Name is required");
    assert_eq!(
        lines[2],
        r#"Odd,,12x,5,Revenue,"Revenue has the wrong format: not a number such as 1,234.50""#
    );
    assert_eq!(lines.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_keeps_nothing_and_can_be_followed_by_the_real_one() {
    let app = TestApp::start().await;
    let done = import(&app, plan(), NAMES, json!({ "is_dry_run": true })).await;
    assert_eq!((&done["status"], &done["failed_rows"]), (&json!("partly_failed"), &json!(2)));
    assert!(app.admin.get("accounts?name=Acme").await.ids().is_empty());
    let start = format!("imports/{}/actions/start", done["id"].as_str().unwrap());
    app.admin.act(&start, json!({})).await.expect(202);
    worker::drain(&app.db.url, app.store.clone()).await.unwrap();
    assert_eq!(app.admin.get("accounts?name=Acme").await.ids().len(), 1);
    let again = app.admin.act(&start, json!({})).await;
    assert_eq!((again.status, again.code()), (409, "state_not_allowed"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_does_not_fit_the_plan_fails_as_a_whole() {
    let app = TestApp::start().await;
    for (file, problem) in [
        ("", "the file is empty"),
        ("Name,Parent\nA,\n", "the file has no column Revenue"),
        ("Name,Name,Parent,Revenue\n", "the column Name stands twice"),
        ("Name,,Parent,Revenue\n", "column 2 has no name"),
    ] {
        let done = import(&app, plan(), file, json!({})).await;
        assert_eq!(done["status"], "failed");
        let words = done["problem"].as_str().unwrap_or_default();
        assert!(words.starts_with(problem), "{words:?} for {file:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_imported_is_refused_early() {
    let app = TestApp::start().await;
    let mut unknown = plan();
    unknown["columns"][2]["to"] = json!("parent");
    let answer = app.admin.post("imports", json!({ "file_name": "a.csv", "plan": unknown })).await;
    assert_eq!(
        (answer.status, answer.places()),
        (422, vec!["/plan/columns/2/to".to_owned(), "/plan/columns/2/reference".to_owned()])
    );
    let id = app.admin.make("imports", json!({ "file_name": "a.csv", "plan": plan() })).await;
    let early = app.admin.act(&format!("imports/{id}/actions/start"), json!({})).await;
    assert_eq!(early.status, 409);
    let stranger = app.user("stranger", "sales_manager", &app.south).await;
    assert_eq!(stranger.get(&format!("imports/{id}")).await.status, 404);
    let seller = app.user("seller", "sales_representative", &app.south).await;
    assert_eq!(seller.get(&format!("imports/{id}")).await.status, 403);
    let refused = seller.post("imports", json!({ "file_name": "a.csv", "plan": plan() })).await;
    assert_eq!(refused.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn names_of_several_records_and_of_none_are_told() {
    let app = TestApp::start().await;
    for _ in 0..2 {
        app.admin.make("accounts", json!({ "name": "Twin", "type": "customer" })).await;
    }
    let plan = json!({ "kind": "contact", "columns": [
        { "to": "name", "column": "Name" }, { "to": "account_id", "column": "Account" },
        { "to": "owner_id", "column": "Owner", "reference": { "by": "email" } }, { "to": "created_at", "column": "Since" }] });
    let file = "Name,Account,Owner,Since\nA,Twin,,\nB,None,,\nC,,admin@example.com,2017-03-01\n";
    let done = import(&app, plan, file, json!({})).await;
    assert_eq!(done["failed_rows"], 2);
    let failures =
        app.admin.get(&format!("imports/{}/failures", done["id"].as_str().unwrap())).await.expect(200);
    let failures = failures.as_str().unwrap();
    assert!(failures.contains("Account names several records: Twin"), "{failures}");
    assert!(failures.contains("Account names no record you can see: None"), "{failures}");
    let kept = app.admin.get("contacts?name=C").await.expect(200)["data"][0].clone();
    assert_eq!(kept["created_at"], "2017-02-28T16:00:00Z");
}

#[tokio::test(flavor = "multi_thread")]
async fn reasons_are_in_the_language_that_is_asked_for() {
    let app = TestApp::start().await;
    let plan = json!({ "kind": "account", "date_formats": ["us"], "columns": [
        { "to": "name", "column": "Name" }, { "to": "type", "value": "customer" },
        { "to": "created_at", "column": "Since" },
        { "to": "parent_id", "column": "Parent", "reference": { "missing": "create" } }] });
    let file = "Name,Since,Parent\nA,31/31/2017,\nB,3/1/2017,Nobody\nC,3/1/2017\n";
    let done = import(&app, plan, file, json!({})).await;
    let path = format!("imports/{}/failures", done["id"].as_str().unwrap());
    let chinese = [("accept-language", "zh-CN")];
    let failures = app.admin.send(Method::GET, &path, &chinese, None).await.expect(200);
    let lines: Vec<&str> = failures.as_str().unwrap().lines().skip(1).collect();
    assert_eq!(lines[0], "A,31/31/2017,,2,Since,Since 格式不正确：应为日期，例如 3/1/2017");
    assert_eq!(lines[1], "B,3/1/2017,Nobody,3,Parent,Parent/type 必填");
    assert_eq!(lines[2], "C,3/1/2017,,4,,格式不正确：该行有 2 个单元格，表头有 3 列");
}

#[tokio::test(flavor = "multi_thread")]
async fn chinese_spreadsheets_are_read() {
    let app = TestApp::start().await;
    let plan = json!({ "kind": "tag", "mode": "upsert", "match_by": ["name"], "encoding": "gb18030", "columns": [
        { "to": "name", "column": "\u{6807}\u{7b7e}" }, { "to": "color", "value": "Red" }] });
    let id = app.admin.make("imports", json!({ "file_name": "a.csv", "plan": plan })).await;
    // "标签\n重要\n" in GB 18030.
    let bytes = vec![0xb1, 0xea, 0xc7, 0xa9, b'\n', 0xd6, 0xd8, 0xd2, 0xaa, b'\n'];
    let headers = [("if-match", "*"), ("content-type", "text/csv")];
    app.admin.send_bytes(Method::PUT, &format!("imports/{id}/file"), &headers, bytes).await.expect(200);
    app.admin.act(&format!("imports/{id}/actions/start"), json!({})).await.expect(202);
    worker::drain(&app.db.url, app.store.clone()).await.unwrap();
    assert_eq!(app.admin.get("tags?name=%E9%87%8D%E8%A6%81").await.ids().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_template_makes_imports() {
    let app = TestApp::start().await;
    let template = app.admin.make("import-templates", json!({ "name": "Accounts", "plan": plan() })).await;
    let path = format!("import-templates/{template}/actions/import");
    let import = app.admin.post(&path, json!({ "file_name": "b.csv" })).await.expect(201);
    assert_eq!((&import["status"], &import["kind"]), (&json!("uploading"), &json!("account")));
}

#[tokio::test(flavor = "multi_thread")]
async fn contacts_from_a_file_have_places_at_their_accounts() {
    let app = TestApp::start().await;
    let mut accounts = Vec::new();
    for name in ["One", "Two"] {
        accounts.push(app.admin.make("accounts", json!({ "name": name, "type": "customer" })).await);
    }
    let plan = json!({ "kind": "contact", "columns": [
        { "to": "name", "column": "Name" }, { "to": "account_id", "column": "Account" }] });
    for file in ["Name,Account\nA,One\nB,\nC,Two\nD,One\n", "Name,Account\nE,Two\n"] {
        assert_eq!(import(&app, plan.clone(), file, json!({})).await["failed_rows"], 0);
    }
    for (account, expected) in accounts.iter().zip([[("A", true), ("D", false)], [("C", true), ("E", false)]])
    {
        let places = app
            .admin
            .get(&format!("account-contacts?account_id={account}&sort=created_at"))
            .await
            .expect(200);
        let name = |place: &Value| places["labels"][place["contact_id"].as_str().unwrap()].clone();
        let found = places["data"].as_array().unwrap().iter();
        let found: Vec<(Value, Value)> =
            found.map(|place| (name(place), place["is_primary"].clone())).collect();
        assert_eq!(found.len(), 2);
        for (name, is_primary) in expected {
            assert!(found.contains(&(json!(name), json!(is_primary))), "{name}: {found:?}");
        }
    }
}
