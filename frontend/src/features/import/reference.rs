//! How the record that a text names is found, and what happens where there is none.

use domain::Kind;
use kit::{Choice, IconButton, Select};
use leptos::prelude::*;
use wire::import::{ImportReference, MissingReference, ReferenceKey, ReferenceWithin};
use words::tr;

use super::column_row::template_input;
use super::guess;
use super::listed::{all, pick};
use super::mapping::{Line, Mapping};
use crate::features;
use crate::record::{Entity, Field, Is};

/// The settings of a field that names records.
#[component]
pub(super) fn Reference(mapping: Mapping, line: Line, field: &'static Field) -> impl IntoView {
    let (Is::Reference(kind) | Is::References(kind)) = field.is else { return ().into_any() };
    let Some(target) = features::entity(kind) else { return ().into_any() };
    let rule = move || line.column.with(|column| column.reference.clone().unwrap_or_default());
    let set = move |change: &dyn Fn(&mut ImportReference)| {
        line.set(|column| {
            let mut rule = column.reference.take().unwrap_or_default();
            change(&mut rule);
            column.reference = (rule != ImportReference::default()).then_some(rule);
        });
    };
    let by = Signal::derive(move || rule().by);
    let missing = Signal::derive(move || rule().missing);
    let keys = Signal::derive(move || keys_of(target));
    let creates = Memo::new(move |_| missing.get() == MissingReference::Create);
    view! {
        <div class="form-fields">
            <kit::Field label=move || tr!(import.found_by, kind = (target.one)())>
                {pick(by, keys, Callback::new(move |by: ReferenceKey| set(&|rule| rule.by = by)))}
            </kit::Field>
            <kit::Field label=move || tr!(import.missing, kind = (target.one)())>
                {pick(missing, all(), Callback::new(move |missing| set(&|rule| rule.missing = missing)))}
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
        guess::targets(target).into_iter().filter(|field| matches!(field.is, Is::Reference(_))).collect();
    if outer.is_empty() {
        return ().into_any();
    }
    let choices = Signal::derive(move || {
        outer.iter().map(|field| Choice::new(field.name, (field.label)())).collect::<Vec<_>>()
    });
    let within =
        move || line.column.with(|column| column.reference.as_ref().and_then(|rule| rule.within.clone()));
    let set = move |within: Option<ReferenceWithin>| {
        line.set(|column| {
            let rule = ImportReference { within, ..column.reference.take().unwrap_or_default() };
            column.reference = (rule != ImportReference::default()).then_some(rule);
        });
    };
    let field = Signal::derive(move || within().map(|within| within.field).unwrap_or_default());
    let name = Signal::derive(move || within().map(|within| within.name).unwrap_or_default());
    let choose = Callback::new(move |field: String| {
        let name = name.get_untracked();
        set((!field.is_empty()).then_some(ReferenceWithin { field, name }));
    });
    let type_name = Callback::new(move |name: String| {
        set(Some(ReferenceWithin { field: field.get_untracked(), name }));
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
    let set = move |change: &dyn Fn(&mut ImportReference)| {
        line.set(|column| {
            let mut rule = column.reference.take().unwrap_or_default();
            change(&mut rule);
            column.reference = Some(rule);
        });
    };
    let given = Memo::new(move |_| {
        line.column.with(|column| {
            let rule = column.reference.as_ref();
            rule.map(|rule| rule.create_with.keys().cloned().collect::<Vec<_>>()).unwrap_or_default()
        })
    });
    let free = Signal::derive(move || {
        let given = given.get();
        let is_free = |field: &&'static Field| !given.iter().any(|name| name == field.name);
        let choice = |field: &'static Field| {
            let star = if target.fact(field.name).is_required { " *" } else { "" };
            Choice::new(field.name, format!("{}{star}", (field.label)()))
        };
        guess::targets(target).into_iter().filter(is_free).map(choice).collect::<Vec<_>>()
    });
    let add = Callback::new(move |name: String| {
        set(&|rule| drop(rule.create_with.insert(name.clone(), String::new())));
    });
    let row = move |name: String| {
        let label = target.field(&name).map(|field| (field.label)()).unwrap_or_else(|| name.clone());
        let (read, written, removed) = (name.clone(), name.clone(), name);
        let value = Signal::derive(move || {
            line.column.with(|column| {
                let rule = column.reference.as_ref();
                rule.and_then(|rule| rule.create_with.get(&read).cloned()).unwrap_or_default()
            })
        });
        let input = Callback::new(move |text: String| {
            set(&|rule| drop(rule.create_with.insert(written.clone(), text.clone())));
        });
        let remove = Callback::new(move |()| set(&|rule| drop(rule.create_with.remove(&removed))));
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
