//! Who gets a lead.

use std::collections::BTreeMap;

use futures_util::future::join_all;
use serde_json::{Value, json};
use tests::{Client, TestApp};

const CLIENTS: usize = 32;

async fn lead(client: &Client, name: &str, source: &str) -> String {
    client.make("leads", json!({ "name": name, "source": source })).await
}

async fn rule(app: &TestApp, position: i32, extra: Value) -> String {
    let mut rule =
        json!({ "name": format!("Rule {position}"), "position": position, "method": "round_robin" });
    rule.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
    app.admin.make("assignment-rules", rule).await
}

/// Gives it by the rules; the new owner.
async fn give(app: &TestApp, lead: &str) -> Value {
    let path = format!("leads/{lead}/actions/assign-by-rules");
    app.admin.act(&path, json!({})).await.expect(200)["owner_id"].clone()
}

/// The same, until it was not shed.
async fn give_under_load(app: &TestApp, lead: &str) -> String {
    loop {
        let answer = app.admin.act(&format!("leads/{lead}/actions/assign-by-rules"), json!({})).await;
        if answer.status != 503 {
            return answer.expect(200)["owner_id"].as_str().unwrap().to_owned();
        }
    }
}

fn website() -> Value {
    json!({ "and": [{ "or": [{ "field": "source", "value": "website" },
        { "field": "company_name", "op": "contains", "value": "acme" }] }] })
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_rule_that_has_somebody_gives_the_lead_away() {
    let app = TestApp::start().await;
    let one = app.user("one", "sales_representative", &app.north).await;
    let two = app.user("two", "sales_representative", &app.north).await;
    let rest = app.user("rest", "sales_representative", &app.south).await;
    let first =
        rule(&app, 10, json!({ "filter": website(), "user_ids": [one.id, two.id], "capacity": 2 })).await;
    rule(&app, 20, json!({ "department_id": app.south })).await;
    rule(&app, 5, json!({ "user_ids": [rest.id], "is_active": false })).await;

    let id = lead(&app.admin, "Li Wei", "website").await;
    let preview = app.admin.get(&format!("leads/{id}/assignment")).await.expect(200);
    assert_eq!((&preview["owner_id"], &preview["rules"][0]["rule_id"]), (&json!(one.id), &json!(first)));
    assert_eq!(preview["rules"][0]["candidates"][1]["name"], "two");
    assert_eq!(give(&app, &id).await, json!(one.id));
    let owners = app.admin.get(&format!("leads/{id}/owners")).await.expect(200);
    assert_eq!(owners["data"][0]["reason"], "Rule 10");
    let told = one.get("notifications").await.expect(200);
    assert_eq!(
        (&told["data"][0]["event"], &told["data"][0]["params"]["rule"]),
        (&json!("assigned"), &json!("Rule 10"))
    );

    let referral = lead(&app.admin, "Zhang Min", "referral").await;
    assert_eq!(give(&app, &referral).await, json!(rest.id), "the filter of the first rule keeps it out");
    let by_company =
        app.admin.make("leads", json!({ "name": "Wang Fang", "company_name": "Acme Ltd" })).await;
    assert_eq!(give(&app, &by_company).await, json!(two.id), "the next in turn");

    let day = app.runtime.now().date_naive();
    let (yesterday, later) = (day - chrono::TimeDelta::days(1), day + chrono::TimeDelta::days(2));
    let away = json!({ "user_id": one.id, "starts_on": yesterday, "ends_on": later });
    let absence = app.admin.make("absences", away).await;
    let third = lead(&app.admin, "Chen Jie", "website").await;
    assert_eq!(give(&app, &third).await, json!(two.id), "whoever is away is passed over");
    let fourth = lead(&app.admin, "Liu Yang", "website").await;
    let preview = app.admin.get(&format!("leads/{fourth}/assignment")).await.expect(200);
    let candidates = &preview["rules"][0]["candidates"];
    assert_eq!((&candidates[0]["is_absent"], &candidates[1]["is_full"]), (&json!(true), &json!(true)));
    assert_eq!(preview["owner_id"], json!(rest.id), "the next rule has somebody");
    assert_eq!(give(&app, &fourth).await, json!(rest.id));
    app.admin.delete(&format!("absences/{absence}")).await.expect(204);
    let fifth = lead(&app.admin, "Zhao Lei", "website").await;
    assert_eq!(give(&app, &fifth).await, json!(one.id));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_given_is_told() {
    let app = TestApp::start().await;
    let rep = app.user("rep", "sales_representative", &app.north).await;
    let id = lead(&app.admin, "Li Wei", "website").await;
    let path = format!("leads/{id}/actions/assign-by-rules");
    let nobody = app.admin.act(&path, json!({})).await;
    assert_eq!(
        (nobody.status, nobody.code(), nobody.places()),
        (409, "state_not_allowed", vec!["/owner_id".to_owned()])
    );
    app.admin
        .act(&format!("leads/{id}/actions/disqualify"), json!({ "reason": "no_need" }))
        .await
        .expect(200);
    assert_eq!(app.admin.act(&path, json!({})).await.places(), ["/status"]);
    rule(&app, 1, json!({ "user_ids": [rep.id] })).await;
    let preview = app.admin.get(&format!("leads/{id}/assignment")).await.expect(200);
    assert_eq!(preview, json!({ "owner_id": null, "rules": [] }), "what nobody works on is given to nobody");

    let wrong = |extra: Value| {
        let mut rule =
            json!({ "name": "Wrong", "position": 1, "method": "least_busy", "user_ids": [rep.id] });
        rule.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        app.admin.post("assignment-rules", rule)
    };
    let unknown = wrong(json!({ "filter": { "field": "colour", "value": "red" } })).await;
    assert_eq!((unknown.status, unknown.places()), (422, vec!["/filter".to_owned()]));
    let unfit =
        wrong(json!({ "filter": { "not": { "field": "employees", "op": "gte", "value": "many" } } })).await;
    assert_eq!((unfit.status, unfit.places()), (422, vec!["/filter".to_owned()]));
    assert_eq!(wrong(json!({ "user_ids": [] })).await.places(), ["/user_ids"]);
    assert_eq!(wrong(json!({ "capacity": 0 })).await.places(), ["/capacity"]);
    let backwards = json!({ "user_id": rep.id, "starts_on": "2026-03-02", "ends_on": "2026-03-01" });
    assert_eq!(app.admin.post("absences", backwards).await.places(), ["/ends_on"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_at_once_take_turns() {
    let app = TestApp::start().await;
    let mut team = Vec::new();
    for name in ["one", "two", "three", "four"] {
        team.push(app.user(name, "sales_representative", &app.north).await.id);
    }
    for method in ["round_robin", "least_busy"] {
        let id = rule(&app, 10, json!({ "name": method, "method": method, "user_ids": team })).await;
        let mut leads = Vec::new();
        for number in 0..CLIENTS {
            leads.push(lead(&app.admin, &format!("{method} {number}"), "website").await);
        }
        let given = join_all(leads.iter().map(|lead| give_under_load(&app, lead))).await;
        let mut shares: BTreeMap<String, usize> = BTreeMap::new();
        given.into_iter().for_each(|owner| *shares.entry(owner).or_default() += 1);
        let equal = vec![CLIENTS / team.len(); team.len()];
        assert_eq!(shares.into_values().collect::<Vec<_>>(), equal, "{method}");
        app.admin.delete(&format!("assignment-rules/{id}")).await.expect(204);
    }
}
