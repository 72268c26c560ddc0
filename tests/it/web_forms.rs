//! Forms on the web: what visitors see and send, and what they do not get past.

use reqwest::Method;
use serde_json::{Value, json};
use tests::{Answer, Client, TestApp};

/// A form with a tick, and the token in its address.
async fn form(app: &TestApp, owner: &Client, more: Value) -> String {
    let mut form = json!({ "name": "Website", "title": "Contact <us>", "fields": ["email", "mobile", "description"],
        "required_fields": ["email"], "source": "website", "lead_owner_id": owner.id, "thanks": "Thank you & goodbye.",
        "consent_text": "You may write to me." });
    form.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let form = app.admin.create("web-forms", form).await;
    form["token"].as_str().unwrap().to_owned()
}

fn filled(stamp: &Value) -> Value {
    json!({ "name": "Li Wei", "stamp": stamp, "consent": true,
        "values": { "email": "Li@Acme.example", "mobile": "139 0013 9000", "description": "Call me." } })
}

async fn open(app: &TestApp, token: &str) -> Value {
    app.anonymous().get(&format!("forms/{token}")).await.expect(200)["stamp"].clone()
}

/// The same, opened long enough ago to have been filled in by a person.
async fn opened(app: &TestApp, token: &str) -> Value {
    let stamp = open(app, token).await;
    app.runtime.advance(3);
    stamp
}

async fn send(app: &TestApp, token: &str, filled: Value) -> Answer {
    app.anonymous().post(&format!("forms/{token}"), filled).await
}

