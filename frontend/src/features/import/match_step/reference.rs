//! How the record that a text names is found, and what happens where there is none.

use domain::Kind;
use kit::{Choice, IconButton, Select};
use leptos::prelude::*;
use wire::import::{MissingReference, ReferenceKey, ReferenceWithin};
use words::tr;

use super::source::template_input;
use crate::features::import::listed::{all, pick};
use crate::features::import::mapping::{Line, Mapping, targets};
use crate::record::{Entity, Field, Is};

/// The settings of a field that names records of the kind `target`.
#[component]
pub(super) fn Reference(mapping: Mapping, line: Line, target: &'static Entity) -> impl IntoView {
    let by = Signal::derive(move || line.reference().by);
    let missing = Signal::derive(move || line.reference().missing);
    let keys = Signal::derive(move || keys_of(target));
    let find_by = Callback::new(move |by: ReferenceKey| line.set_reference(|rule| rule.by = by));
    let if_missing = Callback::new(move |missing| line.set_reference(|rule| rule.missing = missing));
    let creates = Memo::new(move |_| missing.get() == MissingReference::Create);
    view! {
        <div class="form-fields">
            <kit::Field label=move || tr!(import.found_by, kind = (target.one)())>
                {pick(by, keys, find_by)}
            </kit::Field>
            <kit::Field label=move || tr!(import.missing, kind = (target.one)())>
                {pick(missing, all(), if_missing)}
            </kit::Field>
        </div>
        <Within mapping line target />
        {move || creates.get().then(|| view! { <CreateWith mapping line target /> })}
    }
    .into_any()
}

/// By what a record of this kind can be found.
fn keys_of(target: &Entity) -> Vec<ReferenceKey> {
    let has = |name: &str| target.field(name).is_some();
    let by = [
        (ReferenceKey::Name, target.kind != Kind::OpportunityLine),
        (ReferenceKey::ExternalId, has("external_ids")),
        (ReferenceKey::Email, has("email")),
        (ReferenceKey::Code, has("code")),
        (ReferenceKey::Id, true),
    ];
    by.into_iter().filter(|(_, is_there)| *is_there).map(|(key, _)| key).collect()
}

/// Among which records to look: those of one pipeline, of one branch.
#[component]
fn Within(mapping: Mapping, line: Line, target: &'static Entity) -> impl IntoView {
    let outer: Vec<&'static Field> =
        targets(target).into_iter().filter(|field| matches!(field.is, Is::Reference(_))).collect();
    if outer.is_empty() {
        return ().into_any();
    }
    let choices = Signal::derive(move || {
        outer.iter().map(|field| Choice::new(field.name, (field.label)())).collect::<Vec<_>>()
    });
    let within = move || line.reference().within;
    let field = Signal::derive(move || within().map(|within| within.field).unwrap_or_default());
    let name = Signal::derive(move || within().map(|within| within.name).unwrap_or_default());
    let choose = Callback::new(move |field: String| {
        let name = name.get_untracked();
        let within = (!field.is_empty()).then_some(ReferenceWithin { field, name });
        line.set_reference(|rule| rule.within = within);
    });
    let type_name = Callback::new(move |name: String| {
        let within = ReferenceWithin { field: field.get_untracked(), name };
        line.set_reference(|rule| rule.within = Some(within));
    });
    let is_set = Memo::new(move |_| field.with(|field| !field.is_empty()));
    view! {
        <div class="form-fields">
            <kit::Field label=move || tr!(import.within)>
                <Select value=field choices on_change=choose allow_none=move || tr!(import.within_all) />
            </kit::Field>
            {move || {
                is_set.get().then(|| {
                    view! {
                        <div class="field">
                            <span class="field-label">{move || tr!(import.within_name)}</span>
                            {template_input(mapping, name, type_name)}
                        </div>
                    }
                })
            }}
        </div>
    }
    .into_any()
}

/// What a record that is created on the way gets besides its name.
#[component]
fn CreateWith(mapping: Mapping, line: Line, target: &'static Entity) -> impl IntoView {
    let given = Memo::new(move |_| line.reference().create_with.into_keys().collect::<Vec<_>>());
    let free = Signal::derive(move || {
        let given = given.get();
        let is_free = |field: &&'static Field| !given.iter().any(|name| name == field.name);
        let choice = |field: &'static Field| {
            let star = if target.fact(field.name).is_required { " *" } else { "" };
            Choice::new(field.name, format!("{}{star}", (field.label)()))
        };
        targets(target).into_iter().filter(is_free).map(choice).collect::<Vec<_>>()
    });
    let add = Callback::new(move |name: String| {
        line.set_reference(|rule| drop(rule.create_with.insert(name, String::new())));
    });
    let row = move |name: String| {
        let label = target.field(&name).map(|field| (field.label)()).unwrap_or_else(|| name.clone());
        let (read, written, removed) = (name.clone(), name.clone(), name);
        let value = Signal::derive(move || line.reference().create_with.remove(&read).unwrap_or_default());
        let input = Callback::new(move |text: String| {
            line.set_reference(|rule| drop(rule.create_with.insert(written.clone(), text)));
        });
        let remove = move || line.set_reference(|rule| drop(rule.create_with.remove(&removed)));
        view! {
            <li class="import-create-with">
                <span class="field-label">{label}</span>
                <div>{template_input(mapping, value, input)}</div>
                <IconButton icon=icondata_lu::LuX label=move || tr!(import.remove_field) small=true on_press=remove />
            </li>
        }
    };
    view! {
        <div class="import-create">
            <p class="field-label">{move || tr!(import.create_with)}</p>
            <ul>
                <For each=move || given.get() key=|name| name.clone() children=row />
            </ul>
            <Select
                value=Signal::stored(String::new())
                choices=free
                on_change=add
                allow_none=move || tr!(import.create_with_add)
                label=move || tr!(import.create_with_add)
                small=true
            />
        </div>
    }
    .into_any()
}
