//! The row of figures at the head.

use domain::analytics::Dimension;
use kit::{Button, Figure, Skeleton, SkeletonShape, Trend, format};
use leptos::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use wire::analytics::{ForecastRow, PerformanceRow, Report, WonRow};
use words::{Word, tr, word};

use super::USUAL;
use crate::api::{Failure, Load, analytics, changes};
use crate::features::extent::{self, Frame};

/// What was closed in the period, and in the one before it.
#[derive(Clone)]
struct Closed {
    now: Report<PerformanceRow>,
    before: Report<PerformanceRow>,
}

/// A figure as it is shown.
#[derive(Clone, PartialEq)]
struct Shown {
    /// How many deals it is made of.
    count: i64,
    value: String,
    full: String,
    change: Option<(Trend, String)>,
    history: Vec<f64>,
    href: String,
}

/// Four figures, each with the list behind it.
#[component]
pub(super) fn Figures(
    frame: Frame,
    forecast: Load<Report<ForecastRow>>,
    won: Load<Report<WonRow>>,
) -> impl IntoView {
    let closed = Load::new(move || {
        changes::follow(domain::Kind::Opportunity);
        let period = frame.period(USUAL);
        let by = ("by", Dimension::None.as_str());
        let now = frame.query(&[by, ("period", &period)]);
        let before = extent::before(extent::span(&period)).and_then(|before| {
            let (first, last) = (before.first.to_string(), before.last.to_string());
            frame.query(&[by, ("from", &first), ("to", &last)])
        });
        async move {
            let (Some(now), Some(before)) = (now, before) else { return std::future::pending().await };
            let (now, before) = futures_util::future::join(
                analytics::report("performance", &now),
                analytics::report("performance", &before),
            )
            .await;
            Ok::<_, Failure>(Closed { now: now?, before: before? })
        }
    });
    let open_sum = Signal::derive(move || {
        forecast.with(|report| report.map(|report| open(frame, report, |row| row.amount.0)))
    });
    let weighted = Signal::derive(move || {
        forecast.with(|report| report.map(|report| open(frame, report, |row| row.weighted_amount.0)))
    });
    let won_shown = Signal::derive(move || {
        let history = won.with(|report| report.map(history)).unwrap_or_default();
        closed.with(|closed| closed.and_then(|closed| won_in(frame, closed, history)))
    });
    let rate = Signal::derive(move || closed.with(|closed| closed.and_then(win_rate)));
    view! {
        <div class="home-figures">
            {slot(word!(home.open), open_sum, forecast)} {slot(word!(home.weighted), weighted, forecast)}
            {slot(word!(home.won_in_period), won_shown, closed)} {slot(word!(home.win_rate), rate, closed)}
        </div>
    }
    .into_any()
}

/// A figure, or that it is on its way, or why it does not come.
fn slot<T: Clone + Send + Sync + 'static>(
    label: Word,
    shown: Signal<Option<Shown>>,
    load: Load<T>,
) -> impl IntoView {
    let shown = Memo::new(move |_| shown.get());
    let failure = Memo::new(move |_| load.failure());
    move || {
        match (shown.get(), failure.get()) {
        (_, Some(failure)) => view! {
            <div class="figure" role="group" aria-label=label>
                <span class="figure-label">{label}</span>
                <span class="figure-failure">{move || failure.words()}</span>
                <Button label=|| tr!(loaded.retry) small=true on_press=Callback::new(move |()| load.again()) />
            </div>
        }
        .into_any(),
        (None, None) => view! {
            <div class="figure">
                <span class="figure-label">{label}</span>
                <Skeleton shape=SkeletonShape::Text />
            </div>
        }
        .into_any(),
        (Some(Shown { count, value, full, change, history, href }), None) => view! {
            <Figure
                label=move || tr!(home.counted, label = label(), count = format::number(count))
                value=Signal::stored(value) full change=Signal::stored(change) history=Signal::stored(history) href />
        }
        .into_any(),
    }
    }
}

/// All open deals: those expected in some month, the overdue and those without a date.
fn open(frame: Frame, report: &Report<ForecastRow>, amount: fn(&ForecastRow) -> Decimal) -> Shown {
    let currency = report.currency.to_string();
    let sum: Decimal = report.rows.iter().map(amount).sum();
    Shown {
        count: report.rows.iter().map(|row| row.count).sum(),
        value: format::money_compact(sum, &currency),
        full: format::money(sum, &currency),
        change: None,
        history: Vec::new(),
        href: extent::list(&frame.narrowed("outcome=open").unwrap_or_default()),
    }
}

fn won_in(frame: Frame, closed: &Closed, history: Vec<f64>) -> Option<Shown> {
    let (now, before) = (closed.now.rows.first()?, closed.before.rows.first()?);
    let currency = closed.now.currency.to_string();
    let (amount, earlier) = (now.won_amount.0, before.won_amount.0);
    let share = (amount - earlier).checked_div(earlier);
    let (from, to) = (closed.now.from?, closed.now.to?);
    Some(Shown {
        count: now.won_count,
        value: format::money_compact(amount, &currency),
        full: format::money(amount, &currency),
        change: Some(change(
            amount,
            earlier,
            share.map(|share| format::percent(share.abs())),
            format::money_compact(earlier, &currency),
        )),
        history,
        href: extent::list(&frame.narrowed(&format!("outcome=won&closed_on__between={from},{to}"))?),
    })
}

fn win_rate(closed: &Closed) -> Option<Shown> {
    let (now, before) = (closed.now.rows.first()?, closed.before.rows.first()?);
    let rate = |row: &PerformanceRow| row.win_rate.map(|rate| rate.0);
    let shown = |rate: Option<Decimal>| rate.map_or_else(|| "—".to_owned(), format::percent);
    let change = rate(now).zip(rate(before)).map(|(now, before)| {
        let points = ((now - before) * Decimal::ONE_HUNDRED).round_dp(1).abs().normalize();
        let points = tr!(home.points, points = format::decimal(points));
        change(now, before, Some(points), shown(Some(before)))
    });
    Some(Shown {
        count: now.count,
        value: shown(rate(now)),
        full: tr!(
            home.won_of_closed,
            won = format::number(now.won_count),
            closed = format::number(now.count)
        ),
        change,
        history: Vec::new(),
        href: extent::list(&now.filter),
    })
}

/// How a figure changed since the period before: by how much, and what it was.
fn change(now: Decimal, before: Decimal, by: Option<String>, was: String) -> (Trend, String) {
    let trend = match now.cmp(&before) {
        std::cmp::Ordering::Greater => Trend::Up,
        std::cmp::Ordering::Less => Trend::Down,
        std::cmp::Ordering::Equal => Trend::Same,
    };
    let text = match by {
        Some(by) => tr!(home.changed_by, by = by, was = was),
        None => tr!(home.was, was = was),
    };
    (trend, text)
}

fn history(report: &Report<WonRow>) -> Vec<f64> {
    report.rows.iter().map(|row| row.amount.0.to_f64().unwrap_or_default()).collect()
}
