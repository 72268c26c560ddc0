//! An entry of the log in words.

use domain::{Kind, Permissions, Right};
use kit::{Disclosure, Icon, IconButton, Person, format};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use serde_json::{Map, Value};
use uuid::Uuid;
use wire::trail::AuditEntry;
use words::tr;

use super::Chosen;
use crate::api::names;
use crate::api::records::Record;
use crate::features::{entity, kind_words, role};
use crate::record::{Entity, cell};

/// So many changes are in sight; more are behind a heading.
const IN_SIGHT: usize = 3;

/// The row of an entry.
pub(super) fn row(entry: &AuditEntry) -> AnyView {
    let at = entry.at;
    let actor = entry.actor_id.map(|id| id.0);
    let who = match actor {
        Some(id) => {
            let name = names::of(id).unwrap_or_else(|| tr!(record.unknown));
            view! { <Person name /> }.into_any()
        }
        None => view! { <span class="quiet">{move || tr!(timeline.system)}</span> }.into_any(),
    };
    let via = entry.via.clone();
    let address = entry.address.clone();
    let from = move || {
        let via = via_word(&via);
        address.as_ref().map_or_else(|| via.clone(), |address| format!("{via} · {address}"))
    };
    view! {
        <tr data-verb=entry.verb.clone()>
            <td data-label=move || tr!(audit.when)>
                <time datetime=at.to_rfc3339() title=move || format::instant_long(at)>{move || format::instant(at)}</time>
            </td>
            <td data-label=move || tr!(audit.who)>
                {who} {actor.map(|_| view! { <p class="audit-meta">{from}</p> })}
            </td>
            <td data-label=move || tr!(audit.what)>{what(entry)}</td>
            <td data-label=move || tr!(audit.changes)>{changes(entry)}</td>
        </tr>
    }
    .into_any()
}

/// What was done, with which record.
fn what(entry: &AuditEntry) -> AnyView {
    let kind = entry.kind.parse::<Kind>().ok();
    let verb = entry.verb.clone();
    let kind_name = entry.kind.clone();
    let done = move || {
        let kind = kind.map_or_else(|| kind_name.clone(), kind_words::one);
        verb_words(&verb)
            .map_or_else(|| format!("{kind}: {}", verb.replace('_', " ")), |words| format!("{kind}: {words}"))
    };
    let of = kind.and_then(entity);
    let name = names::of(entry.record_id).or_else(|| named_by_change(of, entry));
    let only = kind.filter(|_| name.is_some()).map(|kind| view! { <OnlyThis kind id=entry.record_id /> });
    let record = match (name, of.filter(|of| of.has_page())) {
        (Some(name), Some(of)) => {
            view! { <a class="record-link" href=of.href(entry.record_id)>{name}</a> }.into_any()
        }
        (Some(name), None) => view! { <span>{name}</span> }.into_any(),
        (None, _) => ().into_any(),
    };
    view! { <p class="audit-meta">{done}</p> <p class="audit-record">{record} {only}</p> }.into_any()
}

/// The name that a record had, where the record itself is gone.
fn named_by_change(of: Option<&Entity>, entry: &AuditEntry) -> Option<String> {
    let change = entry.diff.get(of.map_or("name", |of| of.name))?;
    let name = change["to"].as_str().or(change["from"].as_str())?;
    name.parse::<Uuid>().is_err().then(|| name.to_owned())
}

/// Shows only what happened to this record.
#[component]
fn OnlyThis(kind: Kind, id: Uuid) -> impl IntoView {
    let navigate = StoredValue::new_local(use_navigate());
    let chosen = Chosen { kind: Some(kind), record_id: Some(id), actor_id: None };
    let go = Callback::new(move |()| {
        navigate.with_value(|navigate| navigate(&format!("/audit?{}", chosen.print()), Default::default()));
    });
    view! { <IconButton icon=icondata_lu::LuListFilter small=true label=move || tr!(audit.only_this) on_press=go /> }
        .into_any()
}

