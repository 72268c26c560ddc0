//! Leads have points: by rules, less with every week in which nothing happens.

use chrono::TimeDelta;
use persistence::Actor;
use persistence::job::ScoreLeads;
use serde_json::{Value, json};
use tests::{Client, PASSWORD, TestApp};

async fn rule(admin: &Client, name: &str, points: i32, asks: Value) {
    let mut rule = json!({ "name": name, "points": points });
    rule.as_object_mut().unwrap().extend(asks.as_object().unwrap().clone());
    admin.make("scoring-rules", rule).await;
}

async fn score(client: &Client, lead: &str) -> (Value, Value) {
    let lead = client.get(&format!("leads/{lead}")).await.expect(200);
    (lead["score"].clone(), lead["is_hot"].clone())
}

async fn run_jobs(app: &TestApp) {
    worker::drain(&app.db.url, app.store.clone()).await.unwrap();
}

/// What happens every night.
async fn pass_the_night(app: &TestApp) {
    let store = app.store.clone();
    let queued = move || store.write(&Actor::system("test"), |tx| tx.enqueue(&ScoreLeads {}));
    tokio::task::spawn_blocking(queued).await.unwrap().unwrap();
    run_jobs(app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_score_is_explained_line_by_line() {
    let app = TestApp::start().await;
    let admin = &app.admin;
    admin
        .send(reqwest::Method::PUT, "lead-scoring", &[], Some(&json!({ "hot_score": 50, "decay_points": 4 })))
        .await
        .expect(200);
    rule(admin, "A large company", 30, json!({ "field": "employees", "test": "gte", "value": "200" })).await;
    rule(admin, "B from the website", 10, json!({ "field": "source", "test": "eq", "value": "website" }))
        .await;
    rule(admin, "C visited", 20, json!({ "activity_type": "visit", "within_days": 10 })).await;
    rule(admin, "D no address", -5, json!({ "field": "city", "test": "filled" })).await;

    let lead = json!({ "name": "Li Wei", "employees": 900, "source": "website" });
    let lead = admin.create("leads", lead).await;
    assert_eq!((&lead["score"], &lead["is_hot"]), (&json!(40), &json!(false)), "it is there from the start");
    let id = lead["id"].as_str().unwrap();
    let visit = json!({ "type": "visit", "subject": "Tour", "record_kind": "lead", "record_id": id,
        "done_at": app.runtime.now() });
    let visit = admin.make("activities", visit).await;
    assert_eq!(score(admin, id).await, (json!(60), json!(true)));
    let told = admin.get(&format!("leads/{id}/score")).await.expect(200);
    let lines: Vec<(&Value, &Value)> =
        told["lines"].as_array().unwrap().iter().map(|line| (&line["points"], &line["holds"])).collect();
    let (yes, no) = (json!(true), json!(false));
    let expected =
        [(30, &yes), (10, &yes), (20, &yes), (0, &no)].map(|(points, holds)| (json!(points), holds));
    assert_eq!(lines, expected.iter().map(|(points, holds)| (points, *holds)).collect::<Vec<_>>());
    assert_eq!((&told["score"], &told["decay"], &told["hot_score"]), (&json!(60), &json!(0), &json!(50)));

    let edited = admin.patch(&format!("leads/{id}"), "*", json!({ "city": "Shanghai" })).await.expect(200);
    assert_eq!(edited["score"], 55);
    admin.delete(&format!("activities/{visit}")).await.expect(204);
    assert_eq!(score(admin, id).await, (json!(35), json!(false)));
    let cold = admin.make("leads", json!({ "name": "Cold" })).await;
    assert_eq!(admin.get("leads?sort=-score").await.ids(), [id.to_owned(), cold]);
    assert_eq!(admin.get("leads?score__gte=30").await.ids(), [id]);
    assert_eq!(admin.get("leads?is_hot=true").await.ids(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn scores_melt_and_follow_the_rules() {
    let app = TestApp::start().await;
    let admin = &app.admin;
    let hot = admin.make("leads", json!({ "name": "Li Wei", "source": "referral" })).await;
    let ended = admin.make("leads", json!({ "name": "Ended", "source": "referral" })).await;
    admin.act(&format!("leads/{ended}/actions/disqualify"), json!({ "reason": "no_need" })).await.expect(200);
    rule(admin, "Recommended", 70, json!({ "field": "source", "test": "eq", "value": "referral" })).await;
    assert_eq!(score(admin, &hot).await, (json!(0), json!(false)));
    run_jobs(&app).await;
    assert_eq!(score(admin, &hot).await, (json!(70), json!(true)), "a new rule scores all leads anew");
    assert_eq!(score(admin, &ended).await.0, json!(0), "but those that have ended");

    app.runtime.advance(TimeDelta::days(15).num_seconds());
    let admin = app.anonymous().sign_in("admin@example.com", PASSWORD).await;
    let told = admin.get(&format!("leads/{hot}/score")).await.expect(200);
    assert_eq!((&told["score"], &told["idle_weeks"], &told["decay"]), (&json!(60), &json!(2), &json!(10)));
    assert_eq!(score(&admin, &hot).await.0, json!(70), "until the night");
    pass_the_night(&app).await;
    assert_eq!(score(&admin, &hot).await, (json!(60), json!(true)));
    let stricter = json!({ "hot_score": 61, "decay_points": 5 });
    admin.send(reqwest::Method::PUT, "lead-scoring", &[], Some(&stricter)).await.expect(200);
    run_jobs(&app).await;
    assert_eq!(score(&admin, &hot).await, (json!(60), json!(false)));
    let audit = admin.get("audit?kind=scoring_rule&limit=1").await.expect(200);
    assert_eq!(audit["data"][0]["diff"]["hot_score"], json!({ "from": 60, "to": 61 }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_asks_one_thing() {
    let app = TestApp::start().await;
    for (asks, wrong) in [
        (json!({}), "/field"),
        (json!({ "field": "source" }), "/test"),
        (json!({ "field": "source", "test": "eq" }), "/value"),
        (json!({ "field": "source", "test": "filled", "value": "x" }), "/value"),
        (json!({ "field": "nonsense", "test": "filled" }), "/field"),
        (json!({ "field": "source", "test": "filled", "within_days": 3 }), "/within_days"),
        (json!({ "field": "source", "test": "filled", "activity_type": "call" }), "/activity_type"),
        (json!({ "within_days": 0 }), "/within_days"),
    ] {
        let mut rule = json!({ "name": "Rule", "points": 1 });
        rule.as_object_mut().unwrap().extend(asks.as_object().unwrap().clone());
        let refused = app.admin.post("scoring-rules", rule).await;
        assert_eq!((refused.status, refused.places()), (422, vec![wrong.to_owned()]), "{asks}");
    }
}
