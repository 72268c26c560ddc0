//! What the columns add up to, as the report on the funnel says: never what the cards on the screen add up to.

use domain::PipelineId;
use domain::opportunity::Outcome;
use kit::format;
use leptos::prelude::*;
use rust_decimal::Decimal;
use uuid::Uuid;
use wire::ListQuery;
use wire::analytics::Funnel;
use words::tr;

use super::Board;
use super::cards::Cards;
use super::column::Column;
use crate::api::records::Record;
use crate::api::{Failure, Request};
use crate::features::opportunity::OPPORTUNITY;
use crate::record::state::ListState;

/// What some deals add up to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sums {
    pub(super) count: i64,
    amount: Decimal,
    weighted: Decimal,
    currency: String,
    /// The list of the deals.
    href: String,
}

/// Where the report is; None where its grammar has no words for the filter, or nothing is to be reported on.
pub(super) fn path(state: &ListState, pipeline: Option<PipelineId>) -> Option<String> {
    let query =
        ListQuery { q: state.query.q.clone(), filter: state.query.filter.clone(), ..ListQuery::default() };
    let query = query.to_query()?;
    let parts = [format!("pipeline_id={}", pipeline?), query];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Some(format!("analytics/funnel?{}", parts.join("&")))
}

/// The report.
pub(super) async fn fetch(path: Option<String>) -> Result<Option<Funnel>, Failure> {
    match path {
        Some(path) => Request::get(path).read().await.map(Some),
        None => Ok(None),
    }
}

/// What it says of a stage.
pub(super) fn of_stage(funnel: &Funnel, stage: Uuid) -> Option<Sums> {
    let row = funnel.rows.iter().find(|row| row.stage_id.0 == stage)?;
    Some(Sums {
        count: row.count,
        amount: row.amount.0,
        weighted: row.weighted_amount.0,
        currency: funnel.currency.code().to_owned(),
        href: href(&row.filter),
    })
}

fn total(funnel: &Funnel) -> Sums {
    Sums {
        count: funnel.total.count,
        amount: funnel.total.amount.0,
        weighted: funnel.total.weighted_amount.0,
        currency: funnel.currency.code().to_owned(),
        href: href(&funnel.total.filter),
    }
}

fn href(filter: &str) -> String {
    format!("{}?{filter}", OPPORTUNITY.list_href())
}

fn base_amount(deal: &Record) -> Decimal {
    deal.text("base_amount").and_then(|amount| amount.parse().ok()).unwrap_or_default()
}

/// Counts a deal that has just moved. Numbers and amounts are exact; the weighted amount is rounded once for all deals
/// of a stage, and waits for the server.
pub(super) fn shift(funnel: &mut Option<Funnel>, from: Uuid, to: Uuid, deal: &Record) {
    let Some(funnel) = funnel else { return };
    let amount = base_amount(deal);
    let mut change = 0;
    for row in &mut funnel.rows {
        if row.stage_id.0 == from {
            row.count -= 1;
            row.amount.0 -= amount;
            change -= 1;
        } else if row.stage_id.0 == to {
            row.count += 1;
            row.amount.0 += amount;
            change += 1;
        }
    }
    funnel.total.count += change;
    funnel.total.amount.0 += amount * Decimal::from(change);
}

/// The sums of a column while a card hangs over it, or over another and comes from it.
fn with_lifted(board: Board, column: Column) -> Option<Sums> {
    let mut sums = board.cards.sums(column.id)?;
    let id = column.id.to_string();
    let Some(lifted) = board.drag.lifted().filter(|lifted| lifted.from.column != lifted.over.column) else {
        return Some(sums);
    };
    let amount = board.cards.lifted_amount(&lifted);
    if lifted.from.column == id {
        sums.count -= 1;
        sums.amount -= amount;
    } else if lifted.over.column == id {
        sums.count += 1;
        sums.amount += amount;
    }
    Some(sums)
}

impl Cards {
    fn lifted_amount(self, lifted: &kit::Lifted) -> Decimal {
        let deal = lifted.card.parse().ok().and_then(|deal| self.find(deal));
        deal.map(|(.., record)| base_amount(&record)).unwrap_or_default()
    }
}

/// How many deals a column has.
#[component]
pub(super) fn Count(board: Board, column: Column) -> impl IntoView {
    let count = Memo::new(move |_| with_lifted(board, column).map(|sums| sums.count));
    move || count.get().map(|count| view! { <span class="count">{format::number(count)}</span> })
}

/// What the deals of an open column add up to; the figures lead to the list of the deals.
#[component]
pub(super) fn ColumnSums(board: Board, column: Column) -> impl IntoView {
    let sums = Memo::new(move |_| with_lifted(board, column));
    let is_unsettled = move || board.cards.pending.get() > 0 || board.cards.funnel.is_loading();
    let line = move || match sums.get() {
        Some(sums) => figures(&sums).into_any(),
        None if column.outcome() != Outcome::Open => ().into_any(),
        None => view! { <span class="board-sums-wait" aria-hidden="true"></span> }.into_any(),
    };
    view! { <p class="board-sums" data-unsettled=move || is_unsettled().then_some("")>{line}</p> }.into_any()
}

/// What all open deals of the pipeline add up to.
#[component]
pub(super) fn Strip(cards: Cards) -> impl IntoView {
    let sums = Memo::new(move |_| cards.funnel.with(|funnel| Some(total(funnel?.as_ref()?))));
    let is_refused = Memo::new(move |_| cards.funnel.with(|funnel| matches!(funnel, Some(None))));
    let is_unsettled = move || cards.pending.get() > 0 || cards.funnel.is_loading();
    let line = move || match sums.get() {
        Some(sums) => {
            let count = sums.count;
            let deals = move || {
                if count == 1 {
                    tr!(board.deals_1)
                } else {
                    tr!(board.deals_n, count = format::number(count))
                }
            };
            view! {
                <a class="quiet-link" href=sums.href.clone()>{deals}</a>
                <span aria-hidden="true">"·"</span>
                {figures(&sums)}
            }
            .into_any()
        }
        None if is_refused.get() => {
            view! { <span class="quiet">{move || tr!(board.no_sums)}</span> }.into_any()
        }
        None => ().into_any(),
    };
    view! { <p class="board-strip" data-unsettled=move || is_unsettled().then_some("")>{line}</p> }.into_any()
}

fn figures(sums: &Sums) -> impl IntoView + use<> {
    let Sums { amount, weighted, href, currency, .. } = sums.clone();
    let full = |amount: Decimal, currency: &str| format::money(amount, currency);
    let compact = |amount: Decimal, currency: &str| format::money_compact(amount, currency);
    let code = StoredValue::new(currency);
    let shown = move |amount: Decimal, how: fn(Decimal, &str) -> String| {
        code.try_with_value(|code| how(amount, code)).unwrap_or_default()
    };
    view! {
        <a
            class="number quiet-link"
            href=href
            title=move || shown(amount, full)
            data-sum="amount"
            data-value=amount.to_string()
        >
            {move || shown(amount, compact)}
        </a>
        <span
            class="board-weighted number"
            title=move || tr!(board.weighted_full, amount = shown(weighted, full))
            data-sum="weighted"
            data-value=weighted.to_string()
        >
            {move || tr!(board.weighted, amount = shown(weighted, compact))}
        </span>
    }
}
