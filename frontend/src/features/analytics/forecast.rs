//! What is to be expected, month by month.

use chrono::{Datelike, NaiveDate};
use kit::{Card, format};
use leptos::prelude::*;
use wire::analytics::{ForecastBucket, ForecastRow, Report};
use words::tr;

use crate::api::{Load, analytics};
use crate::features::chart::{ChartCard, Form, Plot, Series, Shape, Size, Unit};
use crate::features::extent::{self, Frame};
use crate::features::loaded::{Loaded, Progress};
use crate::features::report_table::{Cell, Column, ReportTable, Row};

/// The most months of the picture.
const MOST: usize = 18;

/// The tab.
pub(super) fn draw(frame: Frame) -> AnyView {
    let load: Load<Report<ForecastRow>> =
        analytics::load("forecast", move || frame.query(&[("pipeline_id", &frame.pipeline())]));
    let note = move || {
        load.with(|report| {
            report.map(|report| tr!(analytics.from_now_in, currency = report.currency.to_string()))
        })
        .unwrap_or_default()
    };
    view! {
        <ChartCard
            title=|| tr!(analytics.forecast)
            note
            progress=Progress::of(load)
            plot=Signal::derive(move || load.with(|report| report.map(|report| plot(report, MOST))))
            size=Size::Large
            foot=move || rest(load)
        />
        <Card title=|| tr!(analytics.in_figures) flush=true>
            <Loaded progress=Progress::of(load) children=ToChildren::to_children(move || table(load)) />
        </Card>
    }
    .into_any()
}

/// What is won already and what is expected of the open deals, for so many months.
pub(in crate::features) fn plot(report: &Report<ForecastRow>, most: usize) -> Plot {
    let unit = Unit::Money(report.currency);
    let rows = || report.rows.iter().filter(|row| row.bucket == ForecastBucket::Month).take(most);
    let months = rows().filter_map(|row| row.month).enumerate();
    Plot {
        shape: Shape::Columns,
        unit,
        heading: tr!(analytics.month),
        categories: months.map(|(at, month)| short(month, at == 0)).collect(),
        series: vec![
            Series {
                name: tr!(analytics.won_amount),
                color: "--chart-1",
                form: Form::Stacked,
                points: rows()
                    .map(|row| {
                        unit.point(Some(row.won_amount.0), row.won_filter.as_deref().map(extent::list))
                    })
                    .collect(),
            },
            Series {
                name: tr!(analytics.weighted),
                color: "--chart-2",
                form: Form::Stacked,
                points: rows()
                    .map(|row| unit.point(Some(row.weighted_amount.0), Some(extent::list(&row.filter))))
                    .collect(),
            },
        ],
        notes: rows()
            .map(|row| {
                vec![
                    tr!(analytics.forecast_is, amount = unit.full(row.forecast_amount.0)),
                    super::deals(row.count),
                ]
            })
            .collect(),
    }
}

fn short(month: NaiveDate, is_first: bool) -> String {
    let name = format::month_short(month);
    if is_first || month.month0() == 0 { format!("{name}\n{}", month.year()) } else { name }
}

/// Below the picture: what is in no month.
pub(in crate::features) fn rest(load: Load<Report<ForecastRow>>) -> AnyView {
    let rows = move || {
        load.with(|report| {
            let report = report?;
            let unit = Unit::Money(report.currency);
            let rest = report.rows.iter().filter(|row| row.bucket != ForecastBucket::Month && row.count > 0);
            let link = |row: &ForecastRow| {
                let text = tr!(
                    analytics.rest,
                    what = name(row),
                    deals = super::deals(row.count),
                    amount = unit.short(row.amount.0)
                );
                let is_late = (row.bucket == ForecastBucket::Overdue).then_some("");
                view! { <li><a class="quiet-link" data-late=is_late href=extent::list(&row.filter)>{text}</a></li> }
            };
            Some(rest.map(link).collect_view())
        })
    };
    view! { <ul class="chart-rest">{rows}</ul> }.into_any()
}

fn name(row: &ForecastRow) -> String {
    match (row.bucket, row.month) {
        (ForecastBucket::Overdue, _) => tr!(analytics.overdue),
        (ForecastBucket::NoDate, _) => tr!(analytics.no_date),
        (ForecastBucket::Month, month) => month.map(format::month).unwrap_or_default(),
    }
}

fn table(load: Load<Report<ForecastRow>>) -> AnyView {
    let columns = Signal::derive(|| {
        let column = |label: String| Column { label, is_numeric: true };
        vec![
            Column { label: tr!(analytics.month), is_numeric: false },
            column(tr!(analytics.open_deals)),
            column(tr!(analytics.amount)),
            column(tr!(analytics.weighted)),
            column(tr!(analytics.won_deals)),
            column(tr!(analytics.won_amount)),
            column(tr!(analytics.forecast)),
        ]
    });
    let rows = Signal::derive(move || {
        let draw = |report: &Report<ForecastRow>| {
            let unit = Unit::Money(report.currency);
            let money = |amount: domain::Amount| Cell::number(Some(amount.0), unit.full(amount.0));
            let count = |count: i64| Cell::number(Some(count.into()), format::number(count));
            let row = |row: &ForecastRow| {
                let href = Some(extent::list(&row.filter));
                Row {
                    key: name(row),
                    cells: vec![
                        Cell::text(name(row)).opens(href.clone()),
                        count(row.count).opens(href),
                        money(row.amount),
                        money(row.weighted_amount),
                        count(row.won_count).opens(row.won_filter.as_deref().map(extent::list)),
                        money(row.won_amount),
                        money(row.forecast_amount),
                    ],
                }
            };
            report.rows.iter().map(row).collect::<Vec<_>>()
        };
        load.with(|report| report.map(draw)).unwrap_or_default()
    });
    view! { <ReportTable label=|| tr!(analytics.forecast) columns rows /> }.into_any()
}
