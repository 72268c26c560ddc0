//! Lists of other records that refer to the one that is looked at.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::Kind;
use domain::access::Action;
use kit::{Button, ButtonKind, Icon, IconButton, LinkButton, toast};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;
use uuid::Uuid;
use words::tr;

use super::form::CreateDialog;
use super::in_place::{self, Edited, InPlace};
use super::{Entity, Field, Is, Related, cell};
use crate::api::records::{self, Record};
use crate::api::{Load, changes};
use crate::features;

/// How many records of a list are shown before the rest is a link.
const FIRST: usize = 5;

/// Every list of other kinds that the user may read.
#[component]
pub(crate) fn RelatedLists(entity: &'static Entity, id: Uuid) -> impl IntoView {
    let lists = entity.related.iter().filter_map(|related| {
        let of = features::entity(related.kind).filter(|of| of.may(Action::Read))?;
        Some(view! { <RelatedList of related id /> })
    });
    view! { <div class="related">{lists.collect_view()}</div> }.into_any()
}

#[component]
fn RelatedList(of: &'static Entity, related: &'static Related, id: Uuid) -> impl IntoView {
    let data = Load::new(move || {
        changes::follow(of.kind);
        records::list_where(of, related.field, id)
    });
    let creating = RwSignal::new(false);
    let ids = move || {
        // What has no page of its own has no list either: all of it is here.
        let most = if of.has_page() { FIRST } else { usize::MAX };
        data.with(|records| {
            records.map_or_else(Vec::new, |records| records.rows.iter().take(most).map(Record::id).collect())
        })
    };
    let row = move |id: Uuid| {
        let record = Memo::new(move |_| {
            data.with(|records| records?.rows.iter().find(|record| record.id() == id).cloned())
                .unwrap_or_default()
        });
        row(of, related, record.into())
    };
    let is_empty = move || data.with(|records| records.is_some_and(|records| records.rows.is_empty()));
    let total = move || data.with(|records| records.map_or(0, |records| records.rows.len()));
    let all = format!("{}?{}={id}", of.list_href(), related.field);
    let may_create = of.may(Action::Create) && of.fact(related.field).is_settable;
    let add = may_create.then(|| {
        view! {
            <Button
                label=move || tr!(related.add)
                icon=icondata_lu::LuPlus
                small=true
                kind=ButtonKind::Ghost
                on_press=Callback::new(move |()| creating.set(true))
            />
            <CreateDialog
                entity=of
                open=creating
                preset=BTreeMap::from([(related.field, Value::String(id.to_string()))])
            />
        }
    });
    view! {
        <section class="related-list">
            <header>
                <h3><Icon icon=of.icon /> {move || (of.many)()} <span class="count">{total}</span></h3>
                {add}
            </header>
            <Show when=is_empty>
                <p class="quiet">{move || tr!(related.nothing)}</p>
            </Show>
            <ul>
                <For each=ids key=|id| *id children=row />
            </ul>
            <Show when=move || { total() > FIRST && of.has_page() }>
                <LinkButton href=all.clone() label=move || tr!(related.all) kind=ButtonKind::Ghost small=true />
            </Show>
        </section>
    }
    .into_any()
}

/// One record: its name, and the two columns that say most. What has no page of its own leads to what it joins, and is
/// changed and removed here.
fn row(of: &'static Entity, related: &'static Related, record: Signal<Record>) -> AnyView {
    let is_joint = !of.has_page();
    let columns = of.columns.iter().filter(|name| **name != of.name && **name != related.field);
    let fields = columns.filter_map(|name| of.field(name)).take(2);
    let rest =
        fields.map(|field| match is_joint && of.may(Action::Update) && in_place::can_edit(of, field) {
            true => view! { <Editable of field record /> }.into_any(),
            false => {
                (move || record.with(|record| cell::value(of, field, record, cell::Place::List))).into_any()
            }
        });
    let rest = rest.collect_view();
    let remover = (is_joint && of.may(Action::Delete)).then(|| {
        view! {
            <IconButton
                icon=icondata_lu::LuX
                label=move || tr!(kit.remove, name = record.with(|record| cell::name_of(of, record)))
                small=true
                on_press=Callback::new(move |()| remove(of, record.get_untracked(), &[]))
            />
        }
    });
    view! {
        <li class="related-row">
            <span class="related-name">{move || record.with(|record| name(of, record))}</span>
            <span class="related-rest">{rest} {remover}</span>
        </li>
    }
    .into_any()
}

fn name(of: &'static Entity, record: &Record) -> AnyView {
    let joined = of.field(of.name).filter(|field| matches!(field.is, Is::Reference(_)));
    match (of.has_page(), joined) {
        (true, _) => view! {
            {cell::mark(of, record)}
            <a class="record-link" href=of.href(record.id())>{cell::name_of(of, record)}</a>
        }
        .into_any(),
        (false, Some(field)) => cell::value(of, field, record, cell::Place::Page),
        (false, None) => view! { <span>{cell::name_of(of, record)}</span> }.into_any(),
    }
}

/// A field that a press opens for editing where it stands.
#[component]
fn Editable(of: &'static Entity, field: &'static Field, record: Signal<Record>) -> impl IntoView {
    let button = NodeRef::<html::Button>::new();
    let is_edited = RwSignal::new(false);
    let shown = RwSignal::new(Record::default());
    Effect::new(move |_| shown.set(record.get()));
    let on_done = StoredValue::new(Arc::new(move |end: Edited| {
        if let Edited::Changed(now) | Edited::Settled(now) = end {
            shown.try_set(now);
        }
        if is_edited.try_set(false).is_none() {
            request_animation_frame(move || take_focus(button));
        }
    }));
    let label = move || {
        let name = shown.with(|record| cell::name_of(of, record));
        tr!(related.edit, field = (field.label)(), name = name)
    };
    move || match is_edited.get() {
        true => {
            view! { <InPlace entity=of field record=shown.get_untracked() on_done=on_done.get_value() /> }
                .into_any()
        }
        false => view! {
            <button
                type="button"
                class="related-edit"
                node_ref=button
                on:click=move |_| is_edited.set(true)
            >
                <span class="visually-hidden">{label}": "</span>
                {move || shown.with(|record| cell::value(of, field, record, cell::Place::List))}
            </button>
        }
        .into_any(),
    }
}

/// Gives the focus to what was edited, unless the user is elsewhere by now.
fn take_focus(button: NodeRef<html::Button>) {
    let is_nowhere = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
    if let Some(button) = button.try_get_untracked().flatten().filter(|_| is_nowhere) {
        let _ = button.focus();
    }
}

/// Deletes a record that only joins others, and offers to take that back. Records of the kinds `beside` follow it.
pub(crate) fn remove(of: &'static Entity, record: Record, beside: &'static [Kind]) {
    let tell = move || beside.iter().for_each(|kind| changes::tell(*kind));
    spawn_local(async move {
        let name = cell::name_of(of, &record);
        let id = record.id();
        if let Err(failure) = records::delete(of, id, Some(record.version())).await {
            toast::failed(failure.words(), None);
            return;
        }
        tell();
        let back = Callback::new(move |()| {
            spawn_local(async move {
                match records::restore(of, id).await {
                    Ok(_) => tell(),
                    Err(failure) => toast::failed(failure.words(), None),
                }
            });
        });
        toast::undo(tr!(related.removed, name = name), back);
    });
}
