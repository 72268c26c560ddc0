//! Won and lost deals compared: by who sold them, what was sold, to whom, or when.

use domain::analytics::Dimension;
use kit::{Card, Choice, Select, format};
use leptos::prelude::*;
use rust_decimal::Decimal;
use wire::analytics::{PerformanceRow, Report};
use words::{Word, tr, word};

use super::USUAL;
use crate::api::{Load, analytics};
use crate::features::chart::{ChartCard, Form, Plot, Series, Shape, Size, Unit};
use crate::features::extent::{self, Frame, period_words};
use crate::features::loaded::{Loaded, Progress};
use crate::features::report_table::{Cell, Column, ReportTable, Row};
use crate::features::value_list::LEAD_SOURCE;

/// What can be compared.
const DIMENSIONS: [(Dimension, Word); 9] = [
    (Dimension::Owner, word!(field.owner)),
    (Dimension::Department, word!(field.department)),
    (Dimension::Branch, word!(field.branch)),
    (Dimension::Product, word!(field.product)),
    (Dimension::Industry, word!(field.industry)),
    (Dimension::Source, word!(field.source)),
    (Dimension::Month, word!(analytics.month)),
    (Dimension::Quarter, word!(analytics.quarter)),
    (Dimension::Year, word!(analytics.year)),
];

/// How many bars the picture has; the table has all.
const BARS: usize = 10;

fn words_of(dimension: Dimension) -> String {
    DIMENSIONS.iter().find(|(other, _)| *other == dimension).map(|(_, word)| word()).unwrap_or_default()
}

/// The tab.
pub(super) fn draw(frame: Frame) -> AnyView {
    let by = Memo::new(move |_| {
        let chosen = frame.extent.with(|extent| extent.get("by").and_then(|by| by.parse().ok()));
        chosen.filter(|by| *by != Dimension::None).unwrap_or(Dimension::Owner)
    });
    let load = move |by: Memo<Dimension>| -> Load<Report<PerformanceRow>> {
        analytics::load("performance", move || {
            let (period, pipeline) = (frame.period(USUAL), frame.pipeline());
            frame.query(&[("by", by.get().as_str()), ("period", &period), ("pipeline_id", &pipeline)])
        })
    };
    let (rows, total) = (load(by), load(Memo::new(|_| Dimension::None)));
    let choices = Signal::derive(|| {
        DIMENSIONS.iter().map(|(by, word)| Choice::new(by.as_str(), word())).collect::<Vec<_>>()
    });
    let choose = Callback::new(move |by: String| {
        let by = if by == Dimension::Owner.as_str() { "" } else { &by };
        frame.go(frame.extent.get_untracked().with("by", by));
    });
    let tools = move || {
        let value = Signal::derive(move || by.get().as_str().to_owned());
        view! { <Select value on_change=choose choices label=|| tr!(analytics.compare_by) small=true /> }
    };
    let note = move || {
        let currency =
            rows.with(|report| report.map(|report| report.currency.to_string())).unwrap_or_default();
        tr!(analytics.amounts_in, period = period_words(&frame.period(USUAL)), currency = currency)
    };
    view! {
        <ChartCard
            title=move || tr!(analytics.won_by, what = words_of(by.get()))
            note
            progress=Progress::of(rows)
            plot=Signal::derive(move || rows.with(|report| report.map(|report| plot(report, by.get()))))
            size=Size::Large
            tools
        />
        <Card title=|| tr!(analytics.in_figures) flush=true>
            <Loaded progress=Progress::of(rows) children=ToChildren::to_children(move || table(rows, total, by)) />
        </Card>
    }
    .into_any()
}

/// The value of the dimension in words.
fn name(row: &PerformanceRow, by: Dimension) -> String {
    let label = row.label.clone().unwrap_or_else(|| tr!(analytics.not_set));
    match by {
        Dimension::Source => {
            LEAD_SOURCE.iter().find(|source| source.value == label).map_or(label, |source| (source.label)())
        }
        _ => label,
    }
}

