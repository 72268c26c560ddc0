//! The form of a new record. What is typed is kept until it is saved or discarded, over a reload and over the end of a
//! session.

use std::collections::BTreeMap;

use kit::{Button, ButtonKind, Dialog, DialogSize, toast};
use leptos::html;
use leptos::prelude::*;
use serde_json::{Map, Value};
use wasm_bindgen::JsCast;
use wire::FieldError;
use words::tr;

use super::entry::Entry;
use super::{Entity, Field, FieldInput, Is};
use crate::api::records::{self, Record};
use crate::api::session;
use crate::state::draft;

/// A form on its way.
#[derive(Clone, Copy)]
pub(crate) struct Form {
    entity: &'static Entity,
    entry: Entry,
    /// The fields that are left to the caller, who has set them.
    preset: StoredValue<BTreeMap<&'static str, Value>>,
}

impl Form {
    /// An empty form, with what is preset, what the kind begins with, and what was typed before.
    pub(crate) fn new(entity: &'static Entity, preset: BTreeMap<&'static str, Value>) -> Self {
        let mut values = beginnings(entity);
        values.extend(draft::read(entity.path));
        values.extend(preset.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
        Self { entity, entry: Entry::new(values), preset: StoredValue::new(preset) }
    }

    /// The fields that can be entered, section by section.
    pub(crate) fn fields(self) -> impl Iterator<Item = (&'static super::Section, Vec<&'static Field>)> {
        let entity = self.entity;
        let preset = self.preset.get_value();
        entity.sections.iter().map(move |section| {
            let fields = section.fields.iter().filter_map(|name| entity.field(name));
            let open = fields.filter(|field| {
                entity.fact(field.name).is_settable && !preset.contains_key(field.name) && !field.is_later
            });
            (section, open.collect())
        })
    }

    /// Takes a value that was entered.
    pub(crate) fn set(self, name: &'static str, value: Value) {
        self.entry.set(name, value);
        // What is preset belongs to this form and not to the next one of the kind.
        let mut typed = self.entry.values().get_untracked();
        self.preset.with_value(|preset| typed.retain(|name, _| !preset.contains_key(name.as_str())));
        draft::keep(self.entity.path, &typed);
    }

    /// Saves, if the rules allow it.
    fn save(self, on_saved: Callback<Record>) {
        let entity = self.entity;
        let mut input = self.entry.filled();
        input.retain(|name, _| entity.fact(name).is_settable);
        let wrong = missing(entity, &input).chain((entity.check)(&input)).collect();
        let sent = async move { records::create(entity, &input).await };
        self.entry.send(wrong, sent, move |record| {
            draft::discard(entity.path);
            on_saved.try_run(record);
        });
    }
}

/// Required fields that are empty.
fn missing(entity: &'static Entity, input: &Map<String, Value>) -> impl Iterator<Item = FieldError> {
    let required = entity.fields.iter().filter(|field| entity.fact(field.name).is_required);
    let empty: Vec<FieldError> = required
        .filter(|field| !input.contains_key(field.name))
        .map(|field| FieldError::at(field.name, wire::FieldCode::Required))
        .collect();
    empty.into_iter()
}

/// What a new record begins with.
fn beginnings(entity: &Entity) -> Map<String, Value> {
    let mut values = Map::new();
    for field in entity.fields.iter().filter(|field| entity.fact(field.name).is_required) {
        match field.is {
            Is::Currency => {
                let base = session::me().map(|me| me.base_currency.code().to_owned());
                values.insert(field.name.to_owned(), base.into());
            }
            Is::Choice(list) => {
                values.insert(field.name.to_owned(), list.first().map(|value| value.value).into());
            }
            _ => {}
        }
    }
    if let Some(zone) = entity.field("time_zone").and_then(|_| session::me()) {
        values.insert("time_zone".to_owned(), zone.user.time_zone.clone().into());
    }
    if entity.field("is_active").is_some() {
        values.insert("is_active".to_owned(), Value::Bool(true));
    }
    values
}

/// The dialog of a new record.
#[component]
pub(crate) fn CreateDialog(
    entity: &'static Entity,
    open: RwSignal<bool>,
    /// Fields that are set and not shown.
    preset: BTreeMap<&'static str, Value>,
    /// What happens with the new record, beside being told of.
    #[prop(optional, into)]
    on_saved: Option<Callback<Record>>,
) -> impl IntoView {
    let preset = StoredValue::new(preset);
    view! {
        <Dialog open title=move || tr!(list.new, kind = (entity.one)()) size=DialogSize::Large>
            {move || open.get().then(|| form(Form::new(entity, preset.get_value()), open, on_saved))}
        </Dialog>
    }
    .into_any()
}

fn form(form: Form, open: RwSignal<bool>, on_saved: Option<Callback<Record>>) -> AnyView {
    let entity = form.entity;
    let root = NodeRef::<html::Form>::new();
    let saved = Callback::new(move |record: Record| {
        open.set(false);
        let name = super::cell::name_of(entity, &record);
        toast::done(tr!(record.created, kind = (entity.one)(), name = name));
        if let Some(on_saved) = on_saved {
            on_saved.run(record);
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.save(saved);
        focus_first_error(root);
    };
    let discard = Callback::new(move |()| {
        draft::discard(entity.path);
        open.set(false);
    });
    view! {
        <form class="record-form" node_ref=root on:submit=submit novalidate>
            {form.entry.banner()}
            {move || form.fields().map(|(section, fields)| fields_of(form, section.label, fields)).collect_view()}
            <div class="dialog-actions">
                <Button label=move || tr!(common.cancel) kind=ButtonKind::Ghost on_press=discard />
                <Button
                    label=move || tr!(common.save)
                    kind=ButtonKind::Primary
                    submit=true
                    busy=form.entry.is_busy()
                    shortcut="Control+Enter"
                />
            </div>
        </form>
    }
    .into_any()
}

fn fields_of(form: Form, label: words::Word, fields: Vec<&'static Field>) -> AnyView {
    if fields.is_empty() {
        return ().into_any();
    }
    let rows = fields.into_iter().map(|field| form_field(form, field)).collect_view();
    view! {
        <fieldset class="form-section">
            <legend>{move || label()}</legend>
            <div class="form-fields">{rows}</div>
        </fieldset>
    }
    .into_any()
}

/// A field of a form: label, control, what is wrong with it.
pub(crate) fn form_field(form: Form, field: &'static Field) -> AnyView {
    let fact = form.entity.fact(field.name);
    let on_change = Callback::new(move |(name, value): (&'static str, Value)| form.set(name, value));
    view! {
        <div class="form-field" data-wide=matches!(field.is, Is::Lines | Is::Filter(_)).to_string()>
            <kit::Field label=field.label error=form.entry.error(field.name) required=fact.is_required>
                <FieldInput field draft=form.entry.values() on_change max_length=fact.max_length />
            </kit::Field>
        </div>
    }
    .into_any()
}

fn focus_first_error(root: NodeRef<html::Form>) {
    request_animation_frame(move || {
        let Some(root) = root.get_untracked() else { return };
        let wrong = root.query_selector("[aria-invalid='true']").ok().flatten();
        if let Some(wrong) = wrong.and_then(|wrong| wrong.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = wrong.focus();
        }
    });
}
