//! How the value of a field is shown: in lists, on cards, on a record's page.

use chrono::{DateTime, NaiveDate, Utc};
use domain::Kind;
use kit::{Badge, Person, Tone, format};
use leptos::prelude::*;
use rust_decimal::Decimal;
use serde_json::Value;
use uuid::Uuid;
use words::tr;

use super::{Entity, Field, FieldsOf, Is, codes};
use crate::api::names;
use crate::api::records::Record;
use crate::features::{self, entity};

/// Where a value is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// In a row of a list: one line, the record's name leads to its page.
    List,
    /// On the record's own page.
    Page,
}

/// The value of a field of a record.
pub(crate) fn value(of: &'static Entity, field: &'static Field, record: &Record, place: Place) -> AnyView {
    if place == Place::List && field.name == of.name {
        return name(of, record);
    }
    let value = record.value(field.name);
    match value {
        Value::Null => empty(),
        Value::Array(values) if values.is_empty() => empty(),
        Value::String(text) if text.is_empty() => empty(),
        _ => filled(field, record, value, place),
    }
}

/// The name of a record as text.
pub(crate) fn name_of(of: &Entity, record: &Record) -> String {
    match (record.id_in(of.name), record.text(of.name)) {
        (Some(id), _) => names::of(id).unwrap_or_else(|| tr!(record.unknown)),
        (None, Some(text)) => match of.field(of.name).map(|field| field.is) {
            Some(Is::FieldName(whose)) => field_label(whose, record, text),
            _ => text.to_owned(),
        },
        (None, None) => tr!(record.unnamed),
    }
}

/// What people call a field of which the record has the name.
fn field_label(whose: FieldsOf, record: &Record, name: &str) -> String {
    let of = whose.entity(|member| record.text(member)?.parse().ok());
    of.and_then(|of| of.field(name)).map_or_else(|| name.to_owned(), |field| (field.label)())
}

fn name(of: &'static Entity, record: &Record) -> AnyView {
    view! {
        {mark(of, record)}
        <a class="record-link" href=of.href(record.id())>{name_of(of, record)}</a>
    }
    .into_any()
}

/// What stands before the name of a record of this kind in lists.
pub(crate) fn mark(of: &'static Entity, record: &Record) -> Option<AnyView> {
    features::parts(of).mark.map(|mark| (mark.view)(record))
}

/// What stands where there is no value.
pub(crate) fn empty() -> AnyView {
    view! { <span class="empty-value" aria-label=move || tr!(record.empty)>"—"</span> }.into_any()
}

fn filled(field: &'static Field, record: &Record, value: &Value, place: Place) -> AnyView {
    let text = super::input::plain(Some(value));
    match field.is {
        Is::Text | Is::Year | Is::Zone | Is::Currency => view! { <span>{text}</span> }.into_any(),
        Is::Lines if place == Place::Page => view! { <span class="lines">{text}</span> }.into_any(),
        Is::Lines => view! { <span>{text}</span> }.into_any(),
        Is::FieldName(of) => {
            let record = record.clone();
            view! { <span>{move || field_label(of, &record, &text)}</span> }.into_any()
        }
        Is::Email => link(format!("mailto:{text}"), text),
        Is::Phone => link(format!("tel:{text}"), text),
        Is::Url => web(text),
        Is::Number | Is::Decimal => figure(text, format::decimal),
        Is::Money(currency) => money(text, record.text(currency).unwrap_or_default().to_owned()),
        Is::Share => figure(text, format::percent),
        Is::Day => match text.parse::<NaiveDate>() {
            Ok(day) => {
                view! { <time class="number" datetime=text>{move || format::day(day)}</time> }.into_any()
            }
            Err(_) => view! { <span>{text}</span> }.into_any(),
        },
        Is::Instant => moment(&text),
        Is::Flag if value == &Value::Bool(true) => {
            view! { <span>{move || tr!(common.yes)}</span> }.into_any()
        }
        Is::Flag => view! { <span class="quiet">{move || tr!(common.no)}</span> }.into_any(),
        Is::Choice(values) => match values.iter().find(|listed| listed.value == text) {
            Some(listed) if listed.tone != Tone::Neutral => {
                view! { <Badge label=listed.label tone=listed.tone dot=true /> }.into_any()
            }
            Some(listed) => view! { <span>{move || (listed.label)()}</span> }.into_any(),
            None => view! { <span>{text}</span> }.into_any(),
        },
        Is::Filter(kind) => {
            let filter = super::input::filter_of(Some(value));
            let words = move || match entity(kind) {
                Some(of) if !filter.is_all() => super::filter_bar::filter_words(of, &filter),
                _ => tr!(list.all_records),
            };
            view! { <span>{words}</span> }.into_any()
        }
        Is::Country => view! { <span>{move || codes::country(&text)}</span> }.into_any(),
        Is::Reference(kind) => reference(Some(kind), text.parse().ok()),
        Is::ReferenceBy(member) => {
            reference(record.text(member).and_then(|word| word.parse().ok()), text.parse().ok())
        }
        Is::References(kind) => references(kind, value),
        Is::Choices(list) => {
            let chosen = value.as_array().into_iter().flatten().filter_map(Value::as_str);
            let listed = chosen.filter_map(|word| list.iter().find(|listed| listed.value == word));
            let badges = listed.map(|listed| view! { <Badge label=listed.label tone=listed.tone /> });
            view! { <span class="badges">{badges.collect_view()}</span> }.into_any()
        }
        Is::Texts => {
            let texts = value.as_array().into_iter().flatten().map(|value| super::input::plain(Some(value)));
            view! { <span>{texts.collect::<Vec<_>>().join(", ")}</span> }.into_any()
        }
    }
}

