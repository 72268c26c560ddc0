//! Lists of other records that refer to the one that is looked at.

use std::collections::BTreeMap;

use domain::access::Action;
use kit::{Button, ButtonKind, Icon, LinkButton};
use leptos::prelude::*;
use serde_json::Value;
use uuid::Uuid;
use words::tr;

use super::form::CreateDialog;
use super::{Entity, Related, cell};
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

/// One record: its name, and the two columns that say most.
fn row(of: &'static Entity, related: &'static Related, record: &Record) -> AnyView {
    let columns = of.columns.iter().filter(|name| **name != of.name && **name != related.field);
    let fields = columns.filter_map(|name| of.field(name)).take(2);
    let rest = fields.map(|field| cell::value(of, field, record, cell::Place::List)).collect_view();
    let name = if features::has_page(of) {
        view! { <a class="record-link" href=of.href(record.id())>{cell::name_of(of, record)}</a> }.into_any()
    } else {
        view! { <span>{cell::name_of(of, record)}</span> }.into_any()
    };
    view! { <li class="related-row">{name} <span class="related-rest">{rest}</span></li> }.into_any()
}
