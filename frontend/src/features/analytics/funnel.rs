//! The funnel: what is open in each stage, and what became of what came there.

use domain::period::Period;
use kit::{Card, format};
use leptos::prelude::*;
use rust_decimal::Decimal;
use wire::analytics::{ConversionRow, Funnel, Report};
use words::tr;

use super::USUAL;
use crate::api::{Load, analytics};
use crate::features::chart::{ChartCard, Form, Plot, Point, Series, Shape, Size, Unit};
use crate::features::extent::{self, Frame, period_words};
use crate::features::loaded::{Loaded, Progress};
use crate::features::report_table::{Cell, Column, ReportTable, Row};

/// The tab.
pub(super) fn draw(frame: Frame) -> AnyView {
    let funnel: Load<Funnel> =
        analytics::load("funnel", move || frame.query(&[("pipeline_id", &frame.pipeline())]));
    let conversion: Load<Report<ConversionRow>> = analytics::load("conversion", move || {
        frame.query(&[("pipeline_id", &frame.pipeline()), ("period", &frame.period(USUAL))])
    });
    let earlier: Load<Report<ConversionRow>> = analytics::load("conversion", move || {
        let Period { first, last } = extent::before(extent::span(&frame.period(USUAL)))?;
        let (first, last) = (first.to_string(), last.to_string());
        frame.query(&[("pipeline_id", &frame.pipeline()), ("from", &first), ("to", &last)])
    });
    let open_note = move || {
        funnel
            .with(|funnel| {
                funnel.map(|funnel| tr!(analytics.open_now, currency = funnel.currency.to_string()))
            })
            .unwrap_or_default()
    };
    let entered = Signal::derive(move || {
        conversion.with(|report| report.map(|report| earlier.with(|earlier| came(report, earlier))))
    });
    view! {
        <div class="analytics-cards" data-columns="2">
            <ChartCard
                title=|| tr!(analytics.open_by_stage)
                note=open_note
                progress=Progress::of(funnel)
                plot=Signal::derive(move || funnel.with(|funnel| funnel.map(by_stage)))
                size=Size::Large
            />
            <ChartCard
                title=|| tr!(analytics.came_to_stage)
                note=move || tr!(analytics.deals_in, period = period_words(&frame.period(USUAL)))
                progress=Progress::of(conversion)
                plot=entered
                size=Size::Large
            />
        </div>
        <Card title=|| tr!(analytics.open_by_stage) flush=true>
            <Loaded progress=Progress::of(funnel) children=ToChildren::to_children(move || funnel_table(funnel)) />
        </Card>
        <Card title=|| tr!(analytics.conversion) flush=true>
            <Loaded
                progress=Progress::of(conversion)
                children=ToChildren::to_children(move || conversion_table(conversion))
            />
        </Card>
    }
    .into_any()
}

/// The open amount in each stage.
pub(in crate::features) fn by_stage(funnel: &Funnel) -> Plot {
    let unit = Unit::Money(funnel.currency);
    let rows = &funnel.rows;
    let point = |amount: Decimal, count: i64, filter: &str| {
        let point = unit.point(Some(amount), Some(extent::list(filter)));
        point.labelled(&format::number(count))
    };
    Plot {
        shape: Shape::Bars,
        unit,
        heading: tr!(field.stage),
        categories: rows.iter().map(|row| row.label.clone()).collect(),
        series: vec![Series {
            name: tr!(analytics.amount),
            color: "--chart-2",
            form: Form::Bar,
            points: rows.iter().map(|row| point(row.amount.0, row.count, &row.filter)).collect(),
        }],
        notes: rows
            .iter()
            .map(|row| {
                let weighted = format::money(row.weighted_amount.0, funnel.currency.code());
                vec![super::deals(row.count), tr!(analytics.weighted_is, amount = weighted)]
            })
            .collect(),
    }
}

