//! Lists as files: what stands in them, who gets them, and those that a worker writes.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use reqwest::Method;
use serde_json::{Value, json};
use tests::{Client, PASSWORD, TestApp};

const TAGS: &str = "INSERT INTO tags (id, name, color) SELECT gen_random_uuid(), 'Tag ' || n, 'red'
    FROM generate_series(1, 10001) AS n";

/// The rows of an exported CSV, the header first.
async fn csv(client: &Client, path: &str, plan: Value) -> Vec<Vec<String>> {
    let file = client.post(&format!("{path}/export"), with(plan, "csv")).await.expect(200);
    rows_of(file.as_str().unwrap())
}

fn rows_of(csv: &str) -> Vec<Vec<String>> {
    let text = csv.strip_prefix('\u{feff}').expect("spreadsheets are told of UTF-8");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The rows of an exported workbook.
async fn xlsx(client: &Client, path: &str, plan: Value) -> Vec<Vec<Data>> {
    let path = format!("{path}/export");
    let (status, bytes) = client.bytes(Method::POST, &path, Some(&with(plan, "xlsx"))).await;
    assert_eq!(status, 200, "{}", String::from_utf8_lossy(&bytes));
    sheet(bytes)
}

fn sheet(bytes: Vec<u8>) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

fn with(mut plan: Value, format: &str) -> Value {
    plan["format"] = json!(format);
    plan
}

fn columns(fields: &[&str]) -> Value {
    json!(fields.iter().map(|field| json!({ "field": field })).collect::<Vec<_>>())
}

/// The rows of a list, page by page, with one member of each.
async fn list(client: &Client, path: &str, query: &str, member: &str) -> Vec<String> {
    let (mut found, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = client.get(&format!("{path}?limit=3&{query}{cursor}")).await.expect(200);
        let rows = page["data"].as_array().unwrap().iter();
        found.extend(rows.map(|row| row[member].as_str().unwrap().to_owned()));
        match page["page"]["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return found,
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_has_the_rows_of_the_list_and_no_others() {
    let app = TestApp::start().await;
    let north = app.user("north", "sales_manager", &app.north).await;
    let south = app.user("south", "sales_manager", &app.south).await;
    for number in 0..8 {
        for (client, kind) in [(&north, "customer"), (&south, "customer"), (&north, "partner")] {
            let name = format!("{kind} {}", number * 7 % 8);
            client.make("accounts", json!({ "name": name, "type": kind })).await;
        }
    }
    for client in [&north, &south, &app.admin] {
        for (query, plan) in [
            ("sort=-name", json!({ "sort": ["-name"] })),
            (
                "type=customer&sort=name",
                json!({ "filter": { "field": "type", "value": "customer" }, "sort": ["name"] }),
            ),
            ("q=partner", json!({ "q": "partner" })),
            ("", json!({})),
        ] {
            let mut plan = plan;
            plan["columns"] = columns(&["id"]);
            let file: Vec<String> =
                csv(client, "accounts", plan).await.into_iter().flatten().skip(1).collect();
            assert_eq!(file, list(client, "accounts", query, "id").await, "{query}");
        }
    }
    let hidden = json!({ "filter": { "field": "owner_id", "value": south.id } });
    assert_eq!(csv(&north, "accounts", hidden).await.len(), 1, "the header alone");
}

#[tokio::test(flavor = "multi_thread")]
async fn exporting_takes_the_right_and_is_noted() {
    let app = TestApp::start().await;
    let seller = app.user("seller", "sales_representative", &app.north).await;
    let refused = seller.post("accounts/export", json!({ "format": "csv" })).await;
    assert_eq!((refused.status, refused.code()), (403, "forbidden"));
    app.admin.make("accounts", json!({ "name": "Acme", "type": "partner" })).await;
    let filter = json!({ "field": "type", "op": "eq", "value": "partner" });
    csv(&app.admin, "accounts", json!({ "filter": filter, "sort": ["name"], "columns": columns(&["name"]) }))
        .await;
    let entries = app.admin.get("audit?kind=export").await.expect(200);
    assert_eq!(entries["data"].as_array().unwrap().len(), 1, "what was refused is no export");
    let entry = &entries["data"][0];
    assert_eq!((&entry["verb"], &entry["actor_id"]), (&json!("export"), &json!(app.admin.id)));
    let facts = json!({ "kind": "account", "rows": 1, "format": "csv", "filter": filter, "sort": ["name"],
        "columns": ["name"] });
    assert_eq!(entry["diff"], facts);
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_come_in_the_order_and_under_the_headers_that_are_asked_for() {
    let app = TestApp::start().await;
    let parent = app.admin.make("accounts", json!({ "name": "阳光集团", "type": "customer" })).await;
    let tags = [
        app.admin.make("tags", json!({ "name": "重要", "color": "red" })).await,
        app.admin.make("tags", json!({ "name": "Solar", "color": "green" })).await,
    ];
    app.admin
        .make(
            "accounts",
            json!({ "name": "北京电力", "type": "customer", "parent_id": parent,
        "annual_revenue": "1100.5", "currency": "CNY", "tag_ids": tags }),
        )
        .await;
    let plan = json!({ "filter": { "field": "name", "value": "北京电力" }, "columns": [
        { "field": "name", "header": "名称" }, { "field": "parent_id.name", "header": "上级" }, { "field": "parent_id" },
        { "field": "annual_revenue", "header": "年收入" }, { "field": "currency" }, { "field": "tag_ids.name" },
        { "field": "owner_id.name" }, { "field": "website" }] });
    let rows = csv(&app.admin, "accounts", plan.clone()).await;
    let header =
        ["名称", "上级", "parent_id", "年收入", "currency", "tag_ids.name", "owner_id.name", "website"];
    assert_eq!(rows[0], header);
    assert_eq!(rows[1], ["北京电力", "阳光集团", &parent, "1100.50", "CNY", "重要; Solar", "Admin", ""]);

    let sheet = xlsx(&app.admin, "accounts", plan).await;
    assert_eq!(sheet[0], header.map(|text| Data::String(text.to_owned())));
    assert_eq!(sheet[1][0], Data::String("北京电力".to_owned()));
    assert_eq!(sheet[1][3], Data::Float(1100.5));

    let unknown = json!({ "format": "csv", "columns": [{ "field": "name" }, { "field": "name.name" }] });
    let refused = app.admin.post("accounts/export", unknown).await;
    assert_eq!((refused.status, refused.places()), (422, vec!["/columns/1/field".to_owned()]));
    let nonsense = json!({ "format": "csv", "sort": ["nothing"] });
    let refused = app.admin.post("accounts/export", nonsense).await;
    assert_eq!((refused.status, refused.places()), (422, vec!["/sort".to_owned()]));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_columns_every_member_comes_and_references_are_named() {
    let app = TestApp::start().await;
    let id = app.admin.make("accounts", json!({ "name": "Acme", "type": "customer" })).await;
    let record = app.admin.get(&format!("accounts/{id}")).await.expect(200);
    let rows = csv(&app.admin, "accounts", json!({})).await;
    for member in record.as_object().unwrap().keys() {
        assert!(rows[0].contains(member), "{member} is a column");
    }
    let place = rows[0].iter().position(|header| header == "owner_id").unwrap();
    assert_eq!(rows[0][place + 1], "owner_id.name");
    assert_eq!(rows[1][place..=place + 1], [app.admin.id.clone(), "Admin".to_owned()]);
    let place = rows[0].iter().position(|header| header == "created_by.name").unwrap();
    assert_eq!(rows[1][place], "Admin");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_cell_is_a_formula() {
    let app = TestApp::start().await;
    let names = ["=1+1", "@SUM(A1)", "+1", "-1+2", "'quoted"];
    for name in names {
        app.admin.make("accounts", json!({ "name": name, "type": "customer" })).await;
    }
    let plan = json!({ "sort": ["created_at"], "columns": [{ "field": "name", "header": "=Name" }] });
    let rows: Vec<String> = csv(&app.admin, "accounts", plan.clone()).await.into_iter().flatten().collect();
    assert_eq!(rows, ["'=Name", "'=1+1", "'@SUM(A1)", "'+1", "'-1+2", "'quoted"]);
    // A workbook says of each cell whether it is a formula: texts stay as they are.
    let rows: Vec<Data> = xlsx(&app.admin, "accounts", plan).await.into_iter().flatten().skip(1).collect();
    assert_eq!(rows, names.map(|name| Data::String(name.to_owned())));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workbook_knows_dates_and_instants() {
    let app = TestApp::start().await;
    let pipeline = app.admin.make("pipelines", json!({ "name": "Direct", "is_default": true })).await;
    let stage = json!({ "pipeline_id": pipeline, "name": "First", "position": 0, "probability": "0.5", "outcome": "open" });
    app.admin.make("stages", stage).await;
    let deal =
        json!({ "name": "Deal", "currency": "CNY", "amount": "12.5", "expected_close_date": "2026-12-31" });
    let id = app.admin.make("opportunities", deal).await;
    let deal = app.admin.get(&format!("opportunities/{id}")).await.expect(200);
    let fields = columns(&[
        "expected_close_date",
        "created_at",
        "amount",
        "probability",
        "amount_is_manual",
        "rots_at",
    ]);
    let rows = xlsx(&app.admin, "opportunities", json!({ "columns": fields })).await;
    let [Data::DateTime(day), Data::DateTime(at), amount, probability, manual, none] = rows[1].as_slice()
    else {
        panic!("{:?}", rows[1])
    };
    assert_eq!(day.to_ymd_hms_milli(), (2026, 12, 31, 0, 0, 0, 0));
    // Cells know no zone: instants are in that of the user.
    let me = app.admin.get("auth/me").await.expect(200);
    let zone: chrono_tz::Tz = me["user"]["time_zone"].as_str().unwrap().parse().unwrap();
    let local = deal["created_at"].as_str().unwrap().parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    let (year, month, date, hour, minute, ..) = at.to_ymd_hms_milli();
    let cell = format!("{year}-{month:02}-{date:02} {hour:02}:{minute:02}");
    assert_eq!(cell, local.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string());
    assert_eq!([amount, probability], [&Data::Float(12.5), &Data::Float(0.5)]);
    assert_eq!([manual, none], [&Data::Bool(true), &Data::Empty]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_writes_what_is_long() {
    let app = TestApp::start().await;
    app.db.connect().await.batch_execute(TAGS).await.unwrap();
    let manager = app.user("manager", "sales_manager", &app.north).await;
    let fields = columns(&["name", "color"]);
    for format in ["csv", "xlsx"] {
        let plan = json!({ "format": format, "sort": ["name"], "columns": fields });
        let answer = manager.post("tags/export", plan).await;
        let path = answer.header("location").to_owned();
        let export = answer.expect(202);
        assert_eq!((&export["status"], &export["total_rows"]), (&json!("queued"), &json!(10_001)));
        let file = format!("{path}/file");
        assert_eq!(manager.get(&file).await.status, 404, "it is not there yet");
        worker::drain(&app.db.url, app.store.clone()).await.unwrap();
        let export = manager.get(&path).await.expect(200);
        assert_eq!((&export["status"], &export["done_rows"]), (&json!("succeeded"), &json!(10_001)));
        assert_eq!(manager.get("exports").await.ids()[0], export["id"].as_str().unwrap());
        for other in [&path, &file] {
            assert_eq!(app.admin.get(other).await.status, 404, "it is the manager's");
        }
        let (status, bytes) = manager.bytes(Method::GET, &file, None).await;
        assert_eq!((status, u64::try_from(bytes.len()).ok()), (200, export["file_bytes"].as_u64()));
        let rows: Vec<Vec<String>> = match format {
            "csv" => rows_of(&String::from_utf8(bytes).unwrap()),
            _ => sheet(bytes).into_iter().map(|row| row.iter().map(ToString::to_string).collect()).collect(),
        };
        assert_eq!(
            (rows.len(), rows[1].as_slice()),
            (10_002, ["Tag 1".to_owned(), "red".to_owned()].as_slice())
        );
    }
    app.runtime.advance(15 * 60 + 1);
    let manager = app.anonymous().sign_in("manager@example.com", PASSWORD).await;
    assert!(manager.get("exports").await.ids().is_empty(), "their time is over");
    let actor = persistence::Actor::system("test");
    let store = app.store.clone();
    let purged = tokio::task::spawn_blocking(move || store.write(&actor, |tx| tx.purge_exports())).await;
    assert_eq!((purged.unwrap().unwrap(), app.db.number("SELECT count(*) FROM export_files").await), (2, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn long_exports_end_with_their_right_their_user_and_their_deletion() {
    let app = TestApp::start().await;
    app.db.connect().await.batch_execute(TAGS).await.unwrap();
    let manager = app.user("manager", "sales_manager", &app.north).await;
    let start = async || manager.post("tags/export", json!({ "format": "csv" })).await;
    let paths: Vec<String> = [start().await, start().await, start().await]
        .into_iter()
        .map(|answer| answer.header("location").to_owned())
        .collect();
    let fourth = start().await;
    assert_eq!((fourth.status, fourth.code()), (409, "state_not_allowed"));
    assert_eq!(app.admin.delete(&paths[0]).await.status, 404, "it is the manager's");
    manager.delete(&paths[0]).await.expect(204);
    let none = json!({ "role_ids": [app.role("sales_representative").await] });
    app.admin.patch(&format!("users/{}", manager.id), "*", none).await.expect(200);
    worker::drain(&app.db.url, app.store.clone()).await.unwrap();
    let ended = "SELECT count(*) FROM exports WHERE status = 'failed' AND problem IS NOT NULL";
    assert_eq!((app.db.number(ended).await, app.db.number("SELECT count(*) FROM exports").await), (2, 2));
    assert_eq!(app.db.number("SELECT count(*) FROM export_files").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_run_begins_anew_and_the_old_one_writes_no_more() {
    let app = TestApp::start().await;
    app.db.connect().await.batch_execute(TAGS).await.unwrap();
    let export =
        app.admin.post("tags/export", json!({ "format": "csv", "columns": columns(&["name"]) })).await;
    let path = export.header("location").to_owned();
    let id = domain::ExportId(path.rsplit('/').next().unwrap().parse().unwrap());
    let (store, actor) = (app.store.clone(), persistence::Actor::system("test"));
    let old = tokio::task::spawn_blocking(move || {
        let begun = store.write(&actor, |tx| tx.begin_export(id)).unwrap().expect("it is queued");
        store.write(&actor, |tx| tx.add_export_part(&begun, 0, b"half of it")).unwrap();
        begun
    });
    let old = old.await.unwrap();
    worker::drain(&app.db.url, app.store.clone()).await.unwrap();
    let (store, actor) = (app.store.clone(), persistence::Actor::system("test"));
    let late =
        tokio::task::spawn_blocking(move || store.write(&actor, |tx| tx.add_export_part(&old, 9, b"more")));
    assert!(matches!(late.await.unwrap(), Err(persistence::Error::NotFound(_))));
    let (_, bytes) = app.admin.bytes(Method::GET, &format!("{path}/file"), None).await;
    assert_eq!(rows_of(&String::from_utf8(bytes).unwrap()).len(), 10_002);
}
