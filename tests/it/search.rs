//! Searching all kinds of record at once, and lists by the same words.

use serde_json::{Value, json};
use tests::{Client, TestApp};

/// A company with something of each kind.
struct Company {
    app: TestApp,
    account: String,
    contact: String,
    lead: String,
    deal: String,
    product: String,
}

impl Company {
    async fn found() -> Self {
        let app = TestApp::start().await;
        let admin = &app.admin;
        let account = json!({ "name": "深圳市华为技术有限公司", "type": "customer", "city": "深圳",
            "website": "https://www.huawei.example.com", "phone": "+8613800138000" });
        let account = admin.make("accounts", account).await;
        let contact = json!({ "name": "Wolfgang Siemens", "account_id": account, "email": "w.siemens@north.example.com",
            "mobile": "+4917612345678" });
        let contact = admin.make("contacts", contact).await;
        let lead = admin.make("leads", json!({ "name": "Li Wei", "company_name": "HP" })).await;
        let pipeline = admin.make("pipelines", json!({ "name": "Direct", "is_default": true })).await;
        let stage = json!({ "pipeline_id": pipeline, "name": "First", "position": 0, "probability": "0.5", "outcome": "open" });
        admin.make("stages", stage).await;
        let deal = json!({ "name": "Power station 2027", "account_id": account, "currency": "CNY" });
        let deal = admin.make("opportunities", deal).await;
        let product = json!({ "name": "Inverter", "code": "QX-7/b", "list_price": "5", "currency": "CNY", "is_active": true });
        let product = admin.make("products", product).await;
        Self { app, account, contact, lead, deal, product }
    }
}

async fn search(client: &Client, q: &str) -> Value {
    client.get(&format!("search?q={}", q.replace('+', "%2B"))).await.expect(200)
}

