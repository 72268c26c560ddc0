//! The fields of a record, each edited where it stands.

use std::sync::Arc;

use kit::IconButton;
use leptos::prelude::*;
use words::tr;

use super::in_place::{self, Edited, InPlace};
use super::{Entity, Field, cell};
use crate::api::records::Record;
use crate::state::clipboard;
use domain::access::Action;

/// All sections. What is edited is put into `record` at once.
#[component]
pub(crate) fn Details(entity: &'static Entity, record: RwSignal<Record>) -> impl IntoView {
    let sections = entity.sections.iter().map(|section| {
        view! {
            <section class="details-section">
                <h3>{move || (section.label)()}</h3>
                <FieldList entity record names=section.fields />
            </section>
        }
    });
    let sections = sections.collect_view();
    view! { <div class="details">{sections}</div> }.into_any()
}

/// Some fields.
#[component]
pub(crate) fn FieldList(
    entity: &'static Entity,
    record: RwSignal<Record>,
    names: &'static [&'static str],
) -> impl IntoView {
    let fields = names.iter().filter_map(|name| entity.field(name));
    let rows = fields.map(|field| view! { <Row entity field record /> }).collect_view();
    view! { <dl>{rows}</dl> }.into_any()
}

#[component]
fn Row(entity: &'static Entity, field: &'static Field, record: RwSignal<Record>) -> impl IntoView {
    let is_edited = RwSignal::new(false);
    let can_edit = in_place::can_edit(entity, field) && entity.may(Action::Update);
    let on_done = StoredValue::new(Arc::new(move |end: Edited| {
        if let Edited::Changed(now) | Edited::Settled(now) = end {
            record.try_set(now);
        }
        is_edited.try_set(false);
    }));
    let shown = move || {
        if is_edited.get() {
            return view! { <InPlace entity field record=record.get_untracked() on_done=on_done.get_value() /> }.into_any();
        }
        record.with(|record| cell::value(entity, field, record, cell::Place::Page))
    };
    let pencil = move || {
        can_edit.then(|| {
            view! {
                <IconButton
                    icon=icondata_lu::LuPencil
                    label=move || tr!(record.edit_field, field = (field.label)())
                    on_press=Callback::new(move |()| is_edited.set(true))
                />
            }
        })
    };
    let can_copy = matches!(field.is, super::Is::Email | super::Is::Phone);
    let copier = move || {
        can_copy.then(|| {
            view! {
                <IconButton
                    icon=icondata_lu::LuCopy
                    label=move || tr!(record.copy, field = (field.label)())
                    on_press=Callback::new(move |()| copy(record, field))
                />
            }
        })
    };
    view! {
        <div class="details-row" data-field=field.name data-edited=move || is_edited.get().to_string()>
            <dt>{move || (field.label)()}</dt>
            <dd on:dblclick=move |_| if can_edit { is_edited.set(true) }>
                <span class="details-value">{shown}</span>
                <Show when=move || !is_edited.get()>
                    <span class="details-tools">{copier()} {pencil()}</span>
                </Show>
            </dd>
        </div>
    }
    .into_any()
}

fn copy(record: RwSignal<Record>, field: &'static Field) {
    let text = record.with_untracked(|record| record.text(field.name).unwrap_or_default().to_owned());
    if text.is_empty() {
        return;
    }
    clipboard::copy(&text);
}
