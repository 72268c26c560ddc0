//! What became of deals, against the same found deal by deal.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use rapport::load::{Loader, Method};
use seed::{DEMO_PASSWORD, Scale};
use serde_json::{Value, json};
use tests::{Client, TestApp};
use tokio_postgres::Row;
use uuid::Uuid;

/// Every stay of the deals that `$1` lets through, in the default pipeline, the first one first.
const STAYS: &str = "SELECT opportunity_id, stage_history.stage_id, entered_at, left_at,
    (entered_at AT TIME ZONE time_zone)::date AS day, outcome, opportunities.stage_id AS present, last_open_stage_id
    FROM settings, stage_history JOIN opportunities ON opportunities.id = opportunity_id
    JOIN pipelines ON pipelines.id = stage_history.pipeline_id
    WHERE is_default AND opportunities.deleted_at IS NULL AND ";

const STAGES: &str = "SELECT stages.id, CASE outcome WHEN 'won' THEN 1000 WHEN 'lost' THEN -1 ELSE position END,
    outcome = 'open' FROM stages JOIN pipelines ON pipelines.id = pipeline_id WHERE is_default ORDER BY position";

/// Count, advanced, lost, present and the median of days.
type Found = (usize, usize, usize, usize, Option<f64>);

struct Demo {
    app: TestApp,
    database: tokio_postgres::Client,
}

impl Demo {
    /// The demo data, and deals that went back, to another pipeline, or came to life again.
    async fn start() -> Self {
        let app = TestApp::start().await;
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        Loader::open(&app.db.url).await.unwrap().load(Scale::Demo, today, Method::Plain).await.unwrap();
        let database = app.db.connect().await;
        let demo = Self { app, database };
        demo.wander().await;
        demo
    }

    async fn stages(&self) -> Vec<(Uuid, i32, bool)> {
        let rows = self.database.query(STAGES, &[]).await.unwrap();
        rows.iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect()
    }

    async fn wander(&self) {
        let reason = self.app.admin.make("loss-reasons", json!({ "name": "Weather" })).await;
        let open: Vec<Uuid> =
            self.stages().await.into_iter().filter(|stage| stage.2).map(|stage| stage.0).collect();
        let other = "SELECT stages.id FROM stages JOIN pipelines ON pipelines.id = pipeline_id
            WHERE NOT is_default AND outcome = 'open' ORDER BY position DESC LIMIT 1";
        let other: Uuid = self.database.query_one(other, &[]).await.unwrap().get(0);
        let deals = "SELECT opportunities.id FROM opportunities JOIN pipelines ON pipelines.id = pipeline_id
            WHERE is_default AND outcome = 'open' AND amount IS NOT NULL ORDER BY opportunities.id LIMIT 30";
        let rows = self.database.query(deals, &[]).await.unwrap();
        assert_eq!(rows.len(), 30);
        for (number, row) in rows.iter().enumerate() {
            let deal: Uuid = row.get(0);
            let path = |action: &str| format!("opportunities/{deal}/actions/{action}");
            let to = async |stage: Uuid| {
                self.app.admin.act(&path("move"), json!({ "stage_id": stage })).await.expect(200);
            };
            let lost = json!({ "loss_reason_id": reason });
            match number % 6 {
                0 => {
                    to(open[3]).await;
                    to(open[1]).await;
                }
                1 => {
                    to(open[2]).await;
                    to(open[0]).await;
                    to(open[2]).await;
                }
                2 => {
                    self.app.admin.act(&path("close-lost"), lost).await.expect(200);
                    self.app.admin.act(&path("reopen"), json!({})).await.expect(200);
                    to(open[3]).await;
                    to(open[0]).await;
                }
                3 => {
                    self.app.admin.act(&path("close-won"), json!({})).await.expect(200);
                    self.app.admin.act(&path("reopen"), json!({})).await.expect(200);
                    self.app.admin.act(&path("close-lost"), lost).await.expect(200);
                }
                4 => {
                    to(other).await;
                    to(open[3]).await;
                    to(open[0]).await;
                }
                _ => to(other).await,
            }
        }
    }

