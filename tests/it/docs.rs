//! The pages for programmers of clients.

use serde_json::json;
use tests::TestApp;
use wire::{FieldCode, ProblemCode};

#[tokio::test(flavor = "multi_thread")]
async fn the_document_can_be_read_in_a_browser() {
    let app = TestApp::start().await;
    let reader = app.anonymous();
    let page = reader.get("/docs").await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.header("content-type").starts_with("text/html"));
    assert!(page.header("content-security-policy").contains("script-src 'self';"));
    let page = page.body.as_str().unwrap().to_owned();
    let files = page.split('"').filter_map(|text| text.strip_prefix("./"));
    let files: Vec<&str> = files.chain(["swagger-initializer.js"]).collect();
    assert!(files.len() > 3, "{page}");
    for file in files {
        assert_eq!(reader.get(&format!("/docs/{file}")).await.status, 200, "{file}");
    }
    let start = reader.get("/docs/swagger-initializer.js").await.body;
    assert!(start.as_str().unwrap().contains("\"/api/v1/openapi.json\""), "{start}");
    assert_eq!(reader.get("/docs/..%2fCargo.toml").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_problem_leads_to_its_description() {
    let app = TestApp::start().await;
    let problem = app.anonymous().get("tags").await;
    assert_eq!(problem.body["type"], json!("/docs/errors#unauthenticated"));
    let page = app.anonymous().get("/docs/errors").await.expect(200);
    let page = page.as_str().unwrap();
    let problems = ProblemCode::ALL.iter().map(|code| code.as_str());
    for code in problems.chain(FieldCode::ALL.iter().map(|code| code.as_str())) {
        assert!(page.contains(&format!("id=\"{code}\"")), "{code}");
    }
}
