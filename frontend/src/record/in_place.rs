//! A field edited where it stands: in a row of a list or on the record's page. Enter and leaving save, Escape
//! restores.

use std::sync::Arc;

use kit::toast;
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use serde_json::{Map, Value};
use wasm_bindgen::JsCast;
use words::tr;

use super::input::plain;
use super::{Entity, Field, FieldInput, Is, conflict};
use crate::api::Failure;
use crate::api::records::Record;

/// What is done when editing ends. It outlives the control.
pub(crate) type Done = Arc<dyn Fn(Edited) + Send + Sync>;

/// How editing ended.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Edited {
    /// Nothing is changed.
    Left,
    /// This is shown at once; the server has not answered yet.
    Changed(Record),
    /// The record as the server has it: after the change, or as it was if that failed.
    Settled(Record),
}

/// True if the field can be edited in place: it can be set, and one control is enough.
pub(crate) fn can_edit(entity: &Entity, field: &Field) -> bool {
    let is_simple = !matches!(field.is, Is::ReferenceBy(_));
    is_simple && !field.is_by_action && entity.fact(field.name).is_settable
}

/// The control, focused. `on_done` is called first with what is shown, then with what the server made of it.
#[component]
pub(crate) fn InPlace(
    entity: &'static Entity,
    field: &'static Field,
    record: Record,
    on_done: Done,
) -> impl IntoView {
    let root = NodeRef::<html::Div>::new();
    let draft = RwSignal::new(record.members().clone());
    let is_done = StoredValue::new(false);
    let (record, done) = (StoredValue::new(record), StoredValue::new(on_done));
    let finish = move |keeps: bool| {
        if is_done.try_update_value(|done| std::mem::replace(done, true)) != Some(false) {
            return;
        }
        let (before, on_done) = (record.get_value(), done.get_value());
        let value = draft.with_untracked(|draft| draft.get(field.name).cloned()).unwrap_or_default();
        if !keeps || &value == before.value(field.name) {
            on_done(Edited::Left);
            return;
        }
        let patch = Map::from_iter([(field.name.to_owned(), value)]);
        if let Some(wrong) = first_error(entity, &before, &patch) {
            // It stays open, with what was typed.
            toast::failed(format!("{}: {wrong}", (field.label)()), None);
            is_done.set_value(false);
            return;
        }
        change(entity, field, before, patch, on_done);
    };
    let on_change = Callback::new(move |(name, value): (&'static str, Value)| {
        // A control that goes tells its value once more.
        draft.try_update(|draft| draft.insert(name.to_owned(), value));
        if commits_at_once(field.is) {
            finish(true);
        }
    });
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "Escape" => {
            event.stop_propagation();
            finish(false);
        }
        // What stands in its editor is not whole yet.
        "Enter" if matches!(field.is, Is::Filter(_)) => {}
        "Enter" if field.is != Is::Lines || event.ctrl_key() || event.meta_key() => finish(true),
        _ => {}
    };
    let on_leave = move |event: FocusEvent| {
        let to = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        // The control that goes leaves too.
        let root = root.try_get_untracked().flatten();
        let stays = root.is_some_and(|root| to.as_ref().is_some_and(|to| root.contains(Some(to))));
        if !stays {
            finish(true);
        }
    };
    Effect::new(move |_| {
        if let Some(root) = root.get() {
            focus_first(
                &root,
                &plain(record.with_value(|record| record.members().get(field.name).cloned()).as_ref()),
            );
        }
    });
    view! {
        <div class="in-place" node_ref=root on:keydown=on_key on:focusout=on_leave>
            <FieldInput field draft on_change max_length=entity.fact(field.name).max_length />
        </div>
    }
    .into_any()
}

/// Shows the change, saves it, and offers to take it back.
pub(crate) fn change(
    entity: &'static Entity,
    field: &'static Field,
    before: Record,
    patch: Map<String, Value>,
    on_done: Done,
) {
    let (sent, saved) = (before.clone(), patch.clone());
    let shown = patch.iter().fold(before.clone(), |record, (name, value)| record.with(name, value.clone()));
    on_done(Edited::Changed(shown));
    let then = Arc::new(move |result: Result<Record, Failure>| match result {
        Ok(after) => {
            let back = Map::from_iter([(field.name.to_owned(), before.value(field.name).clone())]);
            offer_undo(entity, field, after.clone(), back, Arc::clone(&on_done));
            on_done(Edited::Settled(after));
        }
        Err(failure) => {
            toast::failed(format!("{}: {}", (field.label)(), failure.words()), None);
            on_done(Edited::Settled(before.clone()));
        }
    });
    conflict::save(entity, sent, saved, then);
}

fn offer_undo(
    entity: &'static Entity,
    field: &'static Field,
    after: Record,
    back: Map<String, Value>,
    on_done: Done,
) {
    let undo = Callback::new(move |()| {
        let on_done = Arc::clone(&on_done);
        let then = Arc::new(move |result: Result<Record, Failure>| match result {
            Ok(record) => on_done(Edited::Settled(record)),
            Err(failure) => toast::failed(failure.words(), None),
        });
        conflict::save(entity, after.clone(), back.clone(), then);
    });
    toast::undo(tr!(record.changed, field = (field.label)()), undo);
}

/// What the rules that the server applies too say against the change.
fn first_error(entity: &Entity, before: &Record, patch: &Map<String, Value>) -> Option<String> {
    let mut input = before.members().clone();
    input.retain(|name, _| entity.fact(name).is_settable);
    input.extend(patch.clone());
    let errors = (entity.check)(&input);
    let mine = errors.iter().find(|error| {
        error.pointer.as_deref().is_some_and(|place| patch.contains_key(place.trim_start_matches('/')))
    });
    mine.map(crate::api::field_words)
}

/// True for controls that have one moment of choice; the others are saved by Enter and by leaving.
fn commits_at_once(is: Is) -> bool {
    matches!(
        is,
        Is::Flag | Is::Choice(_) | Is::Currency | Is::Country | Is::Zone | Is::Reference(_) | Is::Filter(_)
    )
}

/// Focuses the control, and selects its text unless something else was typed already.
fn focus_first(root: &web_sys::HtmlDivElement, text: &str) {
    let control = root.query_selector("input, select, textarea, button").ok().flatten();
    if let Some(control) = control.and_then(|control| control.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = control.focus();
        if let Ok(input) = control.dyn_into::<web_sys::HtmlInputElement>() {
            // The control shows its text a moment later; whoever types before that replaces it, too.
            if input.value().is_empty() && input.type_() == "text" {
                input.set_value(text);
            }
            let text = text.to_owned();
            let select = move || {
                if input.value() == text {
                    input.select();
                }
            };
            select();
            request_animation_frame(select);
        }
    }
}
