//! The filters of a list as chips: each can be changed, removed, and given an alternative.

use std::collections::BTreeMap;

use domain::Kind;
use kit::{Button, ButtonKind, Popover, format};
use leptos::prelude::*;
use uuid::Uuid;
use wire::Op;
use wire::list::{Filter, Test};
use words::tr;

use super::filter_editor::{Editor, op_words, period_words};
use super::state::tests;
use super::{Entity, Field, Filters, Is, beyond, codes};
use crate::api::{names, records};
use crate::features;

/// The chips; nothing where there is no filter.
#[component]
pub(crate) fn FilterBar(filters: Filters) -> impl IntoView {
    let all = Memo::new(move |_| filters.all.get());
    // A link may name records that no page has told the names of.
    let learnt = RwSignal::new(0_u32);
    Effect::new(move |_| {
        all.with(|all| all.iter().flat_map(tests).for_each(|test| learn(filters.entity, test, learnt)));
    });
    let chips = move || {
        learnt.track();
        let all = all.get();
        (0..all.len()).map(|at| chip(filters, &all, at)).collect_view()
    };
    let clear = Callback::new(move |()| filters.put.run(Vec::new()));
    view! {
        <Show when=move || !all.with(Vec::is_empty)>
            <div class="filter-bar" role="group" aria-label=move || tr!(list.filters)>
                {chips}
                <Button label=move || tr!(list.clear_filters) kind=ButtonKind::Ghost small=true on_press=clear />
            </div>
        </Show>
    }
    .into_any()
}

/// One filter that must hold: a test, or alternatives of which one must.
fn chip(of: Filters, all: &[Filter], at: usize) -> AnyView {
    let entity = of.entity;
    let filter = all[at].clone();
    let put = move |filter: Option<Filter>| {
        let mut filters = of.all.get_untracked();
        match filter {
            Some(filter) if at < filters.len() => filters[at] = filter,
            None if at < filters.len() => drop(filters.remove(at)),
            _ => return,
        }
        of.put.run(filters);
    };
    let open = RwSignal::new(false);
    let adding = RwSignal::new(false);
    let parts: Vec<Test> = tests(&filter).into_iter().cloned().collect();
    let words = {
        let filter = filter.clone();
        move || filter_words(entity, &filter)
    };
    let editors = move || {
        if !open.get() {
            return None;
        }
        let many = parts.len() > 1;
        let edit = |(place, test): (usize, &Test)| {
            let parts_then = parts.clone();
            let done = Callback::new(move |test: Test| {
                open.set(false);
                let mut parts = parts_then.clone();
                parts[place] = test;
                put(Some(joined(parts)));
            });
            let parts_then = parts.clone();
            let remove = many.then(|| {
                let press = Callback::new(move |()| {
                    let mut parts = parts_then.clone();
                    parts.remove(place);
                    put(Some(joined(parts)));
                });
                view! { <Button label=move || tr!(list.remove) small=true kind=ButtonKind::Ghost on_press=press /> }
            });
            view! { <Editor entity test=Some(test.clone()) done /> {remove} }
        };
        let editors = parts.iter().enumerate().map(edit).collect_view();
        let parts_then = parts.clone();
        let add = Callback::new(move |test: Test| {
            open.set(false);
            let mut parts = parts_then.clone();
            parts.push(test);
            put(Some(joined(parts)));
        });
        let alternative = move || {
            if !of.has_alternatives {
                ().into_any()
            } else if adding.get() {
                view! { <p class="filter-or">{tr!(list.or)}</p> <Editor entity test=None done=add /> }
                    .into_any()
            } else {
                let press = Callback::new(move |()| adding.set(true));
                view! { <Button label=move || tr!(list.add_alternative) small=true kind=ButtonKind::Ghost on_press=press /> }
                    .into_any()
            }
        };
        Some(view! { <div class="filter-parts">{editors} {alternative}</div> })
    };
    view! {
        <span class="filter-chip">
            <Popover label=words.clone() small=true open>{editors.clone()}</Popover>
            <kit::IconButton
                icon=icondata_lu::LuX
                label=move || tr!(list.remove_filter, filter = words())
                on_press=Callback::new(move |()| put(None))
            />
        </span>
    }
    .into_any()
}

