//! Other records, searched on the server as the user types.

use std::collections::{BTreeMap, BTreeSet};

use domain::Kind;
use kit::{Choice, Combobox, MultiCombobox, TextProp};
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use words::tr;

use crate::api::{names, records};
use crate::features::entity;

/// What the server offers of a kind, as the user types.
#[derive(Clone, Copy)]
struct Search {
    choices: RwSignal<Vec<Choice>>,
    is_loading: RwSignal<bool>,
    turn: StoredValue<u32>,
    kind: Signal<Option<Kind>>,
}

impl Search {
    fn new(kind: Signal<Option<Kind>>) -> Self {
        let (choices, is_loading) = (RwSignal::new(Vec::new()), RwSignal::new(false));
        Self { choices, is_loading, turn: StoredValue::new(0), kind }
    }

    fn ask(self, query: String) {
        let Some(entity) = self.kind.get_untracked().and_then(entity) else { return };
        self.turn.update_value(|turn| *turn = turn.wrapping_add(1));
        let mine = self.turn.get_value();
        self.is_loading.set(true);
        spawn_local(async move {
            if !query.is_empty() {
                gloo_timers::future::TimeoutFuture::new(150).await;
            }
            if self.turn.try_get_value() != Some(mine) {
                return;
            }
            let found = records::options(entity, &query).await.unwrap_or_default();
            if self.turn.try_get_value() == Some(mine) {
                let choice = |label: wire::Label| Choice::new(label.id.to_string(), label.label);
                self.choices.try_set(found.into_iter().map(choice).collect());
                self.is_loading.try_set(false);
            }
        });
    }
}

/// One record of a kind, searched on the server.
#[component]
pub(crate) fn RecordPicker(
    #[prop(into)] kind: Signal<Option<Kind>>,
    /// The id; empty for none.
    #[prop(into)]
    value: Signal<String>,
    on_change: Callback<String>,
) -> impl IntoView {
    let search = Search::new(kind);
    let chosen = Signal::derive(move || named(&value.get()));
    let pick = Callback::new(move |choice: Option<Choice>| {
        if let Some(choice) = &choice {
            remember(choice);
        }
        on_change.run(choice.map(|choice| choice.value).unwrap_or_default());
    });
    view! {
        <Combobox
            value=chosen
            on_pick=pick
            choices=search.choices
            on_query=Callback::new(move |query| search.ask(query))
            loading=search.is_loading
            placeholder=|| tr!(record.search)
            clearable=true
        />
    }
    .into_any()
}

/// Several records of a kind, searched on the server.
#[component]
pub(crate) fn RecordsPicker(
    kind: Kind,
    #[prop(into)] values: Signal<Vec<String>>,
    on_change: Callback<Vec<String>>,
) -> impl IntoView {
    let search = Search::new(Signal::derive(move || Some(kind)));
    let chosen =
        Signal::derive(move || values.with(|ids| ids.iter().filter_map(|id| named(id)).collect::<Vec<_>>()));
    let change = Callback::new(move |choices: Vec<Choice>| {
        choices.iter().for_each(remember);
        on_change.run(choices.into_iter().map(|choice| choice.value).collect());
    });
    view! {
        <MultiCombobox
            values=chosen
            on_change=change
            choices=search.choices
            on_query=Callback::new(move |query| search.ask(query))
            loading=search.is_loading
        />
    }
    .into_any()
}

/// The name of a record of a kind, searched on the server.
#[component]
pub(crate) fn RecordNamePicker(
    kind: Kind,
    /// The name; empty for none.
    #[prop(into)]
    value: Signal<String>,
    on_change: Callback<String>,
    #[prop(into)] label: TextProp,
    #[prop(into)] placeholder: TextProp,
) -> impl IntoView {
    let search = Search::new(Signal::derive(move || Some(kind)));
    let names = Signal::derive(move || {
        let names: BTreeSet<String> =
            search.choices.with(|choices| choices.iter().map(|choice| choice.label.clone()).collect());
        names.into_iter().map(by_name).collect::<Vec<_>>()
    });
    let chosen = Signal::derive(move || Some(value.get()).filter(|name| !name.is_empty()).map(by_name));
    let pick = Callback::new(move |choice: Option<Choice>| {
        on_change.run(choice.map(|choice| choice.value).unwrap_or_default());
    });
    view! {
        <Combobox
            value=chosen
            on_pick=pick
            choices=names
            on_query=Callback::new(move |query| search.ask(query))
            loading=search.is_loading
            label
            placeholder
            clearable=true
        />
    }
    .into_any()
}

fn by_name(name: String) -> Choice {
    Choice::new(name.clone(), name)
}

fn named(id: &str) -> Option<Choice> {
    if id == "me" {
        return Some(Choice::new("me", tr!(record.me)));
    }
    let id: Uuid = id.parse().ok()?;
    Some(Choice::new(id.to_string(), names::of(id).unwrap_or_else(|| tr!(record.unknown))))
}

fn remember(choice: &Choice) {
    if let Ok(id) = choice.value.parse::<Uuid>() {
        names::learn(&BTreeMap::from([(id, choice.label.clone())]));
    }
}
