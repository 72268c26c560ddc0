//! What was won, month by month or quarter by quarter, beside what was won before.

use chrono::{Datelike, NaiveDate};
use domain::analytics::Step;
use kit::{Card, Choice, Segmented, format};
use leptos::prelude::*;
use wire::analytics::{Report, WonRow};
use words::tr;

use super::USUAL;
use crate::api::{Load, analytics};
use crate::features::chart::{ChartCard, Form, Plot, Series, Shape, Size, Unit};
use crate::features::extent::{self, Frame, period_words};
use crate::features::loaded::{Loaded, Progress};
use crate::features::report_table::{Cell, Column, ReportTable, Row};

/// The tab.
pub(super) fn draw(frame: Frame) -> AnyView {
    let step = Memo::new(move |_| {
        let chosen = frame.extent.with(|extent| extent.get("step").and_then(|step| step.parse().ok()));
        chosen.unwrap_or(Step::Month)
    });
    let load: Load<Report<WonRow>> = analytics::load("won", move || {
        let pipeline = frame.pipeline();
        frame.query(&[
            ("step", step.get().as_str()),
            ("period", &frame.period(USUAL)),
            ("pipeline_id", &pipeline),
        ])
    });
    let choices = Signal::derive(|| {
        vec![
            Choice::new(Step::Month.as_str(), tr!(analytics.by_month)),
            Choice::new(Step::Quarter.as_str(), tr!(analytics.by_quarter)),
        ]
    });
    let choose = Callback::new(move |step: String| {
        let step = if step == Step::Month.as_str() { "" } else { &step };
        frame.go(frame.extent.get_untracked().with("step", step));
    });
    let tools = move || {
        let value = Signal::derive(move || step.get().as_str().to_owned());
        view! { <Segmented value on_change=choose choices label=|| tr!(analytics.step) /> }
    };
    let note = move || {
        let currency =
            load.with(|report| report.map(|report| report.currency.to_string())).unwrap_or_default();
        tr!(analytics.amounts_in, period = period_words(&frame.period(USUAL)), currency = currency)
    };
    view! {
        <ChartCard
            title=|| tr!(analytics.won)
            note
            progress=Progress::of(load)
            plot=Signal::derive(move || load.with(|report| report.map(|report| plot(report, step.get()))))
            size=Size::Large
            tools
        />
        <Card title=|| tr!(analytics.in_figures) flush=true>
            <Loaded progress=Progress::of(load) children=ToChildren::to_children(move || table(load, step)) />
        </Card>
    }
    .into_any()
}

/// The won amounts along time, and those of the year before.
pub(in crate::features) fn plot(report: &Report<WonRow>, step: Step) -> Plot {
    let unit = Unit::Money(report.currency);
    let rows = &report.rows;
    let before = |row: &WonRow| unit.point(row.year_before_amount.map(|amount| amount.0), None);
    Plot {
        shape: Shape::Columns,
        unit,
        heading: words_of_step(step),
        categories: rows.iter().enumerate().map(|(at, row)| short(row.starts_on, step, at == 0)).collect(),
        series: vec![
            Series {
                name: tr!(analytics.won_amount),
                color: "--chart-1",
                form: Form::Bar,
                points: rows
                    .iter()
                    .map(|row| unit.point(Some(row.amount.0), Some(extent::list(&row.filter))))
                    .collect(),
            },
            Series {
                name: tr!(analytics.year_before),
                color: "--chart-8",
                form: Form::Line,
                points: rows.iter().map(before).collect(),
            },
        ],
        notes: rows.iter().map(|row| vec![super::deals(row.count)]).collect(),
    }
}

fn words_of_step(step: Step) -> String {
    match step {
        Step::Month => tr!(analytics.month),
        Step::Quarter => tr!(analytics.quarter),
    }
}

/// A month or quarter on an axis; the year stands below the first one, and below the first of each year.
fn short(day: NaiveDate, step: Step, is_first: bool) -> String {
    let name = match step {
        Step::Month => format::month_short(day),
        Step::Quarter => tr!(analytics.quarter_of, number = (day.month0() / 3 + 1).to_string()),
    };
    if is_first || day.month0() == 0 { format!("{name}\n{}", day.year()) } else { name }
}

fn table(load: Load<Report<WonRow>>, step: Memo<Step>) -> AnyView {
    let columns = Signal::derive(move || {
        let column = |label: String| Column { label, is_numeric: true };
        vec![
            Column { label: words_of_step(step.get()), is_numeric: false },
            column(tr!(analytics.count)),
            column(tr!(analytics.won_amount)),
            column(tr!(analytics.previous)),
            column(tr!(analytics.year_before)),
        ]
    });
    let rows = Signal::derive(move || {
        let draw = |report: &Report<WonRow>| {
            let unit = Unit::Money(report.currency);
            let money = |amount: Option<domain::Amount>| {
                let amount = amount.map(|amount| amount.0);
                Cell::number(amount, amount.map(|amount| unit.full(amount)).unwrap_or_default())
            };
            let row = |row: &WonRow| {
                let href = Some(extent::list(&row.filter));
                let name = match step.get() {
                    Step::Month => format::month(row.starts_on),
                    Step::Quarter => short(row.starts_on, Step::Quarter, true).replace('\n', " "),
                };
                Row {
                    key: row.starts_on.to_string(),
                    cells: vec![
                        Cell::text(name).opens(href.clone()),
                        Cell::number(Some(row.count.into()), format::number(row.count)).opens(href),
                        money(Some(row.amount)),
                        money(row.previous_amount),
                        money(row.year_before_amount),
                    ],
                }
            };
            report.rows.iter().map(row).collect::<Vec<_>>()
        };
        load.with(|report| report.map(draw)).unwrap_or_default()
    });
    view! { <ReportTable label=|| tr!(analytics.won) columns rows /> }.into_any()
}
