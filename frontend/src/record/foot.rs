//! The foot of a list: how many records there are, the pages before and after, and what they come to.

use std::collections::BTreeSet;

use kit::{Pager, format};
use leptos::prelude::*;
use wire::ListQuery;
use wire::resource::Sum;
use words::{Word, tr};

use super::list_page::List;
use super::{Entity, Field, cell};
use crate::api::{Load, changes, records};

/// How many records there are, and the pages before and after.
#[component]
pub(super) fn Foot(list: List) -> impl IntoView {
    let info =
        move || list.data.with(|records| records.map(|records| (records.rows.len(), records.page.clone())));
    let text = move || {
        let Some((shown, page)) = info() else { return String::new() };
        let before = list.state.with(|state| state.before);
        let last = before + u64::try_from(shown).unwrap_or_default();
        if shown == 0 {
            return String::new();
        }
        let range = format!("{}–{}", count(before + 1), count(last));
        match page.total {
            Some(total) if page.total_is_capped => {
                tr!(list.range_of_more, range = range, total = format::number(total))
            }
            Some(total) => tr!(list.range_of, range = range, total = format::number(total)),
            None => range,
        }
    };
    let next = Callback::new(move |()| {
        let cursor = untrack(|| {
            list.data.with(|records| records.and_then(|records| records.page.next_cursor.clone()))
        });
        let shown = untrack(|| list.data.with(|records| records.map_or(0, |records| records.rows.len())));
        let Some(cursor) = cursor else { return };
        let mut state = list.state.get_untracked();
        list.trail.update(|trail| trail.push(state.clone()));
        state.before += u64::try_from(shown).unwrap_or_default();
        state.query.cursor = Some(cursor);
        list.go(state);
    });
    let previous = Callback::new(move |()| {
        // A page that was opened by a link has none before it that is known, and begins again.
        let state = list.state.get_untracked();
        let mut before = None;
        list.trail.update(|trail| {
            trail.retain(|page| page.before < state.before);
            before = trail.pop();
        });
        list.go(before.unwrap_or_else(|| state.first_page()));
    });
    view! {
        <footer class="list-foot">
            <Pager
                has_previous=Signal::derive(move || list.state.with(|state| state.before > 0))
                has_next=Signal::derive(move || info().is_some_and(|(_, page)| page.has_more))
                on_previous=previous
                on_next=next
                text=text
            />
            <Sums list />
        </footer>
    }
    .into_any()
}

fn count(number: u64) -> String {
    format::number(i64::try_from(number).unwrap_or(i64::MAX))
}

/// What the numbers of the shown columns come to, on all pages together. It is asked for by itself: to add up a long
/// list takes longer than to show a page of it.
#[component]
fn Sums(list: List) -> impl IntoView {
    let entity = list.entity;
    let columns = Memo::new(move |_| list.state.with(|state| state.columns_of(entity)));
    let query = Memo::new(move |_| {
        let summed =
            columns.with(|columns| summed(entity, columns).map(|field| field.sum.to_owned()).collect());
        list.state.with(|state| ListQuery {
            q: state.query.q.clone(),
            filter: state.query.filter.clone(),
            limit: 1,
            sum: summed,
            fields: Some(vec![entity.name.to_owned()]),
            ..ListQuery::default()
        })
    });
    let sums = Load::new(move || {
        changes::follow(entity.kind);
        let query = query.get();
        async move {
            match query.sum.is_empty() {
                true => Ok(Vec::new()),
                false => records::list(entity, &query).await.map(|records| records.page.sums),
            }
        }
    });
    let is_empty = Memo::new(move |_| list.data.with(|records| records.is_none_or(|it| it.rows.is_empty())));
    let shown = move || {
        let sums = sums.get().filter(|_| sums.failure().is_none() && !is_empty.get())?;
        let label = |sum: &Sum| {
            columns.with(|columns| Some(summed(entity, columns).find(|field| field.sum == sum.field)?.label))
        };
        Some(sums.iter().filter_map(|sum| Some(one(label(sum)?, sum))).collect_view())
    };
    view! { <dl class="list-sums" data-loading=move || sums.is_loading().to_string()>{shown}</dl> }.into_any()
}

/// Of these columns, those that the list can add up; of several with the same sum the first.
fn summed(entity: &Entity, columns: &[String]) -> impl Iterator<Item = &'static Field> {
    let mut seen = BTreeSet::new();
    let fields = columns.iter().filter_map(|name| entity.field(name));
    fields.filter(move |field| entity.fact(field.sum).is_summed && seen.insert(field.sum))
}

fn one(label: Word, sum: &Sum) -> AnyView {
    let value = sum.value.0;
    let (name, figure) = match sum.currency {
        Some(currency) => {
            let code = currency.code();
            let name = tr!(list.sum_of_money, field = label(), currency = code);
            (name, cell::money(value.to_string(), code.to_owned()))
        }
        None => (
            tr!(list.sum_of, field = label()),
            view! { <span class="number">{move || format::decimal(value)}</span> }.into_any(),
        ),
    };
    view! { <div class="list-sum"><dt>{name}</dt><dd>{figure}</dd></div> }.into_any()
}
