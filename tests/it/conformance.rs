//! What holds for every kind of record, proven for each.

use domain::Kind;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use tests::{Answer, Client, Samples, Subject, TestApp, subjects};
use wire::Op;

/// A kind of record under test.
struct Case<'a> {
    app: &'a TestApp,
    samples: &'a Samples,
    subject: &'a Subject,
    admin: &'a Client,
}

impl Case<'_> {
    fn path(&self) -> &'static str {
        self.subject.path
    }

    fn one(&self, id: &str) -> String {
        format!("{}/{id}", self.subject.path)
    }

    fn input(&self, number: u32) -> Value {
        self.samples.input(self.subject.kind, number)
    }

    async fn create(&self, number: u32) -> Value {
        self.admin.create(self.path(), self.input(number)).await
    }

    /// Kinds of which there can be only one per pair of others.
    fn is_singular(&self) -> bool {
        self.subject.kind == Kind::AccountContact
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_record_conforms() {
    let app = TestApp::start().await;
    let samples = Samples::prepare(&app.admin, &app.head_office).await;
    let stranger = app.user("stranger", "sales_representative", &app.south).await;
    let auditor = app.user("auditor", "auditor", &app.head_office).await;
    let nobody = app.user("nobody", "", &app.head_office).await;
    for subject in &subjects() {
        println!("{}", subject.kind);
        let case = Case { app: &app, samples: &samples, subject, admin: &app.admin };
        if case.is_singular() {
            clear(&case).await;
        }
        let id = creates_and_reads(&case).await;
        changes_with_versions(&case, &id).await;
        refuses_bad_input(&case, &id).await;
        filters_and_sorts(&case, &id).await;
        keeps_others_out(&case, &id, [&stranger, &auditor, &nobody]).await;
        adds_up(&case, &id, &stranger).await;
        leaves_records(&case, &id).await;
        deletes_and_restores(&case, &id).await;
        if !case.is_singular() {
            walks_by_cursor(&case).await;
            does_once(&case).await;
            does_batches(&case).await;
        }
    }
}

/// Takes away what the samples themselves made.
async fn clear(case: &Case<'_>) {
    for id in case.admin.get(case.path()).await.ids() {
        case.admin.delete(&case.one(&id)).await.expect(204);
    }
}

async fn creates_and_reads(case: &Case<'_>) -> String {
    let input = case.input(1);
    let created = case.admin.post(case.path(), input.clone()).await;
    assert_eq!(created.status, 201, "{}", created.body);
    let id = created.body["id"].as_str().unwrap().to_owned();
    assert_eq!(created.header("location"), format!("/api/v1/{}/{id}", case.path()));
    assert!(created.header("etag").starts_with('"'));
    for (name, given) in input.as_object().unwrap() {
        let kept = &created.body[name];
        let same = kept == given
            || kept.is_object()
            || matches!((kept.as_str(), given.as_str()), (Some(a), Some(b)) if same_number(a, b));
        assert!(same, "{name}: {given} became {kept}");
    }
    let got = case.admin.get(&case.one(&id)).await;
    assert_eq!(got.body, created.body);
    let etag = got.header("etag").to_owned();
    let again =
        case.admin.send(reqwest::Method::GET, &case.one(&id), &[("if-none-match", &etag)], None).await;
    assert_eq!((again.status, again.body), (304, Value::Null));
    let sparse = case.admin.get(&format!("{}?fields=created_at", case.one(&id))).await.expect(200);
    assert_eq!(sparse.as_object().unwrap().len(), 3, "{sparse}");
    assert_eq!(case.admin.get(&format!("{}?fields=nonsense", case.one(&id))).await.status, 400);
    assert_eq!(case.admin.get(&case.one("018f0000-0000-7000-8000-000000000000")).await.status, 404);
    let options = case.admin.get(&format!("{}/options", case.path())).await.expect(200);
    assert!(options["data"].as_array().is_some_and(|options| !options.is_empty()));
    id
}

fn same_number(a: &str, b: &str) -> bool {
    matches!((a.parse::<f64>(), b.parse::<f64>()), (Ok(a), Ok(b)) if (a - b).abs() < 1e-9)
}

async fn changes_with_versions(case: &Case<'_>, id: &str) {
    let before = case.admin.get(&case.one(id)).await;
    let etag = before.header("etag").to_owned();
    let (field, value) = Samples::change(case.subject.kind);
    let changed = case.admin.patch(&case.one(id), &etag, json!({ field: value })).await;
    assert_eq!(changed.status, 200, "{}", changed.body);
    let version = |answer: &Answer| answer.body["version"].as_i64().unwrap();
    assert_eq!(version(&changed), version(&before) + 1);
    let late = case.admin.patch(&case.one(id), &etag, json!({ field: value })).await;
    assert_eq!((late.status, late.code()), (412, "version_mismatch"));
    assert_eq!(late.body["current_etag"], json!(changed.header("etag")));
    let blind = case.admin.send(reqwest::Method::PATCH, &case.one(id), &[], Some(&json!({}))).await;
    assert_eq!((blind.status, blind.code()), (428, "precondition_required"));
    let same = case.admin.patch(&case.one(id), "*", json!({ field: value })).await;
    assert_eq!(version(&same), version(&changed), "nothing changed, so the version stays");
}

async fn refuses_bad_input(case: &Case<'_>, id: &str) {
    let unknown = case.admin.patch(&case.one(id), "*", json!({ "nonsense": 1 })).await;
    assert_eq!((unknown.status, unknown.places()), (422, vec!["/nonsense".to_owned()]));
    for name in ["id", "version", "created_at", "owner_id"] {
        let mut input = case.input(2);
        input[name] = json!(id);
        let refused = case.admin.post(case.path(), input).await;
        assert_eq!((refused.status, refused.places()), (422, vec![format!("/{name}")]), "{name}");
    }
    let empty = case.admin.post(case.path(), json!({})).await;
    assert_eq!((empty.status, empty.code()), (422, "validation_failed"));
    for field in &case.subject.fields {
        if let persistence::Shape::Reference(_) = field.shape {
            let mut input = case.input(2);
            if input.get(field.name).is_some() {
                input[field.name] = json!("018f0000-0000-7000-8000-000000000000");
                let refused = case.admin.post(case.path(), input).await;
                assert_eq!((refused.status, refused.places()), (422, vec![format!("/{}", field.name)]));
            }
        }
    }
    let document = case.app.anonymous().get("openapi.json").await.expect(200);
    let name = case.subject.kind.as_str().split('_').map(capital).collect::<String>() + "Input";
    for (field, schema) in document["components"]["schemas"][&name]["properties"].as_object().unwrap() {
        let Some(most) = schema["maxLength"].as_u64() else { continue };
        let mut input = case.input(2);
        input[field] = json!("x".repeat(usize::try_from(most).unwrap() + 1));
        let refused = case.admin.post(case.path(), input).await;
        assert_eq!(refused.status, 422, "{field} is longer than {most}: {}", refused.body);
        assert!(refused.places().contains(&format!("/{field}")), "{field}: {:?}", refused.places());
    }
}

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

/// A value of the field as a filter takes it.
fn given(record: &Value, field: &str) -> Option<String> {
    match &record[field] {
        Value::String(text) => Some(text.clone()),
        Value::Array(items) => items.first().and_then(Value::as_str).map(str::to_owned),
        Value::Null => None,
        other => Some(other.to_string()),
    }
}

async fn filters_and_sorts(case: &Case<'_>, id: &str) {
    let record = case.admin.get(&case.one(id)).await.expect(200);
    let encode =
        |text: &str| text.replace('%', "%25").replace('+', "%2B").replace('&', "%26").replace(',', "%5C%2C");
    for field in &case.subject.fields {
        let Some(value) = given(&record, field.name) else { continue };
        for op in field.ops() {
            let name =
                if op == Op::Eq { field.name.to_owned() } else { format!("{}__{}", field.name, op.as_str()) };
            let value = match op {
                Op::Within => "this_year".to_owned(),
                Op::IsNull => "false".to_owned(),
                Op::Between => format!("{0},{0}", encode(&value)),
                _ => encode(&value),
            };
            let found = case.admin.get(&format!("{}?{name}={value}&limit=200", case.path())).await;
            assert_eq!(found.status, 200, "{name}={value}: {}", found.body);
            let expected = !matches!(op, Op::Ne | Op::Nin | Op::Gt | Op::Lt | Op::Within);
            let is_there = found.ids().iter().any(|found| found == id);
            assert!(is_there == expected || op == Op::Within, "{name}={value}: {is_there}");
        }
        if field.is_sortable() {
            for sort in [field.name.to_owned(), format!("-{}", field.name)] {
                let sorted = case.admin.get(&format!("{}?sort={sort}", case.path())).await;
                assert_eq!(sorted.status, 200, "{sort}: {}", sorted.body);
            }
        }
    }
    for bad in [
        "nonsense=1",
        "id__like=1",
        "sort=nonsense",
        "limit=0",
        "cursor=nonsense",
        "id=nonsense",
        "id=a&id=b",
    ] {
        let refused = case.admin.get(&format!("{}?{bad}", case.path())).await;
        assert_eq!(refused.status, 400, "{bad}: {}", refused.body);
    }
    let search = json!({ "filter": { "or": [{ "field": "id", "value": id }, { "not": { "field": "id", "op": "in", "value": [id] } }] },
        "count": "exact" });
    let all = case.admin.post(&format!("{}/search", case.path()), search).await.expect(200);
    let listed = case.admin.get(&format!("{}?count=exact", case.path())).await.expect(200);
    assert_eq!(all["page"]["total"], listed["page"]["total"]);
}

/// Sums are those of the records that the reader sees and the filter lets through, on whatever page they stand.
async fn adds_up(case: &Case<'_>, id: &str, stranger: &Client) {
    for field in &case.subject.sums {
        for (reader, filter) in
            [(case.admin, String::new()), (case.admin, format!("&id={id}")), (stranger, String::new())]
        {
            let all = reader.get(&format!("{}?limit=200{filter}", case.path())).await.expect(200);
            let value = |record: &Value| match &record[*field] {
                Value::Null => Decimal::ZERO,
                Value::String(text) => text.parse().unwrap(),
                number => number.to_string().parse().unwrap(),
            };
            let expected: Decimal = all["data"].as_array().unwrap().iter().map(value).sum();
            let asked = format!("{}?limit=1&sum={field}{filter}", case.path());
            let sums = reader.get(&asked).await.expect(200)["page"]["sums"].clone();
            assert_eq!(
                (sums[0]["field"].as_str(), sums.as_array().unwrap().len()),
                (Some(*field), 1),
                "{asked}"
            );
            assert_eq!(sums[0]["value"].as_str().unwrap().parse::<Decimal>().unwrap(), expected, "{asked}");
        }
    }
    let both = json!({ "sum": case.subject.sums });
    let searched = case.admin.post(&format!("{}/search", case.path()), both).await.expect(200);
    assert_eq!(searched["page"]["sums"].as_array().unwrap().len(), case.subject.sums.len());
    let refused = case.admin.get(&format!("{}?sum=currency", case.path())).await;
    assert_eq!((refused.status, refused.places()), (400, vec!["sum".to_owned()]), "{}", refused.body);
}

async fn keeps_others_out(case: &Case<'_>, id: &str, [stranger, auditor, nobody]: [&Client; 3]) {
    let anonymous = case.app.anonymous();
    for path in [case.path().to_owned(), case.one(id)] {
        assert_eq!(anonymous.get(&path).await.status, 401);
        assert_eq!(nobody.get(&path).await.status, 403, "{path}");
    }
    assert_eq!(nobody.post(case.path(), case.input(3)).await.status, 403);
    assert_eq!(auditor.get(&case.one(id)).await.status, 200);
    let (field, value) = Samples::change(case.subject.kind);
    assert_eq!(auditor.patch(&case.one(id), "*", json!({ field: value })).await.status, 403);
    assert_eq!(auditor.delete(&case.one(id)).await.status, 403);
    if !case.subject.is_owned {
        return;
    }
    let missing = stranger.get(&case.one("018f0000-0000-7000-8000-000000000000")).await;
    let foreign = stranger.get(&case.one(id)).await;
    assert_eq!((foreign.status, foreign.body["detail"].clone()), (404, missing.body["detail"].clone()));
    assert_eq!(stranger.patch(&case.one(id), "*", json!({ field: value })).await.status, 404);
    assert_eq!(stranger.delete(&case.one(id)).await.status, 404);
    assert_eq!(stranger.get(&format!("{}/timeline", case.one(id))).await.status, 404);
    let assign = json!({ "owner_id": stranger.id });
    assert_eq!(stranger.act(&format!("{}/actions/assign", case.one(id)), assign.clone()).await.status, 403);
    let listed = stranger.get(&format!("{}?id={id}&count=exact", case.path())).await.expect(200);
    assert_eq!((listed["data"].clone(), listed["page"]["total"].clone()), (json!([]), json!(0)));
    let options = stranger.get(&format!("{}/options", case.path())).await.expect(200);
    assert!(!options.to_string().contains(id));
    let given = case.admin.act(&format!("{}/actions/assign", case.one(id)), assign).await.expect(200);
    assert_eq!(
        (given["owner_id"].clone(), given["department_id"].clone()),
        (json!(stranger.id), json!(case.app.south))
    );
    assert_eq!(stranger.get(&case.one(id)).await.status, 200);
}

async fn leaves_records(case: &Case<'_>, id: &str) {
    let audit = case.admin.get(&format!("audit?kind={}&record_id={id}", case.subject.kind)).await.expect(200);
    let entries = audit["data"].as_array().unwrap();
    let verbs: Vec<&str> = entries.iter().rev().map(|entry| entry["verb"].as_str().unwrap()).collect();
    let expected: &[&str] =
        if case.subject.is_owned { &["create", "update", "assign"] } else { &["create", "update"] };
    assert_eq!(verbs, expected);
    let (field, value) = Samples::change(case.subject.kind);
    let change = &entries[entries.len() - 2]["diff"][field]["to"];
    let same = change == &value || same_number(change.as_str().unwrap_or("x"), value.as_str().unwrap_or("y"));
    assert!(same, "{change}");
    let outbox = format!("SELECT count(*) FROM outbox_events WHERE record_id = '{id}'");
    assert_eq!(case.app.db.number(&outbox).await, i64::try_from(expected.len()).unwrap());
    let timeline = case.admin.get(&format!("{}/timeline", case.one(id))).await.expect(200);
    let is_filed_elsewhere =
        matches!(case.subject.kind, Kind::Activity | Kind::OpportunityContact | Kind::OpportunityLine);
    assert_eq!(timeline["data"].as_array().unwrap().is_empty(), is_filed_elsewhere, "{timeline}");
}

async fn deletes_and_restores(case: &Case<'_>, id: &str) {
    case.admin.delete(&case.one(id)).await.expect(204);
    assert_eq!(case.admin.get(&case.one(id)).await.status, 404);
    assert_eq!(case.admin.delete(&case.one(id)).await.status, 404);
    let listed = case.admin.get(&format!("{}?id={id}", case.path())).await;
    assert_eq!(listed.ids(), Vec::<String>::new());
    let restored = case.admin.post(&format!("{}/actions/restore", case.one(id)), json!({})).await;
    assert_eq!(restored.status, 200, "{}", restored.body);
    assert_eq!(case.admin.get(&case.one(id)).await.status, 200);
}

async fn walks_by_cursor(case: &Case<'_>) {
    for number in 10..15 {
        case.create(number).await;
    }
    let everything = case.admin.get(&format!("{}?limit=200", case.path())).await;
    let mut all = everything.ids();
    all.sort();
    for field in case.subject.fields.iter().filter(|field| field.is_sortable()) {
        for sort in [field.name.to_owned(), format!("-{}", field.name)] {
            let straight = case.admin.get(&format!("{}?limit=200&sort={sort}", case.path())).await.ids();
            let mut walked = Vec::new();
            let mut next = Some(String::new());
            while let Some(cursor) = next {
                let cursor = if cursor.is_empty() { cursor } else { format!("&cursor={cursor}") };
                let page = case.admin.get(&format!("{}?limit=3&sort={sort}{cursor}", case.path())).await;
                walked.extend(page.ids());
                next = page.expect(200)["page"]["next_cursor"].as_str().map(str::to_owned);
            }
            assert_eq!(walked, straight, "{sort}");
            walked.sort();
            assert_eq!(walked, all, "{sort}");
        }
    }
}

async fn does_once(case: &Case<'_>) {
    let key = format!("once-{}", case.subject.kind);
    let headers = [("idempotency-key", key.as_str())];
    let send = async |input: Value| {
        case.admin.send(reqwest::Method::POST, case.path(), &headers, Some(&input)).await
    };
    let first = send(case.input(20)).await;
    assert_eq!(first.status, 201, "{}", first.body);
    let second = send(case.input(20)).await;
    assert_eq!((second.status, second.header("idempotent-replayed")), (201, "true"));
    assert_eq!((&second.body, second.header("etag")), (&first.body, first.header("etag")));
    let other = send(case.input(21)).await;
    assert_eq!((other.status, other.code()), (422, "idempotency_key_reused"));
}

async fn does_batches(case: &Case<'_>) {
    let path = format!("{}/batch", case.path());
    let (field, value) = Samples::change(case.subject.kind);
    let id = case.create(22).await["id"].clone();
    let change = if value == json!("Changed") { json!("Changed again") } else { value };
    let operations = json!([
        { "op": "create", "body": case.input(23) },
        { "op": "update", "id": id, "body": { field: change } },
        { "op": "update", "id": "018f0000-0000-7000-8000-000000000000", "body": {} },
        { "op": "create", "body": { "nonsense": true } },
        { "op": "delete", "id": id },
        { "op": "restore", "id": id },
        { "op": "restore", "id": id },
    ]);
    let done = case.admin.post(&path, json!({ "operations": operations })).await.expect(207);
    let statuses: Vec<u64> =
        done["results"].as_array().unwrap().iter().map(|result| result["status"].as_u64().unwrap()).collect();
    assert_eq!(statuses, [201, 200, 404, 422, 204, 200, 404], "{done}");
    let before = case.app.db.number("SELECT count(*) FROM audit_entries").await;
    let refused = case
        .admin
        .post(
            &path,
            json!({ "atomic": true, "operations": [
        { "op": "create", "body": case.input(24) }, { "op": "create", "body": { "nonsense": true } }] }),
        )
        .await;
    assert_eq!(
        (refused.status, refused.places()),
        (422, vec!["/operations/1/body/nonsense".to_owned()]),
        "{}",
        refused.body
    );
    assert_eq!(
        case.app.db.number("SELECT count(*) FROM audit_entries").await,
        before,
        "nothing is half done"
    );
}
