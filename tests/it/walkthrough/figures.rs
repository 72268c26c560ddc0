//! What a sales director asks for, worked out from the files, and as the reports tell it.

use std::collections::BTreeMap;
use std::fmt;

use chrono::{Datelike, NaiveDate};
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::Value;
use tests::Client;

use super::files::{Deals, Files};

/// Deals and what they are worth together.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Sum {
    count: i64,
    amount: Decimal,
}

/// The closed deals of an office.
#[derive(Debug, Default, PartialEq)]
struct Office {
    won: Sum,
    lost: i64,
    /// Rounded half up to four decimals.
    win_rate: Decimal,
}

/// What was won and lost, and what is open.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Figures {
    offices: BTreeMap<String, Office>,
    /// What was won, by the first day of the quarter.
    quarters: BTreeMap<NaiveDate, Sum>,
    /// What is open, by stage.
    funnel: BTreeMap<String, Sum>,
}

fn rounded(number: Decimal, decimals: u32) -> Decimal {
    number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

impl Sum {
    fn add(&mut self, amount: Decimal) {
        self.count += 1;
        self.amount += amount;
    }
}

impl Figures {
    /// Works them out from the deals of the files, in the currency that `rate` leads to.
    pub(super) fn of(files: &Files, deals: &Deals, rate: Decimal) -> Self {
        let mut figures = Self::default();
        for deal in deals.values() {
            let amount = rounded(deal.amount.unwrap_or_default() * rate, 2);
            let office = files.office_of(&deal.agent);
            match deal.outcome.as_str() {
                "won" => {
                    figures.office(office).won.add(amount);
                    figures.quarters.entry(quarter_of(deal.closed.unwrap())).or_default().add(amount);
                }
                "lost" => figures.office(office).lost += 1,
                _ => figures.funnel.entry(deal.stage.clone()).or_default().add(amount),
            }
        }
        for office in figures.offices.values_mut() {
            let (won, lost) = (Decimal::from(office.won.count), Decimal::from(office.lost));
            office.win_rate = rounded(won / (won + lost), 4);
        }
        figures
    }

    fn office(&mut self, name: &str) -> &mut Office {
        self.offices.entry(name.to_owned()).or_default()
    }

    /// As the reports tell them to this user.
    pub(super) async fn reported_to(who: &Client, pipeline: &str) -> Self {
        let rows = async |report: &str| -> Vec<Value> {
            let report = who.get(&format!("analytics/{report}")).await.expect(200);
            report["rows"].as_array().unwrap().clone()
        };
        let sum = |row: &Value, count: &str, amount: &str| Sum {
            count: row[count].as_i64().unwrap(),
            amount: number(&row[amount]),
        };
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let office = |row: &Value| Office {
            won: sum(row, "won_count", "won_amount"),
            lost: row["lost_count"].as_i64().unwrap(),
            win_rate: number(&row["win_rate"]),
        };
        let offices = rows("performance?by=branch").await;
        let quarters = rows("won?step=quarter").await;
        let funnel = rows(&format!("funnel?pipeline_id={pipeline}")).await;
        let quarters = quarters
            .iter()
            .map(|row| (text(&row["starts_on"]).parse().unwrap(), sum(row, "count", "amount")));
        let funnel = funnel.iter().map(|row| (text(&row["label"]), sum(row, "count", "amount")));
        Self {
            offices: offices.iter().map(|row| (text(&row["label"]), office(row))).collect(),
            quarters: quarters.filter(|(_, sum)| sum.count > 0).collect(),
            funnel: funnel.filter(|(_, sum)| sum.count > 0).collect(),
        }
    }
}

fn number(value: &Value) -> Decimal {
    value.as_str().unwrap().parse().unwrap()
}

fn quarter_of(day: NaiveDate) -> NaiveDate {
    NaiveDate::from_ymd_opt(day.year(), day.month0() / 3 * 3 + 1, 1).unwrap()
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<14}{:>6}{:>16}{:>6}{:>10}", "office", "won", "won amount", "lost", "win rate")?;
        for (name, Office { won, lost, win_rate }) in &self.offices {
            writeln!(f, "{name:<14}{:>6}{:>16}{lost:>6}{win_rate:>10}", won.count, won.amount)?;
        }
        writeln!(f, "{:<14}{:>6}{:>16}", "quarter", "won", "won amount")?;
        for (day, won) in &self.quarters {
            let name = format!("{} Q{}", day.year(), day.month0() / 3 + 1);
            writeln!(f, "{name:<14}{:>6}{:>16}", won.count, won.amount)?;
        }
        writeln!(f, "{:<14}{:>6}{:>16}", "stage", "open", "amount")?;
        for (name, open) in &self.funnel {
            writeln!(f, "{name:<14}{:>6}{:>16}", open.count, open.amount)?;
        }
        Ok(())
    }
}