    /// By stage, from the stays themselves.
    async fn slowly(&self, condition: &str, span: Option<(NaiveDate, NaiveDate)>) -> BTreeMap<Uuid, Found> {
        let mut deals: BTreeMap<Uuid, Vec<Row>> = BTreeMap::new();
        let query = format!("{STAYS} {condition} ORDER BY entered_at, stage_history.id");
        for row in self.database.query(&query, &[]).await.unwrap() {
            deals.entry(row.get("opportunity_id")).or_default().push(row);
        }
        let stages = self.stages().await;
        let rank =
            |stay: &Row| stages.iter().find(|stage| stage.0 == stay.get::<_, Uuid>("stage_id")).unwrap().1;
        let is_in = |stay: &Row| span.is_none_or(|(first, last)| (first..=last).contains(&stay.get("day")));
        let of_stage = |(stage, place, _): &(Uuid, i32, bool)| {
            let mut found: Found = (0, 0, 0, 0, None);
            let mut days = Vec::new();
            for stays in deals.values() {
                let is_visit = |stay: &&Row| stay.get::<_, Uuid>("stage_id") == *stage && is_in(stay);
                let visits: Vec<&Row> = stays.iter().filter(is_visit).collect();
                let Some(first) = visits.first() else { continue };
                let since: DateTime<Utc> = first.get("entered_at");
                let is_later =
                    |stay: &Row| stay.get::<_, DateTime<Utc>>("entered_at") >= since && rank(stay) > *place;
                let outcome: &str = first.get("outcome");
                found.0 += 1;
                found.1 += usize::from(outcome == "won" || stays.iter().any(is_later));
                found.2 += usize::from(
                    outcome == "lost" && first.get::<_, Option<Uuid>>("last_open_stage_id") == Some(*stage),
                );
                found.3 += usize::from(first.get::<_, Uuid>("present") == *stage);
                let length = |stay: &&Row| {
                    let left: Option<DateTime<Utc>> = stay.get("left_at");
                    left.map(|left| left - stay.get::<_, DateTime<Utc>>("entered_at"))
                };
                let lengths: Vec<_> = visits.iter().filter_map(length).collect();
                if !lengths.is_empty() {
                    let spent: chrono::TimeDelta = lengths.into_iter().sum();
                    let micros = spent.num_microseconds().unwrap();
                    days.push((micros + 4_320_000_000) / 8_640_000_000);
                }
            }
            days.sort_unstable();
            let middle = days.get(days.len().saturating_sub(1) / 2).zip(days.get(days.len() / 2));
            // The mean of two tenths has a half at most, which is rounded up.
            found.4 =
                middle.map(|(low, high)| f64::from(i32::try_from((low + high + 1) / 2).unwrap()) / 10.0);
            (*stage, found)
        };
        stages.iter().filter(|stage| stage.2).map(of_stage).collect()
    }

    async fn check(&self, who: &Client, condition: &str, query: &str, span: Option<(NaiveDate, NaiveDate)>) {
        let report = who.get(&format!("analytics/conversion?{query}")).await.expect(200);
        let number = |row: &Value, name: &str| usize::try_from(row[name].as_i64().unwrap()).unwrap();
        let row = |row: &Value| {
            let days = row["median_days"].as_str().map(|days| days.parse().unwrap());
            let counts =
                ["count", "advanced_count", "lost_count", "present_count"].map(|name| number(row, name));
            (
                row["stage_id"].as_str().unwrap().parse().unwrap(),
                (counts[0], counts[1], counts[2], counts[3], days),
            )
        };
        let reported: BTreeMap<Uuid, Found> = report["rows"].as_array().unwrap().iter().map(row).collect();
        let expected = self.slowly(condition, span).await;
        assert!(expected.values().any(|found| found.0 > 3), "{query}: {expected:?}");
        assert_eq!(reported, expected, "{query}");
    }

    async fn check_all(&self) {
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
        let span = Some((day(7, 1), day(11, 20)));
        let (admin, sales) = (&self.app.admin, "sales@demo.rapport.example");
        self.check(admin, "TRUE", "", None).await;
        self.check(admin, "TRUE", "from=2026-07-01&to=2026-11-20", span).await;
        self.check(admin, "source = 'referral'", "source=referral", None).await;
        let seller = self.app.anonymous().sign_in(sales, DEMO_PASSWORD).await;
        let hers = format!("opportunities.owner_id = '{}'", seller.id);
        self.check(&seller, &hers, "from=2026-01-01", Some((day(1, 1), NaiveDate::MAX))).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn conversion_is_what_the_stays_say() {
    let demo = Demo::start().await;
    let repeated = "SELECT count(*) FROM stage_history WHERE is_repeated";
    assert!(demo.app.db.number(repeated).await > 20);
    demo.check_all().await;
    // What is further on follows the order of the stages as it is now.
    let (first, ..) = demo.stages().await[0];
    demo.app.admin.patch(&format!("stages/{first}"), "*", json!({ "position": 50 })).await.expect(200);
    demo.check_all().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn stays_tell_where_the_deal_went() {
    let demo = Demo::start().await;
    let wrong = "SELECT count(*) FROM (SELECT *, lead(stage_id) OVER deal AS next, lead(entered_at) OVER deal AS ends,
        count(*) OVER (PARTITION BY opportunity_id, stage_id) > 1 AS is_again
        FROM stage_history WINDOW deal AS (PARTITION BY opportunity_id ORDER BY entered_at, id)) AS stays
        WHERE next IS DISTINCT FROM to_stage_id OR ends IS DISTINCT FROM left_at OR is_again <> is_repeated";
    assert_eq!(demo.app.db.number(wrong).await, 0);
}
