//! What becomes of leads.

use chrono::{NaiveDate, TimeDelta};
use persistence::job::ReturnLeads;
use persistence::{Actor, Result, Tx};
use serde_json::{Value, json};
use tests::{Client, PASSWORD, TestApp};

/// Does `work` as the system.
async fn as_system(app: &TestApp, work: impl FnOnce(&mut Tx<'_>) -> Result<()> + Send + 'static) {
    let store = app.store.clone();
    let done = tokio::task::spawn_blocking(move || store.write(&Actor::system("test"), work));
    done.await.unwrap().unwrap();
}

/// Runs the jobs that are due now.
async fn run_jobs(app: &TestApp) {
    worker::drain(&app.db.url, app.store.clone()).await.unwrap();
}

fn day_after(app: &TestApp, days: i64) -> NaiveDate {
    // The company's zone is eight hours ahead.
    (app.runtime.now() + TimeDelta::hours(8) + TimeDelta::days(days)).date_naive()
}

async fn lead(client: &Client, name: &str) -> String {
    client.make("leads", json!({ "name": name, "company_name": "Acme" })).await
}

async fn events(client: &Client, lead: &str) -> Vec<String> {
    let timeline = client.get(&format!("leads/{lead}/timeline")).await.expect(200);
    let entries = timeline["data"].as_array().unwrap().iter().rev();
    entries.map(|entry| entry["event"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn leads_take_their_exits_and_come_back() {
    let app = TestApp::start().await;
    let rep = app.user("rep", "sales_representative", &app.north).await;
    let id = lead(&rep, "Li Wei").await;
    let act = async |name: &str, body: Value| rep.act(&format!("leads/{id}/actions/{name}"), body).await;

    let fresh = rep.get(&format!("leads/{id}")).await.expect(200);
    assert_eq!((&fresh["status"], &fresh["owner_id"]), (&json!("new"), &json!(rep.id)));
    let edited = rep.patch(&format!("leads/{id}"), "*", json!({ "status": "working" })).await.expect(200);
    assert_eq!(edited["status"], "working");
    let skipped = rep.patch(&format!("leads/{id}"), "*", json!({ "status": "qualified" })).await;
    assert_eq!((skipped.status, skipped.code()), (409, "state_not_allowed"));
    assert_eq!(skipped.places(), ["/status"]);

    let qualified = act("qualify", json!({ "note": "Has a budget." })).await.expect(200);
    assert_eq!(
        (&qualified["status"], &qualified["status_note"]),
        (&json!("qualified"), &json!("Has a budget."))
    );
    assert_eq!(act("qualify", json!({})).await.status, 409);

    let unexplained = act("disqualify", json!({ "reason": "other" })).await;
    assert_eq!((unexplained.status, unexplained.places()), (422, vec!["/note".to_owned()]));
    assert_eq!(act("disqualify", json!({})).await.places(), ["/reason"]);
    let lost = act("disqualify", json!({ "reason": "no_budget" })).await.expect(200);
    assert_eq!((&lost["status"], &lost["disqualify_reason"]), (&json!("disqualified"), &json!("no_budget")));
    for step in [("qualify", json!({})), ("nurture", json!({ "recheck_on": day_after(&app, 9) }))] {
        assert_eq!(act(step.0, step.1).await.code(), "state_not_allowed");
    }
    let again = act("reopen", json!({})).await.expect(200);
    assert_eq!((&again["status"], &again["disqualify_reason"]), (&json!("working"), &Value::Null));
    let expected = ["created", "updated", "lead_qualified", "lead_disqualified", "lead_reopened"];
    assert_eq!(events(&rep, &id).await, expected);
    let kept = app.admin.get(&format!("audit?kind=lead&record_id={id}&limit=2")).await.expect(200);
    assert_eq!(kept["data"][1]["verb"], "disqualify");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_lead_has_taken_no_exit() {
    let app = TestApp::start().await;
    let refused = app.admin.post("leads", json!({ "name": "Li Wei", "status": "qualified" })).await;
    assert_eq!((refused.status, refused.places()), (422, vec!["/status".to_owned()]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_nurtured_lead_returns_by_itself() {
    let app = TestApp::start().await;
    let manager = app.user("manager", "sales_manager", &app.north).await;
    let marketing = app.user("marketing", "sales_representative", &app.north_team).await;
    let rep = app.user("rep", "sales_representative", &app.north).await;
    let (soon, late) = (lead(&manager, "Soon").await, lead(&manager, "Late").await);
    let today = json!({ "recheck_on": day_after(&app, 0) });
    let refused = manager.act(&format!("leads/{soon}/actions/nurture"), today).await;
    assert_eq!((refused.status, refused.places()), (422, vec!["/recheck_on".to_owned()]));

    let until = json!({ "recheck_on": day_after(&app, 2), "owner_id": marketing.id, "note": "Next budget." });
    let own = lead(&rep, "Own").await;
    let forbidden = rep.act(&format!("leads/{own}/actions/nurture"), until.clone()).await;
    assert_eq!(forbidden.status, 403, "giving a lead to another needs the right to assign");
    let aside = manager.act(&format!("leads/{soon}/actions/nurture"), until).await.expect(200);
    assert_eq!((&aside["status"], &aside["owner_id"]), (&json!("nurturing"), &json!(marketing.id)));
    let until = json!({ "recheck_on": day_after(&app, 30) });
    manager.act(&format!("leads/{late}/actions/nurture"), until).await.expect(200);

    as_system(&app, |tx| tx.enqueue(&ReturnLeads {})).await;
    run_jobs(&app).await;
    assert_eq!(manager.get("leads?status=nurturing").await.ids().len(), 2, "no day has come");
    app.runtime.advance(2 * 24 * 3600);
    as_system(&app, |tx| tx.enqueue(&ReturnLeads {})).await;
    run_jobs(&app).await;
    let manager = app.anonymous().sign_in("manager@example.com", PASSWORD).await;
    assert_eq!(manager.get("leads?status=nurturing").await.ids(), [late]);
    let back = manager.get(&format!("leads/{soon}")).await.expect(200);
    assert_eq!((&back["status"], &back["recheck_on"]), (&json!("working"), &Value::Null));
    assert_eq!(back["owner_id"], json!(marketing.id), "whoever nurtured it goes on");
    assert_eq!(events(&manager, &soon).await, ["created", "lead_nurtured", "assigned", "lead_returned"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn activities_stand_on_leads() {
    let app = TestApp::start().await;
    let id = lead(&app.admin, "Li Wei").await;
    let call = json!({ "type": "note", "subject": "Called back", "record_kind": "lead", "record_id": id });
    let call = app.admin.create("activities", call).await;
    assert_eq!(call["account_id"], Value::Null);
    assert_eq!(app.admin.get(&format!("activities?record_id={id}")).await.ids().len(), 1);
    let touched = app.admin.get(&format!("leads/{id}")).await.expect(200);
    assert_eq!(touched["last_activity_at"], call["done_at"]);
    assert_eq!(events(&app.admin, &id).await, ["created", "activity_done"]);
}
