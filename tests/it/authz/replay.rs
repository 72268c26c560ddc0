//! What one user may see, asked for by another who may not: by every operation, in paths, bodies, batches, filters,
//! searches and imports. The answer is that for an id that does not exist.

use std::collections::BTreeMap;

use domain::Kind;
use persistence::Shape;
use reqwest::Method;
use serde_json::{Value, json};
use tests::{Answer, Client, Content, Request, Samples, Targets, TestApp, operations, subjects};

/// The kinds whose records are not everybody's.
const HIDDEN: [Kind; 10] = [
    Kind::Account,
    Kind::AccountContact,
    Kind::Activity,
    Kind::Contact,
    Kind::Import,
    Kind::Lead,
    Kind::Opportunity,
    Kind::OpportunityContact,
    Kind::OpportunityLine,
    Kind::SavedView,
];

/// Somebody who has records, and somebody from another branch who may do everything with their own.
struct Two {
    app: TestApp,
    other: Client,
    targets: Targets,
    /// Every id of the first, and one that nobody has in its place.
    ids: BTreeMap<String, String>,
    /// The other's own records.
    own: BTreeMap<Kind, String>,
}

impl Two {
    async fn start() -> Self {
        let app = TestApp::start().await;
        let one = app.user("one", "sales_manager", &app.south).await;
        let other = app.user("other", "branch_manager", &app.north).await;
        app.user("guest", "", &app.north).await;
        let samples = Samples::prepare_for(&app.admin, &one, &app.south).await;
        let creator = |kind| if HIDDEN.contains(&kind) { one.clone() } else { app.admin.clone() };
        let holder = (&one, "one@example.com");
        let targets = Targets::create(samples, &app.admin, creator, holder, "guest@example.com").await;
        let mut ids = BTreeMap::new();
        for subject in subjects().iter().filter(|subject| HIDDEN.contains(&subject.kind)) {
            let all = one.get(&format!("{}?limit=200", subject.path)).await.ids();
            assert!(!all.is_empty(), "{} are under test", subject.path);
            for id in all.into_iter().chain([targets.deleted[&subject.kind].clone()]) {
                ids.insert(id, app.runtime.new_id().to_string());
            }
        }
        for kind in [Kind::ApiKey, Kind::Session] {
            ids.insert(targets.live[&kind].clone(), app.runtime.new_id().to_string());
        }
        let own = own_records(&other, &targets).await;
        Self { app, other, targets, ids, own }
    }

    /// The text with ids that nobody has instead of the first user's.
    fn missing(&self, text: &str) -> String {
        self.ids.iter().fold(text.to_owned(), |text, (id, missing)| text.replace(id, missing))
    }

    /// The answer to `request`, which names the first user's records, must be that to the same request with ids that
    /// nobody has.
    async fn same(&self, what: &str, request: &Request) -> Answer {
        let nobodys = request.replaced(|text| self.missing(text));
        let (foreign, missing) = (request.send(&self.other).await, nobodys.send(&self.other).await);
        let form = |answer: &Answer| {
            let mut body = answer.body.clone();
            if body.is_object() {
                body["request_id"] = Value::Null;
            }
            self.missing(&body.to_string())
        };
        assert_eq!((foreign.status, form(&foreign)), (missing.status, form(&missing)), "{what}: {request:?}");
        let kinds = |answer: &Answer| {
            let names = ["etag", "location", "content-type", "retry-after", "idempotent-replayed"];
            names.map(|name| answer.header(name).to_owned())
        };
        assert_eq!(kinds(&foreign), kinds(&missing), "{what}");
        foreign
    }

    fn hides(&self, what: &str, answer: &Answer) {
        let text = answer.body.to_string();
        assert!(!self.ids.keys().any(|id| text.contains(id)), "{what}: {text}");
    }

    /// What the first user's records are now, as the administrator sees them.
    async fn state(&self) -> Vec<Value> {
        let mut state = Vec::new();
        for subject in subjects().iter().filter(|subject| HIDDEN.contains(&subject.kind)) {
            let all = self.app.admin.get(&format!("{}?limit=200", subject.path)).await.expect(200);
            let theirs = |record: &&Value| self.ids.contains_key(record["id"].as_str().unwrap());
            state.extend(all["data"].as_array().unwrap().iter().filter(theirs).cloned());
        }
        state
    }
}