/// The list of only the won deals of a row.
fn won_only(filter: &str) -> String {
    extent::list(&filter.replacen("outcome__in=won%2Clost", "outcome=won", 1))
}

fn plot(report: &Report<PerformanceRow>, by: Dimension) -> Plot {
    let unit = Unit::Money(report.currency);
    let is_time = matches!(by, Dimension::Month | Dimension::Quarter | Dimension::Year);
    // Along time the latest are meant.
    let surplus = if is_time { report.rows.len().saturating_sub(BARS) } else { 0 };
    let rows = || report.rows.iter().skip(surplus).take(BARS);
    let point = |row: &PerformanceRow| {
        unit.point(Some(row.won_amount.0), Some(won_only(&row.filter)))
            .labelled(&format::number(row.won_count))
    };
    Plot {
        shape: Shape::Bars,
        unit,
        heading: words_of(by),
        categories: rows().map(|row| name(row, by)).collect(),
        series: vec![Series {
            name: tr!(analytics.won_amount),
            color: "--chart-1",
            form: Form::Bar,
            points: rows().map(point).collect(),
        }],
        notes: rows()
            .map(|row| {
                let rate = row.win_rate.map(|rate| tr!(analytics.rate_is, rate = format::percent(rate.0)));
                [super::deals(row.won_count)].into_iter().chain(rate).collect()
            })
            .collect(),
    }
}

fn table(
    load: Load<Report<PerformanceRow>>,
    total: Load<Report<PerformanceRow>>,
    by: Memo<Dimension>,
) -> AnyView {
    let columns = Signal::derive(move || {
        let column = |label: String| Column { label, is_numeric: true };
        vec![
            Column { label: words_of(by.get()), is_numeric: false },
            column(tr!(analytics.closed)),
            column(tr!(analytics.won_deals)),
            column(tr!(analytics.lost)),
            column(tr!(analytics.win_rate)),
            column(tr!(analytics.won_amount)),
            column(tr!(analytics.average)),
            column(tr!(analytics.cycle_days)),
        ]
    });
    let rows = Signal::derive(move || {
        let draw = |report: &Report<PerformanceRow>| {
            let greatest = report.rows.iter().map(|row| row.won_amount.0).max().unwrap_or_default();
            let rows =
                report.rows.iter().map(|row| draw_row(report, row, name(row, by.get()), Some(greatest)));
            rows.collect::<Vec<_>>()
        };
        load.with(|report| report.map(draw)).unwrap_or_default()
    });
    let total = Signal::derive(move || {
        total.with(|report| {
            let report = report?;
            report.rows.first().map(|row| draw_row(report, row, tr!(analytics.total), None))
        })
    });
    view! { <ReportTable label=move || tr!(analytics.won_by, what = words_of(by.get())) columns rows total /> }
        .into_any()
}

fn draw_row(
    report: &Report<PerformanceRow>,
    row: &PerformanceRow,
    name: String,
    greatest: Option<Decimal>,
) -> Row {
    let unit = Unit::Money(report.currency);
    let href = Some(extent::list(&row.filter));
    let count = |count: i64| Cell::number(Some(count.into()), format::number(count));
    let rate = row.win_rate.map(|rate| rate.0);
    let average = row.average_amount.map(|amount| amount.0);
    let days = row.median_cycle_days.map(|days| days.0);
    let won = Cell::number(Some(row.won_amount.0), unit.full(row.won_amount.0));
    Row {
        key: row.key.clone().unwrap_or_default(),
        cells: vec![
            Cell::text(name).opens(href.clone()),
            count(row.count).opens(href),
            count(row.won_count).opens(Some(won_only(&row.filter))),
            count(row.lost_count),
            Cell::number(rate, rate.map(format::percent).unwrap_or_default()),
            match greatest {
                Some(greatest) => won.barred(greatest),
                None => won,
            },
            Cell::number(average, average.map(|amount| unit.full(amount)).unwrap_or_default()),
            Cell::number(days, days.map(format::decimal).unwrap_or_default()),
        ],
    }
}
