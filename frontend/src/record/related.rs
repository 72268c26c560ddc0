//! Lists of other records that refer to the one that is looked at.

use std::collections::BTreeMap;

use domain::Kind;
use domain::access::Action;
use kit::{Button, ButtonKind, Icon, IconButton, LinkButton, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;
use uuid::Uuid;
use words::tr;

use super::form::CreateDialog;
use super::{Entity, Is, Related, cell};
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
    let rows = move || {
        let rows = data.with(|records| {
            records.map(|records| records.rows.iter().take(FIRST).cloned().collect::<Vec<_>>())
        })?;
        if rows.is_empty() {
            return Some(view! { <p class="quiet">{tr!(related.nothing)}</p> }.into_any());
        }
        Some(
            view! { <ul>{rows.iter().map(|record| row(of, related, record)).collect_view()}</ul> }.into_any(),
        )
    };
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
            {rows}
            <Show when=move || { total() > FIRST && features::has_page(of) }>
                <LinkButton href=all.clone() label=move || tr!(related.all) kind=ButtonKind::Ghost small=true />
            </Show>
        </section>
    }
    .into_any()
}

/// One record: its name, and the two columns that say most. What has no page of its own leads to what it joins, and
/// can be removed here.
fn row(of: &'static Entity, related: &'static Related, record: &Record) -> AnyView {
    let columns = of.columns.iter().filter(|name| **name != of.name && **name != related.field);
    let fields = columns.filter_map(|name| of.field(name)).take(2);
    let rest = fields.map(|field| cell::value(of, field, record, cell::Place::List)).collect_view();
    let joined = of.field(of.name).filter(|field| matches!(field.is, Is::Reference(_)));
    let name = match (features::has_page(of), joined) {
        (true, _) => view! {
            {cell::mark(of, record)}
            <a class="record-link" href=of.href(record.id())>{cell::name_of(of, record)}</a>
        }
        .into_any(),
        (false, Some(field)) => cell::value(of, field, record, cell::Place::Page),
        (false, None) => view! { <span>{cell::name_of(of, record)}</span> }.into_any(),
    };
    let remover = (!features::has_page(of) && of.may(Action::Delete)).then(|| {
        let record = record.clone();
        let name = cell::name_of(of, &record);
        view! {
            <IconButton
                icon=icondata_lu::LuX
                label=move || tr!(kit.remove, name = name.clone())
                small=true
                on_press=Callback::new(move |()| remove(of, record.clone(), &[]))
            />
        }
    });
    view! {
        <li class="related-row">
            <span class="related-name">{name}</span>
            <span class="related-rest">{rest} {remover}</span>
        </li>
    }
    .into_any()
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
