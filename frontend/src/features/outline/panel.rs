//! The chosen row of a tree: its fields, what belongs to it, and what can be done with it.

use std::collections::BTreeMap;

use domain::Kind;
use domain::access::Action;
use kit::{Button, ButtonKind, Empty, EmptyKind, IconButton, LinkButton};
use leptos::prelude::*;
use serde_json::Value;
use words::tr;

use super::{Row, Screen};
use crate::record::form::CreateDialog;
use crate::record::{Details, Entity, deletion};

/// The panel.
#[component]
pub(super) fn Panel(screen: Screen) -> impl IntoView {
    let row = Memo::new(move |_| screen.row(&screen.selected.get()));
    let body = move || match row.get() {
        Some(row) => chosen(screen, row),
        None => view! {
            <Empty
                kind=EmptyKind::Nothing
                icon=icondata_lu::LuMousePointerClick
                title=move || tr!(outline.choose)
                body=move || tr!(outline.choose_text)
            />
        }
        .into_any(),
    };
    view! { <aside class="record-rail" aria-label=move || tr!(record.details)>{body}</aside> }.into_any()
}

fn chosen(screen: Screen, row: Row) -> AnyView {
    let (entity, id, name) = (row.entity, row.record.id(), row.name());
    let below = screen.outline.kinds.iter().copied().filter(|kind| kind.may(Action::Create));
    let adds = below.filter_map(|kind| add(kind, &row)).collect_view();
    let (counted, field) = screen.outline.counted;
    let is_counted = screen.outline.kinds.last().is_some_and(|last| last.kind == entity.kind);
    let members = is_counted.then(|| {
        view! {
            <LinkButton
                href=format!("{}?{field}={id}", counted.list_href())
                label=move || (counted.many)()
                icon=counted.icon
                small=true
            />
        }
    });
    let record = StoredValue::new(row.record.clone());
    let gone = Callback::new(move |()| screen.selected.set(String::new()));
    let delete = entity.may(Action::Delete).then(|| {
        view! {
            <IconButton
                icon=icondata_lu::LuTrash2
                label=move || tr!(record.delete)
                on_press=Callback::new(move |()| deletion::delete(entity, record.get_value(), gone))
            />
        }
    });
    view! {
        <header class="outline-head">
            <h2>{name}</h2>
            {delete}
        </header>
        <Details entity record=RwSignal::new(row.record) />
        <div class="outline-actions">{members} {adds}</div>
    }
    .into_any()
}

/// The button that adds a record of a kind below a row; None where none can stand.
fn add(kind: &'static Entity, row: &Row) -> Option<AnyView> {
    let id = Value::String(row.record.id().to_string());
    let preset = match (kind.kind, row.entity.kind) {
        (Kind::Department, Kind::Branch) => BTreeMap::from([("branch_id", id), ("parent_id", Value::Null)]),
        (Kind::Department, Kind::Department) => {
            BTreeMap::from([("branch_id", row.record.value("branch_id").clone()), ("parent_id", id)])
        }
        (one, other) if one == other => BTreeMap::from([("parent_id", id)]),
        _ => return None,
    };
    let open = RwSignal::new(false);
    let shown = view! {
        <Button
            label=move || tr!(list.new, kind = (kind.one)())
            icon=icondata_lu::LuPlus
            kind=ButtonKind::Secondary
            small=true
            on_press=Callback::new(move |()| open.set(true))
        />
        <CreateDialog entity=kind open preset />
    };
    Some(shown.into_any())
}