/// Kind and id of all that was found.
fn found(found: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let groups = found["data"].as_array().unwrap().iter();
    let items =
        groups.flat_map(|group| group["items"].as_array().unwrap().iter().map(move |item| (group, item)));
    items.map(|(group, item)| (text(&group["kind"]), text(&item["id"]))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn records_are_found_by_what_people_type() {
    let company = Company::found().await;
    let Company { app, account, contact, lead, deal, product } = &company;
    for (q, kind, id) in [
        // Chinese, in the middle of a name.
        ("华为", "account", account),
        ("华", "account", account),
        ("技术有限", "account", account),
        ("公司 深圳", "account", account),
        // A part of a word, in any case.
        ("EMEN", "contact", contact),
        ("hp", "lead", lead),
        ("ei", "lead", lead),
        ("wei li", "lead", lead),
        ("2027", "deal", deal),
        // Numbers, however they are written.
        ("138 0013-8000", "account", account),
        ("+8613800138000", "account", account),
        ("0086 138.0013.8000", "account", account),
        ("38000", "account", account),
        ("+49 (0)176 1234 5678", "contact", contact),
        ("0176/12345678", "contact", contact),
        // Addresses and codes.
        ("w.siemens@north.example.com", "contact", contact),
        ("@north", "contact", contact),
        ("www.huawei", "account", account),
        ("qx-7", "product", product),
        ("7/b", "product", product),
        // Typing errors.
        ("Simens", "contact", contact),
        ("siemnes wolfgang", "contact", contact),
        ("w.siemens@nroth.example.com", "contact", contact),
        ("华维技术", "account", account),
        ("invertor", "product", product),
    ] {
        let kind = if kind == "deal" { "opportunity" } else { kind };
        let answer = search(&app.admin, q).await;
        assert!(found(&answer).contains(&(kind.to_owned(), id.clone())), "{q}: {answer}");
    }
    for q in ["siamans", "华维", "+8613800138001", "zz", "wei hp siemens"] {
        assert_eq!(found(&search(&app.admin, q).await), [], "{q}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_found_says_where_and_what_it_is() {
    let company = Company::found().await;
    let (admin, contact) = (&company.app.admin, &company.contact);
    let by_number = search(admin, "0176-1234").await;
    let expected = json!([{ "kind": "contact", "has_more": false, "items": [{ "id": contact,
        "label": "Wolfgang Siemens", "detail": "深圳市华为技术有限公司", "is_similar": false,
        "found_in": { "field": "mobile", "value": "+4917612345678" } }] }]);
    assert_eq!(by_number["data"], expected);
    let similar = search(admin, "simens").await;
    let item = &similar["data"][0]["items"][0];
    assert_eq!((&item["is_similar"], &item["found_in"]), (&json!(true), &json!(null)));
    let website = search(admin, "www.huawei").await;
    assert_eq!(website["data"][0]["items"][0]["found_in"]["field"], "website");
    let details =
        [("华为", "深圳"), ("li wei", "HP"), ("station", "深圳市华为技术有限公司"), ("inverter", "QX-7/b")];
    for (q, detail) in details {
        assert_eq!(search(admin, q).await["data"][0]["items"][0]["detail"], detail, "{q}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_best_come_first_and_the_rest_is_hinted_at() {
    let app = TestApp::start().await;
    for name in
        ["Rheinmetall", "Metallbau Nord", "META", "Meta Platforms", "Big Meta Holding", "Lead metal", "Zen"]
    {
        app.admin
            .make("accounts", json!({ "name": name, "type": "customer", "email": "a@meta.example.com" }))
            .await;
    }
    app.admin.make("leads", json!({ "name": "Metaxas" })).await;
    let names = |answer: &Value| -> Vec<String> {
        let items = answer["data"][0]["items"].as_array().unwrap().iter();
        items.map(|item| item["label"].as_str().unwrap().to_owned()).collect()
    };
    let all = app.admin.get("search?q=meta&limit=20").await.expect(200);
    assert_eq!(
        names(&all),
        ["META", "Meta Platforms", "Metallbau Nord", "Lead metal", "Rheinmetall", "Big Meta Holding", "Zen"]
    );
    assert_eq!(all["data"][0]["has_more"], json!(false));
    let few = app.admin.get("search?q=meta&kinds=account&limit=2").await.expect(200);
    assert_eq!(
        (names(&few).as_slice(), few["data"].as_array().unwrap().len()),
        (&["META".to_owned(), "Meta Platforms".to_owned()][..], 1)
    );
    assert_eq!(few["data"][0]["has_more"], json!(true));
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_searches_are_refused_by_name() {
    let app = TestApp::start().await;
    for (query, place, code) in [
        ("", "q", "required"),
        ("q=a", "q", "out_of_range"),
        ("q=%20%20%20", "q", "out_of_range"),
        ("q=ab%00", "q", "invalid_format"),
        ("q=ab&q=cd", "q", "duplicate"),
        ("q=ab&kinds=account,tag", "kinds", "unknown_value"),
        ("q=ab&kinds=stone", "kinds", "unknown_value"),
        ("q=ab&limit=0", "limit", "out_of_range"),
        ("q=ab&limit=21", "limit", "out_of_range"),
        ("q=ab&sort=name", "sort", "unknown_parameter"),
    ] {
        let answer = app.admin.get(&format!("search?{query}")).await;
        assert_eq!(
            (answer.status, answer.places()),
            (400, vec![place.to_owned()]),
            "{query}: {}",
            answer.body
        );
        assert_eq!(answer.body["errors"][0]["code"], code, "{query}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_are_searched_by_the_same_words() {
    let company = Company::found().await;
    let admin = &company.app.admin;
    for (list, q, id) in [
        ("accounts", "华为", &company.account),
        ("accounts", "华", &company.account),
        ("accounts", "138 0013-8000", &company.account),
        ("accounts", "公司 深圳", &company.account),
        ("contacts", "EN", &company.contact),
        ("products", "7/b", &company.product),
        ("accounts/options", "为技", &company.account),
    ] {
        assert_eq!(admin.get(&format!("{list}?q={q}")).await.ids(), std::slice::from_ref(id), "{list}, {q}");
    }
    let body = json!({ "q": "华为" });
    assert_eq!(admin.post("accounts/search", body).await.ids(), std::slice::from_ref(&company.account));
    for (list, q) in [("accounts", "华维"), ("contacts", "simens"), ("contacts", "%"), ("tags", "a")] {
        let answer = admin.get(&format!("{list}?q={q}%25")).await;
        assert_eq!((answer.status, answer.ids()), (200, vec![]), "{list}, {q}: a list guesses nothing");
    }
    for q in ["a", "%20%20"] {
        assert_eq!(admin.get(&format!("accounts?q={q}")).await.places(), ["q"]);
    }
}
