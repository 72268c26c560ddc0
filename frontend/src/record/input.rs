//! What a field is entered with: in forms, in place, in filters and in changes of many records.

use std::collections::BTreeMap;

use domain::Kind;
use kit::{
    ChipsInput, Choice, Combobox, DateInput, DateTimeInput, InputKind, MoneyInput, MultiCombobox,
    PercentInput, Select, Switch, TextArea, TextInput,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::{Map, Value};
use uuid::Uuid;
use words::tr;

use super::{Field, Is, ListValue, codes};
use crate::api::{names, records};
use crate::features::entity;

/// The most characters of a text where the API says nothing.
const LONGEST: usize = 10_000;

/// What a field is entered with. `draft` has the values of all fields, for a field may depend on another; `on_change`
/// is called with the new value as it is sent, `null` for empty.
#[component]
pub(crate) fn FieldInput(
    field: &'static Field,
    #[prop(into)] draft: Signal<Map<String, Value>>,
    on_change: Callback<(&'static str, Value)>,
    /// The most characters of a text.
    #[prop(optional_no_strip)]
    max_length: Option<u64>,
) -> impl IntoView {
    let name = field.name;
    let text = Signal::derive(move || draft.with(|draft| plain(draft.get(name))));
    let set = move |value: Value| on_change.run((name, value));
    let set_text = Callback::new(move |text: String| set(text_or_null(text)));
    let most = max_length.and_then(|most| usize::try_from(most).ok()).unwrap_or(LONGEST);
    match field.is {
        Is::Text => line(InputKind::Text, text, set_text, most),
        Is::Email => line(InputKind::Email, text, set_text, most),
        Is::Phone => line(InputKind::Phone, text, set_text, most),
        Is::Url => line(InputKind::Url, text, set_text, most),
        Is::Lines => view! { <TextArea value=text on_input=set_text max_length=most /> }.into_any(),
        Is::Number | Is::Year => {
            let set_number = Callback::new(move |text: String| set(number_or_text(&text)));
            line(InputKind::Number, text, set_number, 40)
        }
        Is::Decimal => line(InputKind::Number, text, set_text, 40),
        Is::Money(currency) => {
            let code = Signal::derive(move || draft.with(|draft| plain(draft.get(currency))));
            view! { <MoneyInput value=text on_input=set_text currency=code /> }.into_any()
        }
        Is::Share => view! { <PercentInput value=text on_input=set_text /> }.into_any(),
        Is::Day => view! { <DateInput value=text on_change=set_text /> }.into_any(),
        Is::Instant => {
            let local = Signal::derive(move || kit::format::to_local_input(&text.get()));
            let set_moment = Callback::new(move |local: String| {
                set(text_or_null(kit::format::from_local_input(&local)));
            });
            view! { <DateTimeInput value=local on_change=set_moment /> }.into_any()
        }
        Is::Flag => {
            let checked =
                Signal::derive(move || draft.with(|draft| draft.get(name) == Some(&Value::Bool(true))));
            let label = field.label;
            let set_flag = Callback::new(move |checked: bool| set(Value::Bool(checked)));
            view! { <Switch label=label label_hidden=true checked on_change=set_flag /> }.into_any()
        }
        Is::Choice(values) => {
            let choices = Signal::derive(move || values.iter().map(ListValue::choice).collect::<Vec<_>>());
            view! { <Select value=text on_change=set_text choices allow_none=|| tr!(common.none) /> }
                .into_any()
        }
        Is::Currency => from_codes(text, set_text, codes::currencies),
        Is::Country => from_codes(text, set_text, codes::countries),
        Is::Zone => from_codes(text, set_text, codes::zones),
        Is::Reference(kind) => {
            let kind = Signal::derive(move || Some(kind));
            view! { <RecordPicker kind value=text on_change=set_text /> }.into_any()
        }
        Is::ReferenceBy(member) => {
            let kind = Signal::derive(move || {
                draft.with(|draft| {
                    draft.get(member).and_then(Value::as_str).and_then(|word| word.parse().ok())
                })
            });
            view! { <RecordPicker kind value=text on_change=set_text /> }.into_any()
        }
        Is::References(kind) => {
            let ids = Signal::derive(move || draft.with(|draft| texts(draft.get(name))));
            let set_ids = Callback::new(move |ids: Vec<String>| set(ids.into()));
            view! { <RecordsPicker kind values=ids on_change=set_ids /> }.into_any()
        }
        Is::Texts => {
            let values = Signal::derive(move || draft.with(|draft| texts(draft.get(name))));
            let set_texts = Callback::new(move |values: Vec<String>| set(values.into()));
            view! { <ChipsInput values on_change=set_texts /> }.into_any()
        }
    }
}

impl ListValue {
    /// As a control offers it.
    pub(crate) fn choice(&self) -> Choice {
        Choice { tone: Some(self.tone), ..Choice::new(self.value, (self.label)()) }
    }
}

fn line(kind: InputKind, value: Signal<String>, on_input: Callback<String>, most: usize) -> AnyView {
    view! { <TextInput kind value on_input max_length=most /> }.into_any()
}

/// A choice from a long list that the browser has: searched here.
fn from_codes(value: Signal<String>, on_change: Callback<String>, all: fn() -> Vec<Choice>) -> AnyView {
    let query = RwSignal::new(String::new());
    let list = Memo::new(move |_| {
        words::locale();
        all()
    });
    let choices = Signal::derive(move || {
        let query = query.get().to_lowercase();
        let found = |choice: &Choice| {
            choice.label.to_lowercase().contains(&query) || choice.value.to_lowercase().contains(&query)
        };
        list.with(|list| list.iter().filter(|choice| found(choice)).take(50).cloned().collect::<Vec<_>>())
    });
    let chosen = Signal::derive(move || {
        let code = value.get();
        list.with(|list| list.iter().find(|choice| choice.value == code).cloned())
            .or_else(|| (!code.is_empty()).then(|| Choice::new(code.clone(), code)))
    });
    let pick = Callback::new(move |choice: Option<Choice>| {
        on_change.run(choice.map(|choice| choice.value).unwrap_or_default());
    });
    view! {
        <Combobox value=chosen on_pick=pick choices on_query=Callback::new(move |q| query.set(q)) clearable=true />
    }
    .into_any()
}

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

/// A value as the text of a control.
pub(crate) fn plain(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Bool(flag)) => flag.to_string(),
        _ => String::new(),
    }
}

fn texts(value: Option<&Value>) -> Vec<String> {
    let values = value.and_then(Value::as_array);
    values.into_iter().flatten().map(|value| plain(Some(value))).collect()
}

fn text_or_null(text: String) -> Value {
    if text.trim().is_empty() { Value::Null } else { Value::String(text) }
}

/// A whole number; what is none is sent as it was typed, for the server to say what is wrong with it.
fn number_or_text(text: &str) -> Value {
    match text.trim().parse::<i64>() {
        Ok(number) => number.into(),
        Err(_) => text_or_null(text.to_owned()),
    }
}