fn joined(mut parts: Vec<Test>) -> Filter {
    match parts.len() {
        1 => Filter::Test(parts.remove(0)),
        _ => Filter::Or { or: parts.into_iter().map(Filter::Test).collect() },
    }
}

/// A filter in words.
pub(crate) fn filter_words(entity: &'static Entity, filter: &Filter) -> String {
    let all = |filters: &[Filter], word: String| {
        let parts: Vec<String> = filters.iter().map(|filter| filter_words(entity, filter)).collect();
        parts.join(&format!(" {word} "))
    };
    match filter {
        Filter::Test(test) => test_words(entity, test),
        Filter::And { and } => all(and, tr!(list.and)),
        Filter::Or { or } => all(or, tr!(list.or)),
        Filter::Not { not } => tr!(list.not, filter = filter_words(entity, not)),
    }
}

fn test_words(entity: &'static Entity, test: &Test) -> String {
    if let Some(words) = beyond::stay_words(test) {
        return words;
    }
    let Some(field) = entity.filterable(&test.field) else {
        return format!("{} {}", test.field, test.value.join(", "));
    };
    let label = (field.label)();
    if test.op == Op::IsNull {
        let is_empty = test.value.first().is_some_and(|value| value == "true");
        return format!("{label} {}", if is_empty { tr!(list.is_empty) } else { tr!(list.is_filled) });
    }
    let values: Vec<String> = test.value.iter().map(|value| value_words(field, test.op, value)).collect();
    let joined = if test.op == Op::Between { values.join(" – ") } else { values.join(", ") };
    format!("{label} {} {joined}", op_words(test.op, field.is))
}

fn value_words(field: &Field, op: Op, value: &str) -> String {
    if op == Op::Within {
        return period_words(value);
    }
    match field.is {
        Is::Reference(_) | Is::References(_) if value == "me" => tr!(record.me),
        Is::Reference(_) | Is::References(_) => {
            value.parse().ok().and_then(names::of).unwrap_or_else(|| tr!(record.unknown))
        }
        Is::Choice(list) => list
            .iter()
            .find(|listed| listed.value == value)
            .map_or_else(|| value.to_owned(), |listed| (listed.label)()),
        Is::Flag if value == "true" => tr!(common.yes),
        Is::Flag => tr!(common.no),
        Is::Country => codes::country(value),
        Is::Number | Is::Money(_) | Is::Decimal => {
            value.parse().map_or_else(|_| value.to_owned(), format::decimal)
        }
        Is::Share => value.parse().map_or_else(|_| value.to_owned(), format::percent),
        Is::Instant => value.parse().map_or_else(|_| value.to_owned(), format::instant),
        _ => value.to_owned(),
    }
}

/// Asks for the names of the records that a test names, if they are not known.
fn learn(entity: &'static Entity, test: &Test, learnt: RwSignal<u32>) {
    let (kind, named): (_, Vec<&str>) =
        match (entity.filterable(&test.field).map(|field| field.is), beyond::stage_of(test)) {
            (_, Some(stage)) => (Kind::Stage, vec![stage]),
            (Some(Is::Reference(kind) | Is::References(kind)), _) => {
                (kind, test.value.iter().map(String::as_str).collect())
            }
            _ => return,
        };
    let Some(of) = features::entity(kind) else { return };
    let unknown: Vec<Uuid> = named.iter().filter_map(|value| value.parse().ok()).collect();
    for id in unknown.into_iter().filter(|id| names::of(*id).is_none()) {
        leptos::task::spawn_local(async move {
            if let Ok(Some(record)) = records::get(of, id).await {
                names::learn(&BTreeMap::from([(id, super::cell::name_of(of, &record))]));
                learnt.try_update(|count| *count += 1);
            }
        });
    }
}
