//! What a field is entered with: in forms, in place, in filters and in changes of many records.

use domain::Kind;
use kit::{
    ChipsInput, Choice, Combobox, DateInput, DateTimeInput, InputKind, MoneyInput, MultiCombobox,
    PercentInput, Select, Switch, TextArea, TextInput,
};
use leptos::prelude::*;
use serde_json::{Map, Value};
use wire::list::Filter;
use words::tr;

use super::picker::{RecordPicker, RecordsPicker};
use super::{AddFilter, Entity, Field, FilterBar, Filters, Is, ListValue, codes};
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
        Is::FieldName(of) => {
            let choices = Signal::derive(move || {
                let kind = |member: &str| draft.with(|draft| plain(draft.get(member)).parse().ok());
                of.entity(kind).map(settable).unwrap_or_default()
            });
            view! { <Select value=text on_change=set_text choices allow_none=|| tr!(common.none) /> }
                .into_any()
        }
        Is::Filter(kind) => filter_field(field, kind, draft, on_change),
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
        Is::Choices(values) => several(field, values, draft, on_change),
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

/// The fields that a client may set.
fn settable(entity: &'static Entity) -> Vec<Choice> {
    let fields = entity.fields.iter().filter(|field| entity.fact(field.name).is_settable);
    fields.map(|field| Choice::new(field.name, (field.label)())).collect()
}

/// A filter as it is stored.
pub(crate) fn filter_of(value: Option<&Value>) -> Filter {
    value.and_then(|value| serde_json::from_value(value.clone()).ok()).unwrap_or_else(Filter::all)
}

/// The filters of records of a kind, as a list has them above it.
fn filter_field(
    field: &'static Field,
    kind: Kind,
    draft: Signal<Map<String, Value>>,
    on_change: Callback<(&'static str, Value)>,
) -> AnyView {
    let Some(entity) = entity(kind) else { return ().into_any() };
    let all = Signal::derive(move || match draft.with(|draft| filter_of(draft.get(field.name))) {
        Filter::And { and } => and,
        other => vec![other],
    });
    let put = Callback::new(move |and: Vec<Filter>| {
        on_change.run((field.name, serde_json::to_value(Filter::And { and }).unwrap_or_default()));
    });
    let filters = Filters { entity, all, put, has_alternatives: true };
    view! { <div class="filter-field"><FilterBar filters /> <AddFilter filters /></div> }.into_any()
}

/// Several of a short list of values, which is searched here.
fn several(
    field: &'static Field,
    list: &'static [ListValue],
    draft: Signal<Map<String, Value>>,
    on_change: Callback<(&'static str, Value)>,
) -> AnyView {
    let query = RwSignal::new(String::new());
    let choices = Signal::derive(move || {
        let query = query.get().to_lowercase();
        let all = list.iter().map(ListValue::choice);
        all.filter(|choice| choice.label.to_lowercase().contains(&query)).collect::<Vec<_>>()
    });
    let chosen = Signal::derive(move || {
        let chosen = draft.with(|draft| texts(draft.get(field.name)));
        let listed = |value: &String| list.iter().find(|listed| listed.value == value).map(ListValue::choice);
        chosen.iter().filter_map(listed).collect::<Vec<_>>()
    });
    let change = Callback::new(move |choices: Vec<Choice>| {
        let values: Vec<String> = choices.into_iter().map(|choice| choice.value).collect();
        on_change.run((field.name, values.into()));
    });
    let on_query = Callback::new(move |text| query.set(text));
    view! { <MultiCombobox values=chosen on_change=change choices on_query /> }.into_any()
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