fn link(href: String, text: String) -> AnyView {
    view! { <a class="quiet-link" href=href>{text}</a> }.into_any()
}

/// An address in the web: only those that a browser opens as a page are links.
fn web(text: String) -> AnyView {
    let href = if text.contains("://") { text.clone() } else { format!("https://{text}") };
    if !href.starts_with("https://") && !href.starts_with("http://") {
        return view! { <span>{text}</span> }.into_any();
    }
    let shown = text.trim_start_matches("https://").trim_end_matches('/').to_owned();
    view! { <a class="quiet-link" href=href target="_blank" rel="noopener noreferrer">{shown}</a> }.into_any()
}

/// An amount: the currency is lighter than the figure.
pub(crate) fn money(amount: String, currency: String) -> AnyView {
    let Ok(number) = amount.parse::<Decimal>() else { return view! { <span>{amount}</span> }.into_any() };
    let shown = move || {
        let (full, symbol) = (format::money(number, &currency), format::currency_symbol(&currency));
        match full.split_once(&symbol).filter(|_| !symbol.is_empty()) {
            Some((before, after)) => {
                view! { {before.to_owned()} <span class="currency">{symbol}</span> {after.to_owned()} }
                    .into_any()
            }
            None => view! { {full} }.into_any(),
        }
    };
    view! { <span class="number">{shown}</span> }.into_any()
}

/// A moment as people say it, with the exact one in the tooltip.
pub(crate) fn moment(text: &str) -> AnyView {
    let Ok(at) = text.parse::<DateTime<Utc>>() else {
        return view! { <span>{text.to_owned()}</span> }.into_any();
    };
    view! {
        <time datetime=text.to_owned() title=move || format::instant_long(at)>{move || format::relative(at)}</time>
    }
    .into_any()
}

fn figure(text: String, shown: fn(Decimal) -> String) -> AnyView {
    match text.parse::<Decimal>() {
        Ok(number) => view! { <span class="number">{move || shown(number)}</span> }.into_any(),
        Err(_) => view! { <span>{text}</span> }.into_any(),
    }
}

/// Another record, by its name; users as people, others as links to their pages.
pub(crate) fn reference(kind: Option<Kind>, id: Option<Uuid>) -> AnyView {
    let (Some(kind), Some(id)) = (kind, id) else { return empty() };
    let name = names::of(id).unwrap_or_else(|| tr!(record.unknown));
    if kind == Kind::User {
        return view! { <Person name=name /> }.into_any();
    }
    match entity(kind).filter(|entity| entity.has_page()) {
        Some(entity) => view! { <a class="quiet-link" href=entity.href(id)>{name}</a> }.into_any(),
        None => view! { <span>{name}</span> }.into_any(),
    }
}

fn references(kind: Kind, value: &Value) -> AnyView {
    let ids = value.as_array().into_iter().flatten();
    let names = ids.filter_map(|id| id.as_str()?.parse().ok()).filter_map(names::of);
    let tone = if kind == Kind::Tag { Tone::Accent } else { Tone::Neutral };
    let badges = names.map(|name| view! { <Badge label=name tone=tone /> }).collect_view();
    view! { <span class="badges">{badges}</span> }.into_any()
}
