//! The events of a timeline in words.

use icondata_core::Icon;
use icondata_lu::{
    LuArrowRight, LuCalendar, LuCheck, LuCirclePlus, LuCircleX, LuFileText, LuMail, LuMapPin, LuPackage,
    LuPencil, LuPhone, LuRotateCcw, LuSquareCheck, LuTrash2, LuTrophy, LuUserRound, LuUsers,
};
use kit::{Disclosure, format};
use leptos::prelude::*;
use serde_json::{Map, Value};
use uuid::Uuid;
use wire::trail::TimelineEntry;
use words::tr;

use crate::api::names;
use crate::api::records::Record;
use crate::features::{entity, value_list};
use crate::record::{Entity, ListValue, cell};

/// True for what was done with the customer, as against changes of the record.
pub(super) fn is_activity(entry: &TimelineEntry) -> bool {
    entry.event.starts_with("activity_")
}

/// The drawing of an event.
pub(crate) fn icon(entry: &TimelineEntry) -> Icon {
    match entry.event.as_str() {
        "created" => LuCirclePlus,
        "deleted" => LuTrash2,
        "restored" | "reopened" => LuRotateCcw,
        "assigned" | "activity_assigned" => LuUserRound,
        "won" => LuTrophy,
        "lost" => LuCircleX,
        "stage_changed" => LuArrowRight,
        event if event.starts_with("activity_") => match text(&entry.params, "type").as_str() {
            "call" => LuPhone,
            "meeting" => LuCalendar,
            "visit" => LuMapPin,
            "email" => LuMail,
            "note" => LuFileText,
            _ => LuSquareCheck,
        },
        event if event.starts_with("line_") => LuPackage,
        event if event.starts_with("contact_") => LuUsers,
        "done" => LuCheck,
        _ => LuPencil,
    }
}

/// What happened.
pub(crate) fn sentence(on: &'static Entity, entry: &TimelineEntry) -> AnyView {
    let of = entity(entry.kind).unwrap_or(on);
    // A record's timeline has entries of others that belong to it: those say whose they are.
    let subject = (of.kind != on.kind)
        .then(|| names::of(entry.record_id))
        .flatten()
        .map(|name| view! { <a class="quiet-link" href=of.href(entry.record_id)>{name}</a>" " });
    let params = &entry.params;
    let words = match entry.event.as_str() {
        "updated" => return view! { {subject} {changes(of, params)} }.into_any(),
        "created" => tr!(event.created, kind = (of.one)()),
        "deleted" => tr!(event.deleted, kind = (of.one)()),
        "restored" => tr!(event.restored, kind = (of.one)()),
        "assigned" => tr!(event.assigned, owner = name(params, "to_owner_id", "owner_id")),
        "stage_changed" => {
            tr!(event.stage_changed, from = text(&params["from"], "name"), to = text(&params["to"], "name"))
        }
        "won" => tr!(event.won, amount = amount(params)),
        "lost" => tr!(event.lost, reason = text(&params["loss_reason"], "name")),
        "reopened" => tr!(event.reopened, to = text(&params["to"], "name")),
        "activity_done" => return activity(params, tr!(event.activity_done, kind = activity_kind(params))),
        "activity_planned" => {
            return activity(params, tr!(event.activity_planned, kind = activity_kind(params)));
        }
        "activity_changed" => {
            return activity(params, tr!(event.activity_changed, kind = activity_kind(params)));
        }
        "activity_assigned" => {
            tr!(event.activity_assigned, owner = name(params, "to_owner_id", "owner_id"))
        }
        "activity_moved" => return activity(params, tr!(event.activity_moved)),
        "activity_deleted" => {
            return activity(params, tr!(event.activity_deleted, kind = activity_kind(params)));
        }
        "lead_qualified" => noted(params, tr!(event.lead_qualified)),
        "lead_nurtured" => noted(params, tr!(event.lead_nurtured, day = day(params, "recheck_on"))),
        "lead_disqualified" => noted(params, tr!(event.lead_disqualified, reason = reason(params))),
        "lead_reopened" => noted(params, tr!(event.lead_reopened)),
        "form_submitted" => tr!(event.form_submitted, form = text(&params["form"], "name")),
        "lead_returned" => tr!(event.lead_returned),
        "lead_converted" => tr!(event.lead_converted),
        "line_created" => tr!(event.line_created, product = name(params, "product_id", "product_id")),
        "line_deleted" => tr!(event.line_deleted, product = name(params, "product_id", "product_id")),
        "line_updated" => tr!(event.line_updated, product = name(params, "product_id", "product_id")),
        "contact_created" => tr!(event.contact_created, contact = name(params, "contact_id", "contact_id")),
        "contact_updated" => {
            let contact = name(params, "contact_id", "contact_id");
            tr!(
                event.contact_updated,
                contact = contact,
                role = listed(params, "role", value_list::CONTACT_ROLE)
            )
        }
        "contact_deleted" => tr!(event.contact_deleted, contact = name(params, "contact_id", "contact_id")),
        other => other.replace('_', " "),
    };
    view! { {subject} <span>{words}</span> }.into_any()
}

