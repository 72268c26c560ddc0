//! The walk-through of `docs/import-walkthrough.md`: the CRM of a hardware vendor comes in by the product's own
//! import. Always with the sample files, and with the vendor's own where `RAPPORT_REAL_DATA` names a folder that
//! has them in `sales-pipeline`.

mod figures;
mod files;

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::path::{Path, PathBuf};

use reqwest::Method;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use tests::{Client, TestApp};

use figures::Figures;
use files::{Deals, Files};

/// The plans, in their order, and the files that they read.
const STEPS: [(&str, &str); 6] = [
    ("1-offices", "sales_teams"),
    ("2-managers", "sales_teams"),
    ("3-agents", "sales_teams"),
    ("4-products", "products"),
    ("5-accounts", "accounts"),
    ("6-deals", "sales_pipeline"),
];
/// What a dollar is worth: no round number, so that each deal is rounded to the cent.
const RATE: &str = "7.1234";
/// Every change of a record leaves a row here; an import's own progress is none of the files' business.
const CHANGES: &str = "SELECT count(*) FROM audit_entries WHERE kind <> 'import'";

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/import-walkthrough")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sample_comes_in_whole() {
    println!("{}", walk(&docs().join("sample")).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_real_files_come_in_whole() {
    #[expect(clippy::disallowed_methods, reason = "tests have no configuration")]
    let Ok(data) = std::env::var("RAPPORT_REAL_DATA") else {
        println!("skipped: RAPPORT_REAL_DATA does not say where the real files are");
        return;
    };
    println!("{}", walk(&Path::new(&data).join("sales-pipeline")).await);
}

/// Imports the files of a folder twice, holds the records and the reports against them, and tells the figures.
async fn walk(folder: &Path) -> String {
    let files = Files::read(folder);
    let app = TestApp::start().await;
    let pipeline = prepare(&app.admin).await;
    import_all(&app, folder).await;
    assert_eq!(files::offices(&app.admin).await, files.offices());
    assert_same(&files::people(&app.admin).await, &files.people());
    assert_same(&files::products(&app.admin).await, &files.products);
    assert_same(&files::accounts(&app.admin).await, &files.accounts);
    assert_same(&files::deals(&app.admin).await, &files.deals);

    let before = app.db.number(CHANGES).await;
    for (file, import) in import_all(&app, folder).await {
        assert_eq!(import["created_rows"], 0, "{file} again");
    }
    assert_eq!(app.db.number(CHANGES).await, before);

    let director = app.user("director", "sales_director", &app.head_office).await;
    check_reports(&director, &pipeline, &files, &files.deals).await;
    let (name, own) = busiest(&files);
    let found = app.admin.get(&format!("users?email={}", files::address_of(name))).await;
    let seller = app.let_in(&found.ids()[0], &files::address_of(name)).await;
    assert_same(&files::deals(&seller).await, &own);
    check_reports(&seller, &pipeline, &files, &own).await;
    sees_no_other(&app.admin, &seller).await;

    let dollars = |deals| Figures::of(&files, deals, Decimal::ONE);
    format!("\nAll, in dollars\n{}\n{name}, in dollars\n{}", dollars(&files.deals), dollars(&own))
}

/// The vendor's stages, and what a dollar is worth; answers with the pipeline.
async fn prepare(admin: &Client) -> String {
    admin.make("exchange-rates", json!({ "currency": "USD", "day": "2017-01-01", "rate": RATE })).await;
    let pipeline = admin.make("pipelines", json!({ "name": "Hardware sales", "is_default": false })).await;
    let stages = [
        ("Prospecting", "0.1", "open"),
        ("Engaging", "0.4", "open"),
        ("Won", "1", "won"),
        ("Lost", "0", "lost"),
    ];
    for (position, (name, probability, outcome)) in stages.into_iter().enumerate() {
        let stage = json!({ "pipeline_id": pipeline, "name": name, "position": position, "probability": probability,
            "outcome": outcome });
        admin.make("stages", stage).await;
    }
    pipeline
}

/// Imports every file by its plan, as the administrator does over HTTP; no row may be refused.
async fn import_all(app: &TestApp, folder: &Path) -> Vec<(&'static str, Value)> {
    let mut done = Vec::new();
    for (plan, file) in STEPS {
        let import = import(app, &docs().join(plan), &folder.join(file)).await;
        let failures = app.admin.get(&format!("imports/{}/failures", import["id"].as_str().unwrap())).await;
        assert_eq!(import["status"], "succeeded", "{plan}: {import} {}", failures.body);
        let rows = i64::try_from(files::rows(folder, file).len()).unwrap();
        assert_eq!((&import["done_rows"], &import["failed_rows"]), (&json!(rows), &json!(0)), "{plan}");
        done.push((file, import));
    }
    done
}

async fn import(app: &TestApp, plan: &Path, file: &Path) -> Value {
    let (plan, file) = (plan.with_extension("json"), file.with_extension("csv"));
    let plan: Value = serde_json::from_slice(&std::fs::read(plan).unwrap()).unwrap();
    let name = file.file_name().unwrap().to_str().unwrap();
    let id = app.admin.make("imports", json!({ "file_name": name, "plan": plan })).await;
    let headers = [("if-match", "*"), ("content-type", "text/csv")];
    let bytes = std::fs::read(&file).unwrap();
    app.admin.send_bytes(Method::PUT, &format!("imports/{id}/file"), &headers, bytes).await.expect(200);
    app.admin.act(&format!("imports/{id}/actions/start"), json!({})).await.expect(202);
    worker::drain(&app.db.url, app.store.clone()).await.unwrap();
    app.admin.get(&format!("imports/{id}")).await.expect(200)
}

/// The server has what the files have, no more and no less; names the first that differs.
fn assert_same<T: PartialEq + Debug>(found: &BTreeMap<String, T>, expected: &BTreeMap<String, T>) {
    for (name, record) in expected {
        assert_eq!(found.get(name), Some(record), "{name}");
    }
    assert_eq!(found.len(), expected.len());
}

/// What the reports tell this user is what the files say of these deals.
async fn check_reports(who: &Client, pipeline: &str, files: &Files, deals: &Deals) {
    let expected = Figures::of(files, deals, RATE.parse().unwrap());
    assert_eq!(Figures::reported_to(who, pipeline).await, expected);
}

/// The agent with the most deals, and those deals.
fn busiest(files: &Files) -> (&str, Deals) {
    let deals_of = |agent: &str| -> Deals {
        let of_agent = files.deals.iter().filter(|(_, deal)| deal.agent == agent);
        of_agent.map(|(id, deal)| (id.clone(), deal.clone())).collect()
    };
    let agents = files.teams.iter().map(|row| (row["sales_agent"].as_str(), deals_of(&row["sales_agent"])));
    agents.max_by_key(|(_, deals)| deals.len()).unwrap()
}

/// A deal of somebody else is not there for the seller.
async fn sees_no_other(admin: &Client, seller: &Client) {
    let other = admin.get(&format!("opportunities?owner_id__ne={}&limit=1", seller.id)).await;
    let id = &other.ids()[0];
    assert_eq!(seller.get(&format!("opportunities/{id}")).await.status, 404);
}