/// How many deals came to each stage, and behind that how many did in the period before.
fn came(report: &Report<ConversionRow>, earlier: Option<&Report<ConversionRow>>) -> Plot {
    let rows = &report.rows;
    let point = |row: &ConversionRow| {
        let point = Unit::Count.point(Some(row.count.into()), Some(extent::list(&row.filter)));
        point.labelled(
            &row.rate.map(|rate| tr!(analytics.went_on, rate = format::percent(rate.0))).unwrap_or_default(),
        )
    };
    let before = |row: &ConversionRow| {
        let same = earlier?.rows.iter().find(|other| other.stage_id == row.stage_id)?;
        Some(Unit::Count.point(Some(same.count.into()), Some(extent::list(&same.filter))))
    };
    let note = |row: &ConversionRow| {
        let days = row.median_days.map(|days| tr!(analytics.median_is, days = format::decimal(days.0)));
        let lost = tr!(analytics.lost_from_here, count = format::number(row.lost_count));
        days.into_iter().chain([lost]).collect()
    };
    let series = |name: String, color, form, points| Series { name, color, form, points };
    Plot {
        shape: Shape::Bars,
        unit: Unit::Count,
        heading: tr!(field.stage),
        categories: rows.iter().map(|row| row.label.clone()).collect(),
        series: vec![
            series(tr!(analytics.came), "--chart-1", Form::Bar, rows.iter().map(point).collect()),
            series(
                tr!(analytics.came_before),
                "--chart-8",
                Form::Outline,
                rows.iter().map(|row| before(row).unwrap_or_else(Point::default)).collect(),
            ),
        ],
        notes: rows.iter().map(note).collect(),
    }
}

fn funnel_table(load: Load<Funnel>) -> AnyView {
    let columns = Signal::derive(|| {
        vec![
            Column { label: tr!(field.stage), is_numeric: false },
            Column { label: tr!(analytics.count), is_numeric: true },
            Column { label: tr!(analytics.amount), is_numeric: true },
            Column { label: tr!(analytics.weighted), is_numeric: true },
        ]
    });
    let row = |key: String, label: String, funnel: &Funnel, of: (i64, Decimal, Decimal), filter: &str| {
        let (count, amount, weighted) = of;
        let (unit, href) = (Unit::Money(funnel.currency), Some(extent::list(filter)));
        Row {
            key,
            cells: vec![
                Cell::text(label).opens(href.clone()),
                Cell::number(Some(count.into()), format::number(count)).opens(href),
                Cell::number(Some(amount), unit.full(amount)),
                Cell::number(Some(weighted), unit.full(weighted)),
            ],
        }
    };
    let rows = Signal::derive(move || {
        let rows = |funnel: &Funnel| {
            let rows = funnel.rows.iter().map(|stage| {
                let of = (stage.count, stage.amount.0, stage.weighted_amount.0);
                row(stage.stage_id.to_string(), stage.label.clone(), funnel, of, &stage.filter)
            });
            rows.collect::<Vec<_>>()
        };
        load.with(|funnel| funnel.map(rows)).unwrap_or_default()
    });
    let total = Signal::derive(move || {
        load.with(|funnel| {
            let funnel = funnel?;
            let all = &funnel.total;
            let of = (all.count, all.amount.0, all.weighted_amount.0);
            Some(row("total".to_owned(), tr!(analytics.total), funnel, of, &all.filter))
        })
    });
    view! { <ReportTable label=|| tr!(analytics.open_by_stage) columns rows total /> }.into_any()
}

fn conversion_table(load: Load<Report<ConversionRow>>) -> AnyView {
    let columns = Signal::derive(|| {
        let column = |label: String| Column { label, is_numeric: true };
        vec![
            Column { label: tr!(field.stage), is_numeric: false },
            column(tr!(analytics.came)),
            column(tr!(analytics.advanced)),
            column(tr!(analytics.rate)),
            column(tr!(analytics.lost)),
            column(tr!(analytics.present)),
            column(tr!(analytics.median_days)),
        ]
    });
    let count = |count: i64| Cell::number(Some(count.into()), format::number(count));
    let row = move |row: &ConversionRow| {
        let href = Some(extent::list(&row.filter));
        let rate = row.rate.map(|rate| rate.0);
        let days = row.median_days.map(|days| days.0);
        Row {
            key: row.stage_id.to_string(),
            cells: vec![
                Cell::text(row.label.clone()).opens(href.clone()),
                count(row.count).opens(href),
                count(row.advanced_count),
                Cell::number(rate, rate.map(format::percent).unwrap_or_default()),
                count(row.lost_count),
                count(row.present_count),
                Cell::number(days, days.map(format::decimal).unwrap_or_default()),
            ],
        }
    };
    let rows = Signal::derive(move || {
        load.with(|report| report.map(|report| report.rows.iter().map(row).collect::<Vec<_>>()))
            .unwrap_or_default()
    });
    view! { <ReportTable label=|| tr!(analytics.conversion) columns rows /> }.into_any()
}