/// The changed fields: one in a line, several behind a count.
fn changes(of: &'static Entity, params: &Value) -> AnyView {
    let diff = params.as_object().cloned().unwrap_or_default();
    let known: Vec<_> =
        diff.iter().filter_map(|(name, change)| Some((of.field(name)?, change.clone()))).collect();
    let lines = known.iter().map(|(field, change)| {
        let side = |which: &str| {
            let record = Record::new(Map::from_iter([(field.name.to_owned(), change[which].clone())]));
            cell::value(of, field, &record, cell::Place::Page)
        };
        view! {
            <span class="timeline-change">
                <span class="quiet">{(field.label)()}</span> {side("from")} <kit::Icon icon=LuArrowRight /> {side("to")}
            </span>
        }
    });
    let count = lines.len();
    let lines = lines.collect_view();
    match count {
        0 => view! { <span>{tr!(event.updated, kind = (of.one)())}</span> }.into_any(),
        1 => lines.into_any(),
        _ => {
            let lines = StoredValue::new(known);
            view! {
                <Disclosure label=move || tr!(event.changes, count = count)>
                    {move || lines.with_value(|known| list(of, known))}
                </Disclosure>
            }
            .into_any()
        }
    }
}

fn list(of: &'static Entity, known: &[(&'static crate::record::Field, Value)]) -> AnyView {
    let line = |(field, change): &(&'static crate::record::Field, Value)| {
        changes(of, &Value::Object(Map::from_iter([(field.name.to_owned(), change.clone())])))
    };
    known.iter().map(line).collect_view().into_any()
}

fn activity(params: &Value, words: String) -> AnyView {
    let subject = text(params, "subject");
    let result = Some(text(params, "result")).filter(|result| !result.is_empty());
    let id: Option<Uuid> = params["activity_id"].as_str().and_then(|id| id.parse().ok());
    let href = id.map(|id| format!("/activities/{id}"));
    view! {
        <span class="quiet">{words}</span>
        " "
        <a class="record-link" href=href>{subject}</a>
        {result.map(|result| view! { <span class="timeline-result lines">{result}</span> })}
    }
    .into_any()
}

fn activity_kind(params: &Value) -> String {
    listed(params, "type", value_list::ACTIVITY_TYPE)
}

/// One of a list of values, in words.
fn listed(params: &Value, name: &str, values: &[ListValue]) -> String {
    let value = text(params, name);
    values.iter().find(|listed| listed.value == value).map_or(value, |listed| (listed.label)())
}

/// The words, and what was said.
fn noted(params: &Value, words: String) -> String {
    let note = text(params, "note");
    if note.is_empty() { words } else { format!("{words} · {note}") }
}

fn day(params: &Value, name: &str) -> String {
    text(params, name).parse().map(format::day).unwrap_or_default()
}

/// Why a lead was not worth selling to.
fn reason(params: &Value) -> String {
    listed(params, "reason", value_list::DISQUALIFY_REASON)
}

fn text(params: &Value, name: &str) -> String {
    params[name].as_str().unwrap_or_default().to_owned()
}

fn name(params: &Value, name: &str, other: &str) -> String {
    let id = params[name].as_str().or(params[other].as_str()).or(params[other]["to"].as_str());
    id.and_then(|id| id.parse().ok()).and_then(names::of).unwrap_or_else(|| tr!(record.unknown))
}

fn amount(params: &Value) -> String {
    match text(params, "amount").parse() {
        Ok(amount) => format::money(amount, &text(params, "currency")),
        Err(_) => String::new(),
    }
}