async fn leads(app: &TestApp) -> Vec<Value> {
    app.admin.get("leads").await.expect(200)["data"].as_array().unwrap().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_becomes_a_lead_once() {
    let app = TestApp::start().await;
    let rep = app.user("rep", "sales_representative", &app.north).await;
    let token = form(&app, &rep, json!({})).await;
    let seen = app.anonymous().get(&format!("forms/{token}")).await.expect(200);
    assert_eq!((&seen["title"], &seen["required_fields"]), (&json!("Contact <us>"), &json!(["email"])));
    assert_eq!(seen.get("lead_owner_id"), None, "visitors do not see whose the leads are");
    let stamp = opened(&app, &token).await;
    let thanks = send(&app, &token, filled(&stamp)).await.expect(200);
    assert_eq!(thanks, json!({ "thanks": "Thank you & goodbye.", "redirect_url": null }));
    let again = json!({ "name": "Wei Li", "stamp": stamp, "values": { "email": "other@acme.example",
        "mobile": "+8613900139000" } });
    send(&app, &token, again).await.expect(200);

    let [lead] = &leads(&app).await[..] else { panic!("they are one") };
    assert_eq!((&lead["email"], &lead["mobile"]), (&json!("li@acme.example"), &json!("+8613900139000")));
    assert_eq!((&lead["source"], &lead["status"]), (&json!("website"), &json!("new")));
    assert_eq!(lead["owner_id"], json!(rep.id));
    assert!(lead["consent_at"].is_string());
    let timeline = rep.get(&format!("leads/{}/timeline", lead["id"].as_str().unwrap())).await.expect(200);
    let mut events: Vec<&str> =
        timeline["data"].as_array().unwrap().iter().map(|entry| entry["event"].as_str().unwrap()).collect();
    assert_eq!(timeline["data"][0]["params"]["values"]["email"], "other@acme.example", "nothing is lost");
    events.sort_unstable();
    assert_eq!(events, ["created", "form_submitted", "form_submitted"]);
    let audit = app.admin.get("audit?kind=lead&limit=1").await.expect(200);
    assert_eq!(
        (&audit["data"][0]["via"], &audit["data"][0]["verb"]),
        (&json!("web_form"), &json!("submit_form"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_do_not_get_in() {
    let app = TestApp::start().await;
    let token = form(&app, &app.admin, json!({ "consent_is_required": true })).await;
    let fresh = open(&app, &token).await;
    let hasty = send(&app, &token, filled(&fresh)).await;
    assert_eq!((hasty.status, hasty.places()), (422, vec!["/stamp".to_owned()]));
    let made_up = send(&app, &token, filled(&json!("1700000000000.AAAA"))).await;
    assert_eq!((made_up.status, made_up.places()), (422, vec!["/stamp".to_owned()]));
    let stamp = opened(&app, &token).await;
    let mut trapped = filled(&stamp);
    trapped["nickname"] = json!("Robbie");
    send(&app, &token, trapped).await.expect(200);
    let unwilling = json!({ "name": "Li Wei", "stamp": stamp, "values": { "title": "CEO" } });
    let unwilling = send(&app, &token, unwilling).await;
    assert_eq!(unwilling.places(), ["/values/email", "/values/title", "/consent"]);
    let mut wrong = filled(&stamp);
    wrong["values"]["mobile"] = json!("call me");
    let wrong = send(&app, &token, wrong).await;
    assert_eq!((wrong.status, wrong.places()), (422, vec!["/values/mobile".to_owned()]));
    assert_eq!(leads(&app).await, Vec::<Value>::new());

    let mut last = 0;
    for _ in 0..20 {
        last = send(&app, &token, filled(&stamp)).await.status;
    }
    assert_eq!(last, 429, "one address sends so many and no more");
    assert_eq!(leads(&app).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_sends_twice_at_once_is_one() {
    let app = TestApp::start().await;
    let token = form(&app, &app.admin, json!({})).await;
    let stamp = opened(&app, &token).await;
    let sent = (0..10).map(|_| send(&app, &token, filled(&stamp)));
    for answer in futures_util::future::join_all(sent).await {
        assert_eq!(answer.status, 200, "{}", answer.body);
    }
    assert_eq!(leads(&app).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_needs_no_script() {
    let app = TestApp::start().await;
    let more = json!({ "frame_origins": ["https://www.acme.example"], "language": "zh-CN" });
    let token = form(&app, &app.admin, more).await;
    let path = format!("/forms/{token}");
    let page = app.anonymous().get(&path).await;
    let html = page.body.as_str().unwrap();
    assert!(
        html.contains("Contact &lt;us&gt;") && !html.contains("<us>") && !html.contains("<script"),
        "{html}"
    );
    assert!(html.contains("lang=\"zh-CN\"") && html.contains("邮箱 *"), "{html}");
    let policy = page.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'; style-src 'self'; form-action 'self';"), "{policy}");
    assert!(policy.ends_with("frame-ancestors https://www.acme.example"), "{policy}");
    let stamp = html.split("name=\"stamp\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    app.runtime.advance(3);
    let urlencoded = [("content-type", "application/x-www-form-urlencoded")];
    let incomplete = format!("name=Li+Wei&email=&description=%3Cb%3E&stamp={stamp}");
    let answer = app.anonymous().send_text(Method::POST, &path, &urlencoded, &incomplete).await;
    let html = answer.body.as_str().unwrap();
    assert!(html.contains("aria-invalid") && html.contains("&lt;b&gt;") && html.contains("必填"), "{html}");
    let whole = format!("name=Li+Wei&email=li%40acme.example&consent=on&nickname=&stamp={stamp}");
    let answer = app.anonymous().send_text(Method::POST, &path, &urlencoded, &whole).await;
    assert!(answer.body.as_str().unwrap().contains("Thank you &amp; goodbye."), "{}", answer.body);
    assert_eq!(leads(&app).await[0]["name"], "Li Wei");
    let english = form(&app, &app.admin, json!({ "name": "Other" })).await;
    let spoken = [("accept-language", "en")];
    let page = app.anonymous().send(Method::GET, &format!("/forms/{english}"), &spoken, None).await;
    assert!(page.body.as_str().unwrap().contains("E-mail *"), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_lead_on_and_end() {
    let app = TestApp::start().await;
    let more = json!({ "redirect_url": "https://www.acme.example/thanks?x=1" });
    let token = form(&app, &app.admin, more).await;
    let page = app.anonymous().get(&format!("/forms/{token}")).await;
    let policy = page.header("content-security-policy").to_owned();
    assert!(policy.contains("form-action 'self' https://www.acme.example;"), "{policy}");
    assert!(policy.ends_with("frame-ancestors 'none'"), "{policy}");
    let id = app.admin.get("web-forms").await.ids().pop().unwrap();
    let link = app.admin.get(&format!("web-forms/{id}/link")).await.expect(200);
    assert_eq!(link["url"], json!(format!("{}/forms/{token}", app.base)));
    assert!(link["snippet"].as_str().unwrap().contains("title=\"Contact &lt;us&gt;\""), "{link}");
    for (field, bad) in [
        ("redirect_url", json!("javascript:alert(1)")),
        ("frame_origins", json!(["*"])),
        ("required_fields", json!(["city"])),
        ("fields", json!(["email", "email"])),
    ] {
        let refused = app.admin.patch(&format!("web-forms/{id}"), "*", json!({ field: bad })).await;
        assert_eq!((refused.status, refused.places()), (422, vec![format!("/{field}")]));
    }
    app.admin.patch(&format!("web-forms/{id}"), "*", json!({ "is_active": false })).await.expect(200);
    assert_eq!(app.anonymous().get(&format!("forms/{token}")).await.status, 404);
    assert_eq!(app.anonymous().get(&format!("/forms/{token}")).await.status, 404);
    let answer = send(&app, &token, json!({ "name": "Li Wei", "stamp": "made up" })).await;
    assert_eq!(answer.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_gets_the_lead_by_a_rule_is_told_and_nobody_else() {
    let app = TestApp::start().await;
    let host = app.user("host", "sales_representative", &app.north).await;
    let rep = app.user("rep", "sales_representative", &app.north).await;
    let token = form(&app, &host, json!({})).await;
    let rule = json!({ "name": "Everything", "position": 1, "method": "round_robin", "user_ids": [rep.id] });
    app.admin.make("assignment-rules", rule).await;
    let stamp = opened(&app, &token).await;
    send(&app, &token, filled(&stamp)).await.expect(200);

    let told = async |client: &Client| -> Vec<Value> {
        let page = client.get("notifications").await.expect(200);
        page["data"].as_array().unwrap().iter().map(|one| one["event"].clone()).collect()
    };
    assert_eq!(told(&rep).await, [json!("assigned")], "once, though it was created and filled in as well");
    assert_eq!(told(&host).await, Vec::<Value>::new(), "the owner of the form never had it");
    assert_eq!(leads(&app).await[0]["owner_id"], json!(rep.id));
}
