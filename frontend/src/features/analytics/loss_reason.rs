//! Why deals were lost.

use kit::{Card, format};
use leptos::prelude::*;
use wire::analytics::{LossReasonRow, Report};
use words::tr;

use super::USUAL;
use crate::api::{Load, analytics};
use crate::features::chart::{ChartCard, Form, Plot, Series, Shape, Size, Unit};
use crate::features::extent::{self, Frame, period_words};
use crate::features::loaded::{Loaded, Progress};
use crate::features::report_table::{Cell, Column, ReportTable, Row};

/// The tab.
pub(super) fn draw(frame: Frame) -> AnyView {
    let load: Load<Report<LossReasonRow>> = analytics::load("loss-reasons", move || {
        frame.query(&[("period", &frame.period(USUAL)), ("pipeline_id", &frame.pipeline())])
    });
    view! {
        <ChartCard
            title=|| tr!(analytics.loss_reasons)
            note=move || tr!(analytics.deals_in, period = period_words(&frame.period(USUAL)))
            progress=Progress::of(load)
            plot=Signal::derive(move || load.with(|report| report.map(plot)))
            size=Size::Large
        />
        <Card title=|| tr!(analytics.in_figures) flush=true>
            <Loaded progress=Progress::of(load) children=ToChildren::to_children(move || table(load)) />
        </Card>
    }
    .into_any()
}

fn name(row: &LossReasonRow) -> String {
    row.label.clone().unwrap_or_else(|| tr!(analytics.not_set))
}

fn plot(report: &Report<LossReasonRow>) -> Plot {
    let rows = &report.rows;
    let point = |row: &LossReasonRow| {
        let point = Unit::Count.point(Some(row.count.into()), Some(extent::list(&row.filter)));
        point.labelled(&row.count_share.map(|share| format::percent(share.0)).unwrap_or_default())
    };
    Plot {
        shape: Shape::Bars,
        unit: Unit::Count,
        heading: tr!(field.loss_reason),
        categories: rows.iter().map(name).collect(),
        series: vec![Series {
            name: tr!(analytics.lost),
            color: "--chart-3",
            form: Form::Bar,
            points: rows.iter().map(point).collect(),
        }],
        notes: rows.iter().map(|row| vec![format::money(row.amount.0, report.currency.code())]).collect(),
    }
}

fn table(load: Load<Report<LossReasonRow>>) -> AnyView {
    let columns = Signal::derive(|| {
        let column = |label: String| Column { label, is_numeric: true };
        vec![
            Column { label: tr!(field.loss_reason), is_numeric: false },
            column(tr!(analytics.count)),
            column(tr!(analytics.count_share)),
            column(tr!(analytics.amount)),
            column(tr!(analytics.amount_share)),
        ]
    });
    let rows = Signal::derive(move || {
        let draw = |report: &Report<LossReasonRow>| {
            let unit = Unit::Money(report.currency);
            let share = |share: Option<domain::Fraction>| {
                let share = share.map(|share| share.0);
                Cell::number(share, share.map(format::percent).unwrap_or_default())
            };
            let row = |row: &LossReasonRow| {
                let href = Some(extent::list(&row.filter));
                Row {
                    key: row.loss_reason_id.map(|id| id.to_string()).unwrap_or_default(),
                    cells: vec![
                        Cell::text(name(row)).opens(href.clone()),
                        Cell::number(Some(row.count.into()), format::number(row.count)).opens(href),
                        share(row.count_share),
                        Cell::number(Some(row.amount.0), unit.full(row.amount.0)),
                        share(row.amount_share),
                    ],
                }
            };
            report.rows.iter().map(row).collect::<Vec<_>>()
        };
        load.with(|report| report.map(draw)).unwrap_or_default()
    });
    view! { <ReportTable label=|| tr!(analytics.loss_reasons) columns rows /> }.into_any()
}