async fn own_records(other: &Client, targets: &Targets) -> BTreeMap<Kind, String> {
    let account = other.make("accounts", json!({ "name": "Own", "type": "customer" })).await;
    let contact = other.make("contacts", json!({ "name": "Own", "account_id": account })).await;
    let deal = other.make("opportunities", json!({ "name": "Own", "currency": "CNY", "amount": "1" })).await;
    let line = json!({ "opportunity_id": deal, "product_id": targets.live[&Kind::Product], "quantity": "1" });
    let line = other.make("opportunity-lines", line).await;
    let part = json!({ "opportunity_id": deal, "contact_id": contact, "role": "decider" });
    let part = other.make("opportunity-contacts", part).await;
    let activity = other.make("activities", json!({ "type": "call", "subject": "Own" })).await;
    let lead = other.make("leads", json!({ "name": "Own" })).await;
    let import = other.make("imports", targets.samples().input(Kind::Import, 9)).await;
    let view = other.make("saved-views", targets.samples().input(Kind::SavedView, 9)).await;
    let place = other.get("account-contacts").await.ids().pop().unwrap();
    BTreeMap::from([
        (Kind::Account, account),
        (Kind::AccountContact, place),
        (Kind::Activity, activity),
        (Kind::Contact, contact),
        (Kind::Import, import),
        (Kind::Lead, lead),
        (Kind::Opportunity, deal),
        (Kind::OpportunityContact, part),
        (Kind::OpportunityLine, line),
        (Kind::SavedView, view),
    ])
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_hidden_is_not_there() {
    let two = Two::start().await;
    let before = two.state().await;
    asks_by_every_operation(&two).await;
    refers_in_bodies(&two).await;
    does_batches(&two).await;
    filters_and_searches(&two).await;
    imports_by_reference(&two).await;
    assert_eq!(two.state().await, before, "nothing of it was touched");
}

/// Paths and bodies of every operation there is.
async fn asks_by_every_operation(two: &Two) {
    let document = two.app.anonymous().get("openapi.json").await.expect(200);
    let mut asked = 0;
    for operation in operations(&document) {
        let request = two.targets.request(&operation, "*");
        let names_theirs = request.replaced(|text| two.missing(text)).path != request.path;
        if names_theirs {
            let answer = two.same(&operation.id, &request).await;
            assert_eq!(answer.status, 404, "{}: {}", operation.id, answer.body);
            let head = Request::new(Method::HEAD, &request.path).send(&two.other).await;
            assert!(matches!(head.status, 404 | 405), "{}", operation.id);
            asked += 1;
        } else if operation.method == Method::GET && !operation.path.contains("{id}") {
            two.hides(&operation.id, &request.send(&two.other).await);
        }
    }
    assert!(asked > 7 * HIDDEN.len(), "{asked}");
}

/// Ids in every field that refers to something, of new records and of one's own.
async fn refers_in_bodies(two: &Two) {
    for subject in subjects().iter().filter(|subject| HIDDEN.contains(&subject.kind)) {
        let mut input = two.targets.samples().input(subject.kind, 4);
        if subject.kind == Kind::Account {
            input["parent_id"] = json!(two.targets.live[&Kind::Account]);
        }
        let own = format!("{}/{}", subject.path, two.own[&subject.kind]);
        for (field, value) in input.as_object().unwrap() {
            if !value.as_str().is_some_and(|id| two.ids.contains_key(id)) {
                continue;
            }
            let kind = if field == "record_id" { input["record_kind"].clone() } else { Value::Null };
            let mut patch = json!({ field: value });
            if kind.is_string() {
                patch["record_kind"] = kind;
            }
            let change =
                Request { if_match: Some("*".to_owned()), ..Request::new(Method::PATCH, &own).json(patch) };
            let changed = two.same(field, &change).await;
            assert_eq!((changed.status, changed.places()), (422, vec![format!("/{field}")]), "{own}");
        }
        let text = input.to_string();
        if two.missing(&text) != text {
            let create = two.same("create", &Request::new(Method::POST, subject.path).json(input)).await;
            assert_eq!(create.status, 422, "{}: {}", subject.kind, create.body);
        }
    }
    let step = json!({ "stage_id": two.targets.live[&Kind::Stage], "fields": { "account_id": two.targets.live[&Kind::Account] } });
    let path = format!("opportunities/{}/actions/move", two.own[&Kind::Opportunity]);
    let step = Request { if_match: Some("*".to_owned()), ..Request::new(Method::POST, path).json(step) };
    assert_eq!(two.same("move", &step).await.status, 422);
}

/// Ids as items of a batch.
async fn does_batches(two: &Two) {
    for subject in subjects().iter().filter(|subject| HIDDEN.contains(&subject.kind)) {
        let id = &two.targets.live[&subject.kind];
        let (field, value) = Samples::change(subject.kind);
        let operations = json!([
            { "op": "update", "id": id, "body": { field: value } },
            { "op": "update", "id": id, "version": 1, "body": {} },
            { "op": "delete", "id": id },
        ]);
        for atomic in [false, true] {
            let body = json!({ "atomic": atomic, "operations": operations });
            let batch = Request::new(Method::POST, format!("{}/batch", subject.path)).json(body);
            let answer = two.same("batch", &batch).await;
            let codes: Vec<&Value> = (0..3).map(|item| &answer.body["results"][item]["code"]).collect();
            assert!(if atomic { answer.status == 404 } else { codes == ["not_found"; 3] }, "{}", answer.body);
        }
    }
}

/// Ids and names in filters of lists, in searches and in reports.
async fn filters_and_searches(two: &Two) {
    for subject in &subjects() {
        for field in &subject.fields {
            let kinds = match field.shape {
                Shape::Reference(kind) | Shape::References(kind) => vec![kind],
                Shape::Id => vec![subject.kind],
                _ if field.name == "record_id" => HIDDEN.to_vec(),
                _ => vec![],
            };
            for kind in kinds.iter().filter(|kind| HIDDEN.contains(kind)) {
                let id = &two.targets.live[kind];
                let list = format!("{}?{}={id}&count=exact", subject.path, field.name);
                let listed = two.same(field.name, &Request::new(Method::GET, list)).await;
                assert_eq!(
                    (listed.ids(), &listed.body["page"]["total"]),
                    (vec![], &json!(0)),
                    "{}",
                    field.name
                );
                let filter = json!({ "filter": { "field": field.name, "value": id }, "count": "exact" });
                let search = Request::new(Method::POST, format!("{}/search", subject.path)).json(filter);
                assert_eq!(two.same(field.name, &search).await.ids(), Vec::<String>::new());
                if subject.kind == Kind::Opportunity {
                    let report = format!("analytics/funnel?{}={id}", field.name);
                    let report = two.same(field.name, &Request::new(Method::GET, report)).await;
                    assert!(
                        report.status == 400 || report.body["total"]["count"] == json!(0),
                        "{}",
                        report.body
                    );
                }
            }
        }
        let searched = if subject.is_searchable { 200 } else { 400 };
        for (path, status) in [
            ("?q=Sample&limit=200", searched),
            ("?limit=200&count=exact", 200),
            ("/options", 200),
            ("/options?q=Sample", searched),
        ] {
            let path = format!("{}{path}", subject.path);
            let answer = two.other.get(&path).await;
            assert_eq!(answer.status, status, "{path}: {}", answer.body);
            two.hides(&path, &answer);
        }
        let text = json!({ "q": "Sample", "limit": 200 });
        let found = two.other.post(&format!("{}/search", subject.path), text).await;
        let searched = if subject.is_searchable { 200 } else { 422 };
        assert_eq!(found.status, searched, "{}: {}", subject.path, found.body);
        two.hides(subject.path, &found);
    }
    // All kinds at once: theirs by any text that is in it, and by what is like it.
    for q in ["Sample", "Sam", "Smaple", "sa", "138 0013-8000", "info@example.com", "info@exmaple.com"] {
        let path = format!("search?q={q}&limit=20");
        let found = two.other.get(&path).await;
        assert_eq!(found.status, 200, "{path}: {}", found.body);
        two.hides(&path, &found);
        let theirs = two.app.admin.get(&path).await.expect(200).to_string();
        assert!(two.ids.keys().any(|id| theirs.contains(id)), "{q} is in what is hidden: {theirs}");
    }
}

/// Ids and names in the plan and in the cells of a file.
async fn imports_by_reference(two: &Two) {
    let (client, admin) = (&two.other, &two.app.admin);
    let theirs = admin.get(&format!("accounts/{}", two.targets.live[&Kind::Account])).await.expect(200);
    for (by, text) in [
        ("id", theirs["id"].clone()),
        ("name", theirs["name"].clone()),
        ("external_id", theirs["external_ids"][0].clone()),
    ] {
        let plan = json!({ "kind": "contact", "columns": [{ "to": "name", "column": "Name" },
            { "to": "account_id", "column": "Account", "reference": { "by": by } }] });
        let done = run(two, plan, &format!("Name,Account\nNew,{}\n", text.as_str().unwrap())).await;
        assert_eq!((&done["failed_rows"], &done["created_rows"]), (&json!(1), &json!(0)), "by {by}");
        let failures = client.get(&format!("imports/{}/failures", done["id"].as_str().unwrap())).await;
        assert!(failures.body.to_string().contains("names no record you can see"), "{}", failures.body);
    }
    for by in ["name", "external_ids"] {
        let columns = json!([{ "to": "name", "column": "Name" }, { "to": "external_ids", "column": "Number" },
            { "to": "type", "value": "other" }]);
        let plan = json!({ "kind": "account", "mode": "update", "match_by": [by], "columns": columns });
        let file = format!(
            "Name,Number\n{},{}\n",
            theirs["name"].as_str().unwrap(),
            theirs["external_ids"][0].as_str().unwrap()
        );
        let done = run(two, plan, &file).await;
        assert_eq!((&done["updated_rows"], &done["failed_rows"]), (&json!(0), &json!(1)), "by {by}");
    }
}

async fn run(two: &Two, plan: Value, file: &str) -> Value {
    let client = &two.other;
    let id = client.make("imports", json!({ "file_name": "a.csv", "plan": plan })).await;
    let upload = Request {
        if_match: Some("*".to_owned()),
        content: Content::Csv(file.to_owned()),
        ..Request::new(Method::PUT, format!("imports/{id}/file"))
    };
    upload.send(client).await.expect(200);
    client.act(&format!("imports/{id}/actions/start"), json!({})).await.expect(202);
    worker::drain(&two.app.db.url, two.app.store.clone()).await.unwrap();
    client.get(&format!("imports/{id}")).await.expect(200)
}