/// The changed fields, from what to what.
fn changes(entry: &AuditEntry) -> AnyView {
    let lines = lines(entry);
    if lines.len() <= IN_SIGHT {
        return lines.into_iter().map(Change::view).collect_view().into_any();
    }
    let count = lines.len();
    let lines = StoredValue::new(lines);
    view! {
        <Disclosure label=move || tr!(event.changes, count = count)>
            {move || lines.get_value().into_iter().map(Change::view).collect_view()}
        </Disclosure>
    }
    .into_any()
}

/// One changed field.
#[derive(Clone)]
struct Change {
    label: String,
    from: Side,
    to: Side,
}

/// A value before or after.
#[derive(Clone)]
enum Side {
    /// There is none: the event has a fact, not a change.
    Absent,
    Text(String),
    /// A field as the screens show it.
    Field(&'static Entity, &'static str, Record),
}

impl Change {
    fn view(self) -> AnyView {
        let arrow = (!matches!(self.from, Side::Absent))
            .then(|| view! { <Icon icon=icondata_lu::LuArrowRight size=14 /> });
        view! {
            <p class="audit-change">
                <span class="quiet">{self.label}</span>
                {self.from.view()}
                {arrow}
                {self.to.view()}
            </p>
        }
        .into_any()
    }
}

impl Side {
    fn view(self) -> AnyView {
        match self {
            Self::Absent => ().into_any(),
            Self::Text(text) if text.is_empty() => cell::empty(),
            Self::Text(text) => view! { <span class="audit-value">{text}</span> }.into_any(),
            Self::Field(of, name, record) => match of.field(name) {
                Some(field) => view! { <span class="audit-value">{cell::value(of, field, &record, cell::Place::Page)}</span> }.into_any(),
                None => ().into_any(),
            },
        }
    }
}

fn lines(entry: &AuditEntry) -> Vec<Change> {
    let of = entry.kind.parse::<Kind>().ok().and_then(entity);
    let members = entry.diff.as_object().into_iter().flatten();
    // A session is that of the one who acts, unless somebody else ends it.
    let own = |name: &str, change: &Value| name == "user_id" && id(change) == entry.actor_id.map(|id| id.0);
    let told = members.filter(|(name, change)| !own(name, change));
    told.flat_map(|(name, change)| one(of, entry, name, change)).collect()
}

fn one(of: Option<&'static Entity>, entry: &AuditEntry, name: &str, change: &Value) -> Vec<Change> {
    let Some((from, to)) = sides(change) else {
        let of_kind = || change.as_str().filter(|_| name == "kind")?.parse().ok().map(kind_words::many);
        let said = id(change).and_then(names::of).or_else(|| reason(change)).or_else(of_kind);
        let said = said.unwrap_or_else(|| plain(change));
        return vec![Change { label: plain_name(name), from: Side::Absent, to: Side::Text(said) }];
    };
    if entry.verb == "create" && from.is_null() && is_empty(to) {
        return Vec::new();
    }
    let is_role = of.is_some_and(|of| of.kind == Kind::Role);
    match name {
        "permissions" if is_role => {
            let read =
                |value: &Value| serde_json::from_value::<Permissions>(value.clone()).unwrap_or_default();
            let lines = role::changes_of_permissions(&read(from), &read(to)).into_iter();
            lines
                .map(|line| Change { label: line.what, from: Side::Text(line.from), to: Side::Text(line.to) })
                .collect()
        }
        "rights" if is_role => {
            vec![Change {
                label: tr!(role.rights),
                from: Side::Text(rights(from)),
                to: Side::Text(rights(to)),
            }]
        }
        _ => {
            let known = of.and_then(|of| of.field(name).map(|field| (of, field)));
            let Some((of, field)) = known else {
                let (from, to) = (Side::Text(plain(from)), Side::Text(plain(to)));
                return vec![Change { label: plain_name(name), from, to }];
            };
            let side = |which: &str| {
                let members = entry.diff.as_object().into_iter().flatten();
                let members = members.map(|(name, change)| (name.clone(), change[which].clone()));
                Side::Field(of, field.name, Record::new(Map::from_iter(members)))
            };
            let from = if entry.verb == "create" { Side::Absent } else { side("from") };
            vec![Change { label: (field.label)(), from, to: side("to") }]
        }
    }
}

