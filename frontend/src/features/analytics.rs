//! Reports on deals: each a tab with an address of its own, all about the same deals and days.

pub(super) mod forecast;
pub(super) mod funnel;
mod loss_reason;
mod performance;
mod stage_at;
pub(super) mod won;

use domain::Kind;
use domain::access::Action;
use kit::{Empty, EmptyKind, Tab, Tabs};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use words::{Word, tr, word};

use super::extent::{Frame, PeriodPicker, PipelineChoice, PipelinePicker, ScopePicker};
use crate::api::session;
use crate::record::{AddFilter, FilterBar};

/// The period where the address names none.
const USUAL: &str = "this_year";

/// A report.
struct Report {
    /// Its name in the address.
    id: &'static str,
    label: Word,
    /// Whether days can be chosen.
    has_period: bool,
    pipeline: PipelineChoice,
    draw: fn(Frame) -> AnyView,
}

static REPORTS: [Report; 6] = [
    Report {
        id: "funnel",
        label: word!(analytics.funnel),
        has_period: true,
        pipeline: PipelineChoice::One,
        draw: funnel::draw,
    },
    Report {
        id: "won",
        label: word!(analytics.won),
        has_period: true,
        pipeline: PipelineChoice::OneOrAll,
        draw: won::draw,
    },
    Report {
        id: "forecast",
        label: word!(analytics.forecast),
        has_period: false,
        pipeline: PipelineChoice::OneOrAll,
        draw: forecast::draw,
    },
    Report {
        id: "performance",
        label: word!(analytics.performance),
        has_period: true,
        pipeline: PipelineChoice::OneOrAll,
        draw: performance::draw,
    },
    Report {
        id: "loss-reasons",
        label: word!(analytics.loss_reasons),
        has_period: true,
        pipeline: PipelineChoice::OneOrAll,
        draw: loss_reason::draw,
    },
    Report {
        id: "stages-at",
        label: word!(analytics.stages_at),
        has_period: false,
        pipeline: PipelineChoice::One,
        draw: stage_at::draw,
    },
];

/// The screen; without a name in the address, the first report.
#[component]
pub(crate) fn Analytics() -> impl IntoView {
    let params = use_params_map();
    let name = Memo::new(move |_| params.read().get("report"));
    move || {
        let named = |name: String| REPORTS.iter().find(|report| report.id == name);
        let report = name.get().map_or_else(|| REPORTS.first(), named);
        match report {
            Some(_) if !session::may(Kind::Opportunity, Action::Read) => view! {
                <Empty kind=EmptyKind::NoPermission title=|| tr!(not_allowed.title) body=|| tr!(not_allowed.text) />
            }
            .into_any(),
            Some(report) => screen(report),
            None => view! {
                <Empty kind=EmptyKind::NoMatch title=|| tr!(not_found.title) body=|| tr!(not_found.text) />
            }
            .into_any(),
        }
    }
}

fn screen(report: &'static Report) -> AnyView {
    let frame = Frame::new();
    let tabs = Signal::derive(|| {
        REPORTS.iter().map(|report| Tab::new(report.id, (report.label)())).collect::<Vec<_>>()
    });
    // The deals and the days stay the same from tab to tab. An address is asked for where it can be followed.
    let rest = Memo::new(move |_| frame.extent.with(|extent| extent.print()));
    let links = move || {
        let rest = rest.get();
        let href = Callback::new(move |id: String| {
            format!("/analytics/{id}?{rest}").trim_end_matches('?').to_owned()
        });
        view! { <Tabs tabs selected=report.id.to_owned() href label=|| tr!(analytics.reports) /> }
    };
    view! {
        <section class="analytics" data-report=report.id>
            <header class="page-head">
                <h1 tabindex="-1">{move || tr!(nav.analytics)}</h1>
                <div class="page-actions">
                    {report.has_period.then(|| view! { <PeriodPicker frame usual=USUAL /> })}
                    <ScopePicker frame />
                    <PipelinePicker frame choice=report.pipeline />
                    <AddFilter filters=frame.filters() />
                </div>
            </header>
            {links}
            <FilterBar filters=frame.filters() />
            {(report.draw)(frame)}
        </section>
    }
    .into_any()
}

/// Deals counted, in words.
pub(super) fn deals(count: i64) -> String {
    let number = kit::format::number(count);
    if count == 1 { tr!(analytics.deals_1, count = number) } else { tr!(analytics.deals_n, count = number) }
}
