//! Short lists: deals that need a look, and customers that were in hand.

use std::future::pending;

use chrono::Days;
use kit::{Badge, ButtonKind, Card, Empty, EmptyKind, LinkButton, Tone, format};
use leptos::prelude::*;
use wire::ListQuery;
use words::{Word, tr, word};

use crate::api::records::{self, Record, Records};
use crate::api::{Load, changes, names};
use crate::features::account::ACCOUNT;
use crate::features::extent::Frame;
use crate::features::loaded::{Loaded, Progress};
use crate::features::opportunity::OPPORTUNITY;
use crate::record::{Entity, cell};

/// How many are shown; the rest is a link.
const SHOWN: u32 = 6;

/// Open deals expected to be decided in the next 30 days.
#[component]
pub(super) fn ClosingDeals(frame: Frame) -> impl IntoView {
    let filter = "outcome=open&expected_close_date__within=next_30_days&sort=expected_close_date";
    let query = Signal::derive(move || frame.narrowed(filter));
    let when = |record: &Record| {
        let day = record.text("expected_close_date")?.parse().ok()?;
        Some(view! { <time title=format::day(day)>{move || format::relative_day(day)}</time> }.into_any())
    };
    let words = Words { title: word!(home.closing), empty: word!(home.no_closing) };
    list(&OPPORTUNITY, query, words, when)
}

/// Open deals that nobody has moved for long, or for nearly as long.
#[component]
pub(super) fn StaleDeals(frame: Frame) -> impl IntoView {
    let soon = format::today().checked_add_days(Days::new(7)).unwrap_or_else(format::today);
    let filter = format!("outcome=open&rots_at__lt={soon}T00:00:00Z&sort=rots_at");
    let query = Signal::derive(move || frame.narrowed(&filter));
    let when = |record: &Record| {
        let at = record.text("rots_at")?.parse().ok()?;
        let (label, tone): (Word, Tone) = if at < format::now() {
            (word!(home.stale), Tone::Warning)
        } else {
            (word!(home.soon_stale), Tone::Neutral)
        };
        Some(view! { <span title=format::instant_long(at)><Badge label tone dot=true /></span> }.into_any())
    };
    let words = Words { title: word!(home.going_stale), empty: word!(home.none_stale) };
    list(&OPPORTUNITY, query, words, when)
}

/// The accounts that were changed last.
#[component]
pub(super) fn RecentAccounts() -> impl IntoView {
    let query = Signal::derive(|| Some("sort=-updated_at".to_owned()));
    let when = |record: &Record| record.text("updated_at").map(cell::moment);
    let words = Words { title: word!(home.accounts), empty: word!(home.no_accounts) };
    list(&ACCOUNT, query, words, when)
}

/// What a card says.
#[derive(Clone, Copy)]
struct Words {
    title: Word,
    empty: Word,
}

/// A card of records; `when` is what stands at the end of a row.
fn list(
    entity: &'static Entity,
    query: Signal<Option<String>>,
    words: Words,
    when: fn(&Record) -> Option<AnyView>,
) -> AnyView {
    let load = Load::new(move || {
        changes::follow(entity.kind);
        let query = query.get();
        async move {
            let Some(query) = query else { return pending().await };
            let query = ListQuery { limit: SHOWN, ..ListQuery::parse(&query).unwrap_or_default() };
            records::list(entity, &query).await
        }
    });
    let href = Signal::derive(move || {
        let query = query.get().unwrap_or_default();
        format!("{}?{query}", entity.list_href())
    });
    let rows = move || {
        load.with(|records: Option<&Records>| records.map(|records| records.rows.clone())).unwrap_or_default()
    };
    let content = move || {
        let is_empty = move || rows().is_empty();
        view! {
            <Show
                when=move || !is_empty()
                fallback=move || view! { <Empty kind=EmptyKind::NoMatch icon=entity.icon title=words.empty /> }
            >
                <ul>
                    <For each=rows key=|record| (record.id(), record.version()) children=move |record| row(entity, &record, when) />
                </ul>
            </Show>
        }
    };
    view! {
        <Card
            title=words.title
            actions=move || view! { <LinkButton href label=|| tr!(home.see_all) kind=ButtonKind::Ghost small=true /> }
        >
            <div class="home-list" data-size="small">
                <Loaded progress=Progress::of(load) children=ToChildren::to_children(content) />
            </div>
        </Card>
    }
    .into_any()
}

fn row(entity: &'static Entity, record: &Record, when: fn(&Record) -> Option<AnyView>) -> AnyView {
    let name = cell::name_of(entity, record);
    let beside = record.id_in("account_id").and_then(names::of);
    let amount = record
        .text("amount")
        .map(|amount| cell::money(amount.to_owned(), record.text("currency").unwrap_or_default().to_owned()));
    view! {
        <li class="home-deal">
            <a class="record-link cut" href=entity.href(record.id())>{name}</a>
            <span class="home-beside cut">{beside}</span>
            <span class="home-amount">{amount}</span>
            <span class="home-when">{when(record)}</span>
        </li>
    }
    .into_any()
}
