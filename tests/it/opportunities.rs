//! What is special about deals: the funnel, money, lines.

use serde_json::{Value, json};
use tests::{Answer, Client, TestApp};

/// A pipeline with three open stages and an end of each kind, and somebody who sells.
struct Funnel {
    app: TestApp,
    me: Client,
    first: String,
    talk: String,
    offer: String,
    won: String,
    lost: String,
    account: String,
    price: String,
    other: String,
}

impl Funnel {
    async fn start() -> Self {
        let app = TestApp::start().await;
        let me = app.admin.clone();
        let pipeline = me.make("pipelines", json!({ "name": "Direct", "is_default": true })).await;
        let stage = async |name: &str, position: i32, probability: &str, outcome: &str, required: Value| {
            let stage = json!({ "pipeline_id": pipeline, "name": name, "position": position, "probability": probability,
                "outcome": outcome, "required_fields": required, "rotting_days": if outcome == "open" { 10 } else { 0 } });
            me.make("stages", stage).await
        };
        let first = stage("First", 0, "0.1", "open", json!([])).await;
        let talk = stage("Talk", 1, "0.3", "open", json!(["account_id", "amount"])).await;
        let offer = stage("Offer", 2, "0.6", "open", json!([])).await;
        let won = stage("Won", 3, "1", "won", json!([])).await;
        let lost = stage("Lost", 4, "0", "lost", json!([])).await;
        let account = me.make("accounts", json!({ "name": "Sunny", "type": "customer" })).await;
        let price = me.make("loss-reasons", json!({ "name": "Price" })).await;
        let other = me.make("loss-reasons", json!({ "name": "Other", "needs_note": true })).await;
        for (currency, day, rate) in
            [("USD", "2020-01-01", "6.5"), ("USD", "2024-01-01", "7.1"), ("USD", "2199-01-01", "9")]
        {
            me.make("exchange-rates", json!({ "currency": currency, "day": day, "rate": rate })).await;
        }
        Self { app, me, first, talk, offer, won, lost, account, price, other }
    }

    async fn deal(&self, more: Value) -> Value {
        self.me.create("opportunities", deal(more)).await
    }

    async fn get(&self, deal: &Value) -> Value {
        self.me.get(&path(deal, "")).await.expect(200)
    }

    async fn patch(&self, deal: &Value, fields: Value) -> Answer {
        self.me.patch(&path(deal, ""), "*", fields).await
    }

    async fn act(&self, deal: &Value, action: &str, body: Value) -> Answer {
        self.me.act(&path(deal, &format!("/actions/{action}")), body).await
    }

    async fn history(&self, deal: &Value) -> Vec<Value> {
        let history = self.me.get(&path(deal, "/stage-history")).await.expect(200);
        history["data"].as_array().unwrap().clone()
    }

    async fn line(&self, deal: &Value, product: &str, more: Value) -> Answer {
        let line =
            merged(json!({ "opportunity_id": deal["id"], "product_id": product, "quantity": "1" }), more);
        self.me.post("opportunity-lines", line).await
    }
}

fn deal(more: Value) -> Value {
    merged(json!({ "name": "A deal", "currency": "CNY" }), more)
}

fn merged(mut base: Value, more: Value) -> Value {
    base.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    base
}

fn path(deal: &Value, rest: &str) -> String {
    format!("opportunities/{}{rest}", deal["id"].as_str().unwrap())
}