/// Before and after, if that is what the value is.
fn sides(change: &Value) -> Option<(&Value, &Value)> {
    let members = change.as_object()?;
    Some((members.get("from")?, members.get("to")?))
}

fn id(value: &Value) -> Option<Uuid> {
    value.as_str()?.parse().ok()
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(values) => values.is_empty(),
        Value::String(text) => text.is_empty(),
        _ => false,
    }
}

fn rights(value: &Value) -> String {
    let rights = serde_json::from_value::<Vec<Right>>(value.clone()).unwrap_or_default();
    rights.into_iter().map(role::right_word).collect::<Vec<_>>().join(", ")
}

/// A member that no screen shows, such as a fact of a sign-in.
fn plain_name(name: &str) -> String {
    match name {
        "reason" => tr!(record.reason),
        "user_id" => tr!(kind.user),
        "email" => tr!(field.email),
        "name" => tr!(field.name),
        "scopes" => tr!(preferences.scopes),
        "expires_at" => tr!(preferences.good_until),
        "columns" => tr!(export.columns),
        "filter" => tr!(list.filter),
        "format" => tr!(export.format),
        "kind" => tr!(audit.kind),
        "q" => tr!(list.search_hint),
        "rows" => tr!(export.rows),
        "sort" => tr!(list.sort),
        "sessions" | "sessions_ended" => tr!(audit.sessions_ended),
        other => other.replace('_', " "),
    }
}

/// Why a sign-in was refused.
fn reason(value: &Value) -> Option<String> {
    match value.as_str()? {
        "wrong_password" => Some(tr!(audit.wrong_password)),
        "refused" => Some(tr!(audit.refused)),
        _ => None,
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(plain).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

fn via_word(via: &str) -> String {
    match via {
        "session" => tr!(audit.via_session),
        "api_key" => tr!(audit.via_api_key),
        "import" => tr!(audit.via_import),
        "web_form" => tr!(kind.web_form),
        "system" => tr!(timeline.system),
        other => other.to_owned(),
    }
}

/// What was done; None for what this version of the application does not know.
fn verb_words(verb: &str) -> Option<String> {
    Some(match verb {
        "create" => tr!(verb.create),
        "update" => tr!(verb.update),
        "delete" => tr!(verb.delete),
        "restore" => tr!(verb.restore),
        "assign" => tr!(verb.assign),
        "move" => tr!(verb.move_on),
        "close_won" => tr!(verb.close_won),
        "close_lost" => tr!(verb.close_lost),
        "reopen" => tr!(verb.reopen),
        "qualify" => tr!(verb.qualify),
        "nurture" => tr!(verb.nurture),
        "disqualify" => tr!(verb.disqualify),
        "return" => tr!(verb.take_back),
        "convert" => tr!(verb.convert),
        "submit_form" => tr!(verb.submit_form),
        "set_lead_scoring" => tr!(lead.scoring),
        "start" => tr!(verb.start),
        "finish" => tr!(verb.finish),
        "cancel" => tr!(verb.cancel),
        "export" => tr!(verb.export),
        "invite" => tr!(verb.invite),
        "reset_password" => tr!(verb.reset_password),
        "password_reset" => tr!(verb.password_set),
        "password_changed" => tr!(verb.password_changed),
        "sign_in" => tr!(verb.sign_in),
        "sign_in_failed" => tr!(verb.sign_in_failed),
        "sign_out" => tr!(verb.sign_out),
        "refresh_reused" => tr!(verb.refresh_reused),
        _ => return None,
    })
}
