//! Leads become accounts, contacts and deals: once, whole, and by who may.

use futures_util::future::join_all;
use serde_json::{Value, json};
use tests::{Answer, Client, TestApp};

const CLIENTS: usize = 32;

async fn pipeline(admin: &Client) -> String {
    let pipeline = admin.make("pipelines", json!({ "name": "Direct", "is_default": true })).await;
    let stage = json!({ "pipeline_id": pipeline, "name": "First", "position": 0, "probability": "0.1", "outcome": "open" });
    admin.make("stages", stage).await
}

fn person() -> Value {
    json!({ "name": "Li Wei", "company_name": "Acme Co., Ltd.", "title": "CEO", "email": "li@acme.example",
        "mobile": "+8613900139000", "website": "https://www.acme.example", "industry": "solar", "employees": 40,
        "source": "event", "city": "Shanghai", "description": "Wants a quote." })
}

async fn convert(client: &Client, lead: &str, choice: Value) -> Answer {
    client.act(&format!("leads/{lead}/actions/convert"), choice).await
}

async fn one(client: &Client, path: &str, id: &Value) -> Value {
    client.get(&format!("{path}/{}", id.as_str().unwrap_or("none"))).await.expect(200)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lead_becomes_an_account_a_contact_and_a_deal() {
    let app = TestApp::start().await;
    let stage = pipeline(&app.admin).await;
    let rep = app.user("rep", "sales_representative", &app.north).await;
    let lead = rep.make("leads", person()).await;
    for (kind, done) in [("call", Value::Null), ("note", json!("2026-03-01T08:00:00Z"))] {
        let activity = json!({ "type": kind, "subject": kind, "record_kind": "lead", "record_id": lead, "done_at": done });
        rep.make("activities", activity).await;
    }

    let preview = rep.get(&format!("leads/{lead}/conversion")).await.expect(200);
    assert_eq!(preview["account"]["fields"]["name"], "Acme Co., Ltd.");
    assert_eq!(preview["contact"]["fields"]["email"], "li@acme.example");
    assert_eq!(preview["opportunity"]["fields"]["description"], "Wants a quote.");
    assert_eq!(
        (&preview["account"]["may_create"], &preview["account"]["matches"]),
        (&json!(true), &json!([]))
    );

    let deal = json!({ "opportunity": { "name": "Roof", "amount": "10.50", "currency": "CNY" } });
    let converted = convert(&app.admin, &lead, deal).await.expect(200);
    assert_eq!(converted["status"], "converted");
    let account = one(&rep, "accounts", &converted["account_id"]).await;
    let contact = one(&rep, "contacts", &converted["contact_id"]).await;
    let deal = one(&rep, "opportunities", &converted["opportunity_id"]).await;
    for (name, value) in preview["account"]["fields"].as_object().unwrap() {
        assert_eq!(&account[name], value, "{name}");
    }
    for (name, value) in preview["contact"]["fields"].as_object().unwrap() {
        assert_eq!(&contact[name], value, "{name}");
    }
    assert_eq!(contact["account_id"], account["id"]);
    assert_eq!(
        (&deal["name"], &deal["amount"], &deal["stage_id"]),
        (&json!("Roof"), &json!("10.50"), &json!(stage))
    );
    assert_eq!((&deal["account_id"], &deal["contact_id"]), (&account["id"], &contact["id"]));
    for record in [&account, &contact, &deal] {
        assert_eq!(record["owner_id"], json!(rep.id), "they belong to whom the lead belonged to");
    }
    let moved = rep.get(&format!("activities?record_id={}", deal["id"].as_str().unwrap())).await.expect(200);
    let moved = moved["data"].as_array().unwrap();
    assert_eq!(moved.len(), 2);
    for activity in moved {
        assert_eq!((&activity["account_id"], &activity["contact_id"]), (&account["id"], &contact["id"]));
    }
    assert_eq!(deal["last_activity_at"], "2026-03-01T08:00:00Z");
    let timeline =
        rep.get(&format!("accounts/{}/timeline", account["id"].as_str().unwrap())).await.expect(200);
    let events: Vec<&Value> =
        timeline["data"].as_array().unwrap().iter().map(|entry| &entry["event"]).collect();
    assert!(
        events.contains(&&json!("lead_converted")) && events.contains(&&json!("activity_done")),
        "{events:?}"
    );
    is_read_only(&rep, &lead).await;
}

/// Nothing more happens on a converted lead.
async fn is_read_only(rep: &Client, lead: &str) {
    let path = format!("leads/{lead}");
    let refused = rep.patch(&path, "*", json!({ "name": "Other" })).await;
    assert_eq!((refused.status, refused.code()), (409, "state_not_allowed"));
    assert!(refused.body.to_string().contains("the lead is converted and read only"), "{}", refused.body);
    for (action, body) in
        [("qualify", json!({})), ("reopen", json!({})), ("disqualify", json!({ "reason": "spam" }))]
    {
        let refused = rep.act(&format!("{path}/actions/{action}"), body).await;
        assert_eq!((refused.status, refused.code()), (409, "state_not_allowed"), "{action}");
    }
    let activity = json!({ "type": "note", "subject": "Late", "record_kind": "lead", "record_id": lead });
    let refused = rep.post("activities", activity).await;
    assert_eq!((refused.status, refused.places()), (409, vec!["/record_id".to_owned()]));
    assert_eq!(rep.get(&format!("{path}/conversion")).await.status, 409);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_there_is_offered_and_not_doubled() {
    let app = TestApp::start().await;
    let admin = &app.admin;
    let account = admin.make("accounts", json!({ "name": "ACME Inc.", "type": "customer" })).await;
    let other = json!({ "name": "Other", "type": "customer", "website": "acme.example/en" });
    let other = admin.make("accounts", other).await;
    let contact = json!({ "name": "Wei Li", "phone": "+8613900139000", "account_id": account });
    let contact = admin.make("contacts", contact).await;
    let lead = admin.make("leads", person()).await;

    let preview = admin.get(&format!("leads/{lead}/conversion")).await.expect(200);
    let matches = |target: &str| {
        let found = preview[target]["matches"].as_array().unwrap().iter();
        found.map(|found| (found["id"].clone(), found["matched_by"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(matches("account"), [(json!(account), json!(["name"])), (json!(other), json!(["domain"]))]);
    assert_eq!(matches("contact"), [(json!(contact), json!(["phone"]))]);

    let refused = convert(admin, &lead, json!({})).await;
    assert_eq!(
        (refused.status, refused.code(), refused.places()),
        (409, "duplicate", vec!["/account_id".to_owned()])
    );
    let refused = convert(admin, &lead, json!({ "account_id": account })).await;
    assert_eq!((refused.status, refused.places()), (409, vec!["/contact_id".to_owned()]));
    assert_eq!(
        admin.get(&format!("leads/{lead}")).await.expect(200)["status"],
        "new",
        "nothing is half done"
    );

    let converted = convert(admin, &lead, json!({ "contact_id": contact })).await.expect(200);
    assert_eq!((&converted["account_id"], &converted["contact_id"]), (&json!(account), &json!(contact)));
    assert_eq!(converted["opportunity_id"], Value::Null);
    assert_eq!(admin.get("accounts").await.ids().len(), 2);
    assert_eq!(admin.get("contacts").await.ids().len(), 1);

    let again = admin.make("leads", person()).await;
    let doubled = convert(admin, &again, json!({ "allow_duplicates": true })).await.expect(200);
    assert_ne!(doubled["contact_id"], json!(contact));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_without_a_company_becomes_a_contact_alone() {
    let app = TestApp::start().await;
    let lead = app.admin.make("leads", json!({ "name": "Li Wei" })).await;
    let preview = app.admin.get(&format!("leads/{lead}/conversion")).await.expect(200);
    assert_eq!(
        (&preview["account"]["fields"], &preview["account"]["may_create"]),
        (&json!({}), &json!(false))
    );
    let converted = convert(&app.admin, &lead, json!({})).await.expect(200);
    assert_eq!(converted["account_id"], Value::Null);
    assert_eq!(one(&app.admin, "contacts", &converted["contact_id"]).await["name"], "Li Wei");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_target_needs_its_permission() {
    let app = TestApp::start().await;
    pipeline(&app.admin).await;
    let own = json!({ "read": "own", "create": "own", "update": "own" });
    let role = json!({ "name": "Caller", "code": "caller", "permissions": { "lead": own, "contact": own,
        "account": { "read": "all" } }, "rights": [] });
    let role = app.admin.make("roles", role).await;
    let caller = app.user("caller", "", &app.north).await;
    app.admin.patch(&format!("users/{}", caller.id), "*", json!({ "role_ids": [role] })).await.expect(200);
    // No server remembers longer what a user may do.
    tokio::time::sleep(std::time::Duration::from_millis(2100)).await;
    let account = app.admin.make("accounts", json!({ "name": "Acme", "type": "customer" })).await;
    let lead = caller.make("leads", person()).await;

    let preview = caller.get(&format!("leads/{lead}/conversion")).await.expect(200);
    let may = |target: &str| preview[target]["may_create"].as_bool().unwrap();
    assert_eq!((may("account"), may("contact"), may("opportunity")), (false, true, false));
    assert_eq!(preview["account"]["matches"][0]["may_use"], json!(false));
    for choice in [json!({ "account_id": account }), json!({ "allow_duplicates": true })] {
        let refused = convert(&caller, &lead, choice).await;
        assert_eq!((refused.status, refused.code()), (403, "forbidden"));
    }
    let plain = caller.make("leads", json!({ "name": "Li Wei" })).await;
    assert_eq!(convert(&caller, &plain, json!({ "opportunity": {} })).await.status, 403);
    assert_eq!(caller.get("contacts").await.ids(), Vec::<String>::new(), "nothing is half done");
    convert(&caller, &plain, json!({})).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_says_what_becomes_of_fields() {
    let app = TestApp::start().await;
    let admin = &app.admin;
    for (field, target, wrong) in [
        ("nonsense", "name", "/lead_field"),
        ("status", "name", "/lead_field"),
        ("name", "nonsense", "/target_field"),
        ("name", "employees", "/target_field"),
        ("employees", "name", "/target_field"),
        ("tag_ids", "external_ids", "/target_field"),
    ] {
        let mapping = json!({ "lead_field": field, "target": "account", "target_field": target });
        let refused = admin.post("lead-mappings", mapping).await;
        assert_eq!((refused.status, refused.places()), (422, vec![wrong.to_owned()]), "{field} to {target}");
    }
    let first = admin.get("lead-mappings?target=contact&target_field=title").await.ids().pop().unwrap();
    let later =
        json!({ "lead_field": "industry", "target": "contact", "target_field": "title", "position": 90000 });
    admin.make("lead-mappings", later).await;
    let title = async || {
        let lead =
            admin.make("leads", json!({ "name": "Li Wei", "title": "CEO", "industry": "solar" })).await;
        let preview = admin.get(&format!("leads/{lead}/conversion")).await.expect(200);
        let converted = convert(admin, &lead, json!({})).await.expect(200);
        let contact = one(admin, "contacts", &converted["contact_id"]).await;
        assert_eq!(contact["title"], preview["contact"]["fields"]["title"]);
        contact["title"].clone()
    };
    assert_eq!(title().await, "CEO", "the first that is filled counts");
    admin.delete(&format!("lead-mappings/{first}")).await.expect(204);
    assert_eq!(title().await, "solar");
}

/// Converts until the server has time for it.
async fn convert_in_the_end(client: &Client, lead: &str, version: &str) -> Answer {
    loop {
        let path = format!("leads/{lead}/actions/convert");
        let body = json!({ "opportunity": {} });
        let answer = client.send(reqwest::Method::POST, &path, &[("if-match", version)], Some(&body)).await;
        if answer.status != 503 {
            return answer;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_convert_one_lead_at_once() {
    let app = TestApp::start().await;
    pipeline(&app.admin).await;
    let lead = app.admin.make("leads", person()).await;
    let version = app.admin.get(&format!("leads/{lead}")).await.header("etag").to_owned();
    let answers = join_all((0..CLIENTS).map(|_| convert_in_the_end(&app.admin, &lead, &version))).await;
    for answer in &answers {
        assert_eq!((answer.status, &answer.body), (200, &answers[0].body));
        assert_eq!(answer.header("etag"), answers[0].header("etag"));
    }
    for table in ["accounts", "contacts", "opportunities", "account_contacts"] {
        assert_eq!(app.db.number(&format!("SELECT count(*) FROM {table}")).await, 1, "{table}");
    }
    let converted = "SELECT count(*) FROM audit_entries WHERE kind = 'lead' AND verb = 'convert'";
    assert_eq!(app.db.number(converted).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn leads_of_one_person_become_one_contact() {
    let app = TestApp::start().await;
    pipeline(&app.admin).await;
    let mut leads = Vec::new();
    for _ in 0..8 {
        leads.push(app.admin.make("leads", person()).await);
    }
    let answers = join_all(leads.iter().map(|lead| convert_in_the_end(&app.admin, lead, "*"))).await;
    let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409, 409, 409, 409, 409, 409, 409]);
    assert_eq!(app.db.number("SELECT count(*) FROM contacts").await, 1);
}
