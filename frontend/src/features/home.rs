//! The first screen: how things stand, and what is to be done today.

mod deal;
mod figure;
mod task;

use chrono::Timelike;
use domain::access::Action;
use domain::analytics::Step;
use domain::{Kind, Right};
use kit::format;
use leptos::prelude::*;
use wire::analytics::{ForecastRow, Funnel, Report, WonRow};
use words::tr;

use super::analytics::{forecast, funnel, won};
use super::chart::{ChartCard, Size};
use super::extent::{self, Frame, PeriodPicker, PipelineChoice, PipelinePicker, ScopePicker};
use super::loaded::Progress;
use crate::api::{Load, analytics, session};
use deal::{ClosingDeals, RecentAccounts, StaleDeals};
use figure::Figures;
use task::Tasks;

/// The period where the address names none.
const USUAL: &str = "this_quarter";
/// How many months the forecast looks ahead.
const AHEAD: usize = 6;

/// The screen.
#[component]
pub(crate) fn Home() -> impl IntoView {
    let frame = Frame::new();
    let sells = session::may(Kind::Opportunity, Action::Read);
    let pickers = sells.then(|| {
        view! {
            <PeriodPicker frame usual=USUAL />
            <ScopePicker frame />
        }
    });
    let rest = if sells { dashboard(frame) } else { without_deals() };
    view! {
        <section class="home">
            <header class="page-head">
                <div class="home-greeting">
                    <h1 tabindex="-1">{greeting}</h1>
                    <p class="quiet">{move || format::day_full(format::today())}</p>
                </div>
                <div class="page-actions">{pickers}</div>
            </header>
            {rest}
        </section>
    }
    .into_any()
}

/// By the hour of the user's clock.
fn greeting() -> String {
    let name = session::me().map(|me| me.user.name.clone()).unwrap_or_default();
    let hour = format::clock(format::now()).get(..2).and_then(|hour| hour.parse().ok());
    match hour.unwrap_or_else(|| format::now().hour()) {
        5..12 => tr!(home.morning, name = name),
        12..18 => tr!(home.afternoon, name = name),
        _ => tr!(home.evening, name = name),
    }
}

fn dashboard(frame: Frame) -> AnyView {
    let forecast = analytics::load("forecast", move || frame.query(&[]));
    let won = analytics::load("won", move || {
        let last = extent::span(&frame.period(USUAL)).last;
        let first = extent::months_before(last, 11);
        frame.query(&[
            ("step", Step::Month.as_str()),
            ("from", &first.to_string()),
            ("to", &last.to_string()),
        ])
    });
    let tasks = session::may(Kind::Activity, Action::Read).then(|| view! { <Tasks /> });
    view! {
        <Figures frame forecast won />
        <div class="home-cards">
            {tasks}
            <FunnelCard frame />
            <WonCard won />
            <ForecastCard forecast />
            <ClosingDeals frame />
            <StaleDeals frame />
        </div>
    }
    .into_any()
}

/// For those who have nothing to do with deals.
fn without_deals() -> AnyView {
    let tasks = session::may(Kind::Activity, Action::Read).then(|| view! { <Tasks /> });
    let accounts = session::may(Kind::Account, Action::Read).then(|| view! { <RecentAccounts /> });
    let nothing = tasks.is_none() && accounts.is_none() && !session::has(Right::Audit);
    view! {
        <div class="home-cards">{tasks} {accounts}</div>
        <Show when=move || nothing>
            <p class="quiet">{move || tr!(home.nothing)}</p>
        </Show>
    }
    .into_any()
}

#[component]
fn FunnelCard(frame: Frame) -> impl IntoView {
    let load: Load<Funnel> =
        analytics::load("funnel", move || frame.query(&[("pipeline_id", &frame.pipeline())]));
    view! {
        <ChartCard
            title=|| tr!(home.funnel)
            note=move || load.with(|funnel| funnel.map(|funnel| tr!(analytics.open_now, currency = funnel.currency.to_string())).unwrap_or_default())
            progress=Progress::of(load)
            plot=Signal::derive(move || load.with(|report| report.map(funnel::by_stage)))
            size=Size::Small
            tools=move || view! { <PipelinePicker frame choice=PipelineChoice::One /> }
        />
    }
    .into_any()
}

#[component]
fn WonCard(won: Load<Report<WonRow>>) -> impl IntoView {
    let note = move || {
        won.with(|report| {
            let month = |day| format::month(day);
            let (from, to) = report.and_then(|report| Some((month(report.from?), month(report.to?))))?;
            let currency = report.map(|report| report.currency.to_string()).unwrap_or_default();
            Some(tr!(analytics.months_in, from = from, to = to, currency = currency))
        })
        .unwrap_or_default()
    };
    view! {
        <ChartCard
            title=|| tr!(home.won)
            note
            progress=Progress::of(won)
            plot=Signal::derive(move || won.with(|report| report.map(|report| won::plot(report, Step::Month))))
            size=Size::Small
        />
    }
    .into_any()
}

#[component]
fn ForecastCard(forecast: Load<Report<ForecastRow>>) -> impl IntoView {
    let note = move || {
        forecast
            .with(|report| {
                report.map(|report| tr!(analytics.from_now_in, currency = report.currency.to_string()))
            })
            .unwrap_or_default()
    };
    view! {
        <ChartCard
            title=|| tr!(home.forecast)
            note
            progress=Progress::of(forecast)
            plot=Signal::derive(move || forecast.with(|report| report.map(|report| forecast::plot(report, AHEAD))))
            size=Size::Small
            foot=move || forecast::rest(forecast)
        />
    }
    .into_any()
}
