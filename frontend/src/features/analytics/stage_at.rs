//! Where deals stood at the end of a day.

use kit::{Card, DateInput, format};
use leptos::prelude::*;
use wire::analytics::{Report, StageAtRow};
use words::tr;

use crate::api::{Load, analytics};
use crate::features::chart::{ChartCard, Form, Plot, Series, Shape, Size, Unit};
use crate::features::extent::{self, Frame};
use crate::features::loaded::{Loaded, Progress};
use crate::features::report_table::{Cell, Column, ReportTable, Row};
use crate::features::value_list::OUTCOME;

/// The tab.
pub(super) fn draw(frame: Frame) -> AnyView {
    let today = format::today().to_string();
    let usual = today.clone();
    let day = Memo::new(move |_| {
        frame.extent.with(|extent| extent.get("day").map_or_else(|| usual.clone(), str::to_owned))
    });
    let load: Load<Report<StageAtRow>> = analytics::load("stages-at", move || {
        frame.query(&[("day", &day.get()), ("pipeline_id", &frame.pipeline())])
    });
    let choose = Callback::new(move |day: String| {
        frame.go(frame.extent.get_untracked().with("day", &day));
    });
    let tools = move || {
        view! { <DateInput value=day on_change=choose max=today.clone() label=|| tr!(analytics.day) /> }
    };
    let note = move || {
        let currency =
            load.with(|report| report.map(|report| report.currency.to_string())).unwrap_or_default();
        tr!(analytics.stood_on, day = day.get(), currency = currency)
    };
    view! {
        <ChartCard
            title=|| tr!(analytics.open_by_stage)
            note
            progress=Progress::of(load)
            plot=Signal::derive(move || load.with(|report| report.map(plot)))
            size=Size::Large
            tools
        />
        <Card title=|| tr!(analytics.in_figures) flush=true>
            <Loaded progress=Progress::of(load) children=ToChildren::to_children(move || table(load)) />
        </Card>
    }
    .into_any()
}

/// The open stages; the closed ones hold everything that ever ended and would dwarf them.
fn plot(report: &Report<StageAtRow>) -> Plot {
    let unit = Unit::Money(report.currency);
    let rows = || report.rows.iter().filter(|row| row.outcome == domain::opportunity::Outcome::Open);
    let point = |row: &StageAtRow| {
        let point = unit.point(Some(row.amount.0), Some(extent::list(&row.filter)));
        point.labelled(&format::number(row.count))
    };
    Plot {
        shape: Shape::Bars,
        unit,
        heading: tr!(field.stage),
        categories: rows().map(|row| row.label.clone()).collect(),
        series: vec![Series {
            name: tr!(analytics.amount),
            color: "--chart-2",
            form: Form::Bar,
            points: rows().map(point).collect(),
        }],
        notes: rows().map(|row| vec![super::deals(row.count)]).collect(),
    }
}

fn table(load: Load<Report<StageAtRow>>) -> AnyView {
    let columns = Signal::derive(|| {
        vec![
            Column { label: tr!(field.stage), is_numeric: false },
            Column { label: tr!(field.outcome), is_numeric: false },
            Column { label: tr!(analytics.count), is_numeric: true },
            Column { label: tr!(analytics.amount), is_numeric: true },
        ]
    });
    let rows = Signal::derive(move || {
        let draw = |report: &Report<StageAtRow>| {
            let unit = Unit::Money(report.currency);
            let row = |row: &StageAtRow| {
                let href = Some(extent::list(&row.filter));
                let outcome = OUTCOME.iter().find(|outcome| outcome.value == row.outcome.as_str());
                Row {
                    key: row.stage_id.to_string(),
                    cells: vec![
                        Cell::text(row.label.clone()).opens(href.clone()),
                        Cell::text(outcome.map(|outcome| (outcome.label)()).unwrap_or_default()),
                        Cell::number(Some(row.count.into()), format::number(row.count)).opens(href),
                        Cell::number(Some(row.amount.0), unit.full(row.amount.0)),
                    ],
                }
            };
            report.rows.iter().map(row).collect::<Vec<_>>()
        };
        load.with(|report| report.map(draw)).unwrap_or_default()
    });
    view! { <ReportTable label=|| tr!(analytics.stages_at) columns rows /> }.into_any()
}