/// The problem of a refused request: status, then place by place.
fn refused(answer: &Answer, status: u16, places: &[&str]) {
    assert_eq!(
        (answer.status, answer.places()),
        (status, places.iter().map(ToString::to_string).collect()),
        "{}",
        answer.body
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn deals_move_with_what_their_stages_ask_for() {
    let funnel = Funnel::start().await;
    let made = funnel.deal(json!({})).await;
    assert_eq!((&made["stage_id"], &made["probability"]), (&json!(funnel.first), &json!("0.1")));
    refused(&funnel.patch(&made, json!({ "stage_id": funnel.talk })).await, 422, &["/account_id", "/amount"]);
    let fields = json!({ "account_id": funnel.account, "amount": "500" });
    let moved =
        funnel.act(&made, "move", json!({ "stage_id": funnel.talk, "fields": fields })).await.expect(200);
    assert_eq!((&moved["probability"], &moved["weighted_amount"]), (&json!("0.3"), &json!("150.00")));
    let by_hand = funnel.patch(&made, json!({ "probability": "0.45" })).await.expect(200);
    assert_eq!(by_hand["probability_is_manual"], json!(true));
    let moved = funnel.patch(&made, json!({ "stage_id": funnel.offer })).await.expect(200);
    assert_eq!(moved["probability"], json!("0.45"), "what was set by hand stays");
    let taken_over = funnel.patch(&made, json!({ "probability": null })).await.expect(200);
    assert_eq!(taken_over["probability"], json!("0.6"));
    funnel
        .me
        .patch(&format!("stages/{}", funnel.offer), "*", json!({ "probability": "0.7" }))
        .await
        .expect(200);
    let later = funnel.patch(&made, json!({ "description": "Changed" })).await.expect(200);
    assert_eq!(later["probability"], json!("0.6"), "deals do not follow later changes of their stage");
    refused(&funnel.patch(&made, json!({ "stage_id": funnel.won })).await, 409, &["/stage_id"]);
    refused(&funnel.act(&made, "move", json!({ "stage_id": funnel.lost })).await, 409, &["/stage_id"]);
    let history = funnel.history(&made).await;
    let stages: Vec<_> = history.iter().map(|stay| stay["stage_id"].as_str().unwrap()).collect();
    assert_eq!(stages, [&funnel.first, &funnel.talk, &funnel.offer]);
    assert!(history.windows(2).all(|pair| pair[0]["left_at"] == pair[1]["entered_at"]));
    assert_eq!(history[2]["left_at"], Value::Null);
    let timeline = funnel.me.get(&path(&made, "/timeline")).await.expect(200);
    let events: Vec<_> =
        timeline["data"].as_array().unwrap().iter().map(|entry| entry["event"].as_str().unwrap()).collect();
    assert_eq!(events.iter().filter(|event| **event == "stage_changed").count(), 2);
    let stranger = funnel.app.user("stranger", "sales_representative", &funnel.app.south).await;
    assert_eq!(stranger.get(&path(&made, "/stage-history")).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn deals_close_and_open_again() {
    let funnel = Funnel::start().await;
    let made = funnel.deal(json!({ "stage_id": funnel.offer })).await;
    refused(&funnel.act(&made, "close-won", json!({})).await, 422, &["/amount"]);
    refused(
        &funnel.act(&made, "close-lost", json!({ "loss_reason_id": funnel.other })).await,
        422,
        &["/note"],
    );
    let too_late = json!({ "loss_reason_id": funnel.price, "closed_on": "2199-01-01" });
    refused(&funnel.act(&made, "close-lost", too_late).await, 422, &["/closed_on"]);
    let lost = json!({ "loss_reason_id": funnel.other, "note": "Moved away", "closed_on": "2024-05-05" });
    let lost = funnel.act(&made, "close-lost", lost).await.expect(200);
    assert_eq!(
        (&lost["outcome"], &lost["probability"], &lost["rots_at"]),
        (&json!("lost"), &json!("0"), &Value::Null)
    );
    assert_eq!(
        (&lost["closed_on"], &lost["last_open_stage_id"]),
        (&json!("2024-05-05"), &json!(funnel.offer))
    );
    refused(
        &funnel.patch(&made, json!({ "name": "Other", "amount": "1" })).await,
        409,
        &["/name", "/amount"],
    );
    funnel.patch(&made, json!({ "external_ids": ["erp:1"] })).await.expect(200);
    refused(&funnel.act(&made, "close-won", json!({ "amount": "1" })).await, 409, &["/stage_id"]);
    let seller = funnel.app.user("seller", "sales_representative", &funnel.app.head_office).await;
    let mine = seller.create("opportunities", deal(json!({ "amount": "1" }))).await;
    seller.act(&path(&mine, "/actions/close-won"), json!({})).await.expect(200);
    assert_eq!(seller.act(&path(&mine, "/actions/reopen"), json!({})).await.status, 403);
    let opened = funnel.act(&made, "reopen", json!({ "reason": "They came back" })).await.expect(200);
    assert_eq!((&opened["outcome"], &opened["stage_id"]), (&json!("open"), &json!(funnel.offer)));
    assert_eq!((&opened["closed_on"], &opened["loss_reason_id"]), (&Value::Null, &json!(funnel.other)));
    refused(&funnel.act(&made, "reopen", json!({})).await, 409, &["/stage_id"]);
    let won = funnel.act(&made, "close-won", json!({ "amount": "480.5" })).await.expect(200);
    assert_eq!(
        (&won["amount"], &won["probability"], &won["loss_reason_id"]),
        (&json!("480.50"), &json!("1"), &Value::Null)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn deals_may_come_closed() {
    let funnel = Funnel::start().await;
    let refuse = async |more: Value, places: &[&str]| {
        refused(&funnel.me.post("opportunities", deal(more)).await, 422, places)
    };
    refuse(json!({ "closed_on": "2024-01-01" }), &["/closed_on"]).await;
    refuse(json!({ "stage_id": funnel.won }), &["/amount"]).await;
    refuse(json!({ "stage_id": funnel.lost }), &["/loss_reason_id"]).await;
    refuse(
        json!({ "stage_id": funnel.won, "amount": "1", "last_open_stage_id": funnel.lost }),
        &["/last_open_stage_id"],
    )
    .await;
    let old = json!({ "stage_id": funnel.won, "amount": "10", "started_on": "2023-01-10", "closed_on": "2023-03-10",
        "last_open_stage_id": funnel.talk });
    let old = funnel.deal(old).await;
    let history = funnel.history(&old).await;
    let stay = |stay: &Value| (stay["stage_id"].clone(), stay["entered_at"].clone(), stay["left_at"].clone());
    // Days begin in the company's zone.
    let (began, closed) = (json!("2023-01-09T16:00:00Z"), json!("2023-03-09T16:00:00Z"));
    assert_eq!(stay(&history[0]), (json!(funnel.talk), began.clone(), closed.clone()));
    assert_eq!(stay(&history[1]), (json!(funnel.won), closed, Value::Null));
    let running = funnel.deal(json!({ "started_on": "2023-01-10" })).await;
    assert_eq!((&running["stage_entered_at"], &running["rots_at"]), (&began, &json!("2023-01-19T16:00:00Z")));
}

#[tokio::test(flavor = "multi_thread")]
async fn amounts_follow_rates_and_lines() {
    let funnel = Funnel::start().await;
    let no_rate = funnel.me.post("opportunities", deal(json!({ "currency": "EUR" }))).await;
    refused(&no_rate, 422, &["/currency"]);
    let dollars = funnel.deal(json!({ "currency": "USD", "amount": "1000.55" })).await;
    assert_eq!((&dollars["rate"], &dollars["base_amount"]), (&json!("7.1"), &json!("7103.91")));
    let product = async |code: &str, price: &str, currency: &str| {
        let product =
            json!({ "name": code, "code": code, "list_price": price, "cost": "71", "currency": currency });
        funnel.me.make("products", product).await
    };
    let (panel, pump, lamp) =
        (product("A", "100", "CNY").await, product("B", "710", "USD").await, product("C", "5", "EUR").await);
    let made = funnel.deal(json!({})).await;
    let first = funnel.line(&made, &panel, json!({ "quantity": "3", "discount": "0.125" })).await.expect(201);
    assert_eq!((&first["unit_price"], &first["amount"]), (&json!("100.00"), &json!("262.50")));
    let second = funnel.line(&made, &pump, json!({})).await.expect(201);
    assert_eq!((&second["unit_price"], &second["unit_cost"]), (&json!("5041.00"), &json!("504.10")));
    refused(&funnel.line(&made, &lamp, json!({})).await, 422, &["/unit_price"]);
    assert_eq!(funnel.get(&made).await["amount"], json!("5303.50"));
    let line = format!("opportunity-lines/{}", second["id"].as_str().unwrap());
    funnel.me.delete(&line).await.expect(204);
    assert_eq!(funnel.get(&made).await["amount"], json!("262.50"));
    refused(&funnel.patch(&made, json!({ "amount": "1" })).await, 422, &["/amount"]);
    refused(&funnel.patch(&made, json!({ "currency": "USD" })).await, 422, &["/currency"]);
    funnel.patch(&made, json!({ "amount": "5000", "amount_is_manual": true })).await.expect(200);
    funnel.line(&made, &panel, json!({})).await.expect(201);
    assert_eq!(funnel.get(&made).await["amount"], json!("5000.00"), "an amount by hand stands");
    let summed = funnel.patch(&made, json!({ "amount_is_manual": false })).await.expect(200);
    assert_eq!(summed["amount"], json!("362.50"));
    funnel.act(&made, "close-won", json!({})).await.expect(200);
    refused(&funnel.line(&made, &panel, json!({})).await, 409, &["/opportunity_id"]);
    let line = format!("opportunity-lines/{}", first["id"].as_str().unwrap());
    refused(&funnel.me.patch(&line, "*", json!({ "quantity": "9" })).await, 409, &["/opportunity_id"]);
    refused(&funnel.me.delete(&line).await, 409, &["/opportunity_id"]);
    let listed = funnel.me.get("opportunities?sum=base_amount,weighted_amount&limit=1").await.expect(200);
    let sums = json!([{ "field": "base_amount", "value": "7466.41", "currency": "CNY" },
        { "field": "weighted_amount", "value": "1072.89", "currency": "CNY" }]);
    assert_eq!(listed["page"]["sums"], sums, "in the company's currency, rounded at the end");
    let mixed = funnel.me.get("opportunities?sum=amount").await;
    refused(&mixed, 400, &["sum"]);
}
