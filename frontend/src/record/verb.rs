//! What can be done with a record beside changing its fields: the API's actions on it, each with what it asks for.

use domain::access::Action;
use icondata_core::Icon;
use kit::{Button, ButtonKind, Dialog, DialogSize, Menu, MenuItem, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::{Map, Value};
use wire::{FieldCode, FieldError};
use words::{Word, tr};

use super::entry::Entry;
use super::{Entity, Fact, Field, fact};
use crate::api::records::{self, Record};
use crate::layout::viewport;

/// One of the API's actions.
#[derive(Debug)]
pub(crate) struct Verb {
    /// Its name in the API, such as `disqualify`.
    pub(crate) action: &'static str,
    /// What it is called on its button, and over what it asks for.
    pub(crate) label: Word,
    pub(crate) icon: Icon,
    /// What it asks for; an action that asks for nothing is done at once.
    pub(crate) fields: &'static [Field],
    /// True if the record stands so that it can be done.
    pub(crate) fits: fn(&Record) -> bool,
    /// What is said when it is done.
    pub(crate) done: Word,
}

impl Verb {
    /// What the API says of a field that it asks for.
    fn fact(&self, entity: &Entity, field: &Field) -> Fact {
        fact(&format!("{}/actions/{}", entity.path, self.action), field.name)
    }

    /// Required fields that are empty.
    fn missing(&self, entity: &Entity, values: &Map<String, Value>) -> Vec<FieldError> {
        let required = self.fields.iter().filter(|field| self.fact(entity, field).is_required);
        let empty = required.filter(|field| !values.contains_key(field.name));
        empty.map(|field| FieldError::at(field.name, FieldCode::Required)).collect()
    }
}

/// A button for each of the verbs that can be done with the record as it stands; on a phone one menu of them.
#[component]
pub(crate) fn Verbs(
    entity: &'static Entity,
    record: Signal<Record>,
    verbs: &'static [Verb],
) -> impl IntoView {
    let asked = RwSignal::new(None::<&'static Verb>);
    let open = RwSignal::new(false);
    let fitting = Memo::new(move |_| {
        let fits = |verb: &Verb| record.with(|record| (verb.fits)(record));
        (0..verbs.len()).filter(|place| fits(&verbs[*place])).collect::<Vec<_>>()
    });
    let press = move |verb: &'static Verb| {
        if verb.fields.is_empty() {
            do_at_once(entity, record.get_untracked(), verb);
        } else {
            asked.set(Some(verb));
            open.set(true);
        }
    };
    let button = move |verb: &'static Verb| {
        view! { <Button label=verb.label icon=verb.icon on_press=move || press(verb) /> }
    };
    let item = move |verb: &'static Verb| MenuItem::new((verb.label)(), move || press(verb)).icon(verb.icon);
    let fitting = move || fitting.get().into_iter().map(move |place| &verbs[place]);
    let items = Signal::derive(move || fitting().map(item).collect::<Vec<_>>());
    let buttons = move || match viewport::is_phone() {
        // There is no room for several beside each other.
        true if items.with(Vec::is_empty) => ().into_any(),
        true => view! { <Menu label=|| tr!(record.verbs) items /> }.into_any(),
        false => fitting().map(button).collect_view().into_any(),
    };
    let title = move || asked.get().map(|verb| (verb.label)()).unwrap_or_default();
    view! {
        {move || entity.may(Action::Update).then(buttons)}
        <Dialog open title size=DialogSize::Small>
            {move || asked.get().filter(|_| open.get()).map(|verb| form(entity, record, verb, open))}
        </Dialog>
    }
    .into_any()
}

fn do_at_once(entity: &'static Entity, record: Record, verb: &'static Verb) {
    spawn_local(async move {
        match records::act(entity, &record, verb.action, &Map::new()).await {
            Ok(_) => toast::done((verb.done)()),
            Err(failure) => toast::failed(failure.words(), None),
        }
    });
}

/// What the verb asks for.
fn form(
    entity: &'static Entity,
    record: Signal<Record>,
    verb: &'static Verb,
    open: RwSignal<bool>,
) -> AnyView {
    let entry = Entry::new(Map::new());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (record, values) = (record.get_untracked(), entry.filled());
        let wrong = verb.missing(entity, &values);
        let sent = async move { records::act(entity, &record, verb.action, &values).await };
        entry.send(wrong, sent, move |_| {
            open.try_set(false);
            toast::done((verb.done)());
        });
    };
    let inputs = verb.fields.iter().map(|field| {
        let fact = verb.fact(entity, field);
        entry.input(field, fact.max_length, Signal::stored(fact.is_required))
    });
    view! {
        <form class="record-form" on:submit=submit novalidate>
            {entry.banner()}
            {inputs.collect_view()}
            <div class="dialog-actions">
                <Button label=move || tr!(common.cancel) kind=ButtonKind::Ghost on_press=move || open.set(false) />
                <Button
                    label=verb.label
                    kind=ButtonKind::Primary
                    submit=true
                    busy=entry.is_busy()
                    shortcut="Control+Enter"
                />
            </div>
        </form>
    }
    .into_any()
}
