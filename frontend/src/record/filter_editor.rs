//! One test of a filter, edited: which field, which test, which value.

use icondata_lu::LuListFilter;
use kit::{Button, ButtonKind, Choice, Popover, Select};
use leptos::prelude::*;
use serde_json::{Map, Value};
use wasm_bindgen::JsCast;
use wire::Op;
use wire::list::{Filter, Test};
use words::{Word, tr, word};

use super::{Entity, Field, FieldInput, FieldsOf, Filters, Is, beyond};

/// The named periods that a day or a moment can be in.
const PERIODS: &[(&str, Word)] = &[
    ("today", word!(period.today)),
    ("yesterday", word!(period.yesterday)),
    ("tomorrow", word!(period.tomorrow)),
    ("this_week", word!(period.this_week)),
    ("last_week", word!(period.last_week)),
    ("next_week", word!(period.next_week)),
    ("this_month", word!(period.this_month)),
    ("last_month", word!(period.last_month)),
    ("next_month", word!(period.next_month)),
    ("this_quarter", word!(period.this_quarter)),
    ("last_quarter", word!(period.last_quarter)),
    ("next_quarter", word!(period.next_quarter)),
    ("this_year", word!(period.this_year)),
    ("last_year", word!(period.last_year)),
    ("next_year", word!(period.next_year)),
    ("last_7_days", word!(period.last_7_days)),
    ("last_30_days", word!(period.last_30_days)),
    ("last_90_days", word!(period.last_90_days)),
    ("next_7_days", word!(period.next_7_days)),
    ("next_30_days", word!(period.next_30_days)),
];

/// A named period in words.
pub(crate) fn period_words(name: &str) -> String {
    PERIODS.iter().find(|(period, _)| *period == name).map_or_else(|| name.to_owned(), |(_, word)| word())
}

/// The named periods, to choose from.
pub(crate) fn periods() -> Vec<Choice> {
    PERIODS.iter().map(|(name, word)| Choice::new(*name, word())).collect()
}

/// A test in words, for a field of this sort.
pub(crate) fn op_words(op: Op, is: Is) -> String {
    let is_time = matches!(is, Is::Day | Is::Instant);
    match op {
        Op::Eq => tr!(op.eq),
        Op::Ne => tr!(op.ne),
        Op::In => tr!(op.in_),
        Op::Nin => tr!(op.nin),
        Op::Gte if is_time => tr!(op.from),
        Op::Lte if is_time => tr!(op.until),
        Op::Gt if is_time => tr!(op.after),
        Op::Lt if is_time => tr!(op.before),
        Op::Gte => tr!(op.gte),
        Op::Lte => tr!(op.lte),
        Op::Gt => tr!(op.gt),
        Op::Lt => tr!(op.lt),
        Op::Between => tr!(op.between),
        Op::Prefix => tr!(op.prefix),
        Op::Contains => tr!(op.contains),
        Op::Within => tr!(op.within),
        Op::IsNull => tr!(op.is_null),
    }
}

/// The button that adds a test.
#[component]
pub(crate) fn AddFilter(filters: Filters) -> impl IntoView {
    let open = RwSignal::new(false);
    let done = Callback::new(move |test: Test| {
        open.set(false);
        let mut all = filters.all.get_untracked();
        all.push(Filter::Test(test));
        filters.put.run(all);
    });
    kit::shortcut::register(kit::shortcut::Shortcut {
        keys: "f",
        label: word!(shortcut.filter),
        group: word!(shortcut.lists),
        action: Callback::new(move |()| open.set(true)),
    });
    view! {
        <Popover label=move || tr!(list.filter) icon=LuListFilter small=true open>
            {move || open.get().then(|| view! { <Editor entity=filters.entity test=None done /> })}
        </Popover>
    }
    .into_any()
}

/// The form of one test; `done` gets it when it is whole.
#[component]
pub(crate) fn Editor(entity: &'static Entity, test: Option<Test>, done: Callback<Test>) -> impl IntoView {
    let fields = move || {
        let all = entity.fields.iter().chain(beyond::fields(entity.kind));
        all.filter(|field| !ops_of(entity, field).is_empty())
    };
    let chosen = RwSignal::new(
        test.as_ref()
            .and_then(|test| entity.filterable(&test.field))
            .or_else(|| fields().next())
            .map(|field| field.name),
    );
    let op = RwSignal::new(test.as_ref().map(|test| test.op));
    let values = RwSignal::new(test.map(|test| test.value).unwrap_or_default());
    let field = Signal::derive(move || chosen.get().and_then(|name| entity.filterable(name)));
    let op_now = Signal::derive(move || {
        let ops = field.get().map(|field| ops_of(entity, field)).unwrap_or_default();
        op.get().filter(|op| ops.contains(op)).or_else(|| ops.first().copied())
    });
    let pick_field = Callback::new(move |name: String| {
        chosen.set(entity.filterable(&name).map(|field| field.name));
        op.set(None);
        values.set(Vec::new());
    });
    let pick_op = Callback::new(move |name: String| {
        let before = op_now.get_untracked();
        let picked = Op::ALL.into_iter().find(|op| op.as_str() == name);
        if before.map(shape) != picked.map(shape) {
            values.set(Vec::new());
        }
        op.set(picked);
    });
    let apply = move || {
        let (Some(field), Some(op)) = (field.get_untracked(), op_now.get_untracked()) else { return };
        let value: Vec<String> =
            values.get_untracked().into_iter().filter(|value| !value.trim().is_empty()).collect();
        let is_whole = if op == Op::Between { value.len() == 2 } else { !value.is_empty() };
        if is_whole {
            done.run(Test { field: field.name.to_owned(), op, value });
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        // The editor may stand in another form.
        event.stop_propagation();
        apply();
    };
    let root = NodeRef::<leptos::html::Form>::new();
    Effect::new(move |_| {
        let first = root.get().and_then(|form| form.query_selector("select").ok().flatten());
        if let Some(first) = first.and_then(|first| first.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = first.focus();
        }
    });
    view! {
        <form class="filter-editor" node_ref=root on:submit=submit>
            <Select
                value=Signal::derive(move || chosen.get().unwrap_or_default().to_owned())
                on_change=pick_field
                choices=Signal::derive(move || fields().map(|field| Choice::new(field.name, (field.label)())).collect::<Vec<_>>())
                label=move || tr!(list.filter_field)
            />
            <Select
                value=Signal::derive(move || op_now.get().map(Op::as_str).unwrap_or_default().to_owned())
                on_change=pick_op
                choices=Signal::derive(move || {
                    let Some(field) = field.get() else { return Vec::new() };
                    let ops = ops_of(entity, field).into_iter();
                    ops.map(|op| Choice::new(op.as_str(), op_words(op, field.is))).collect()
                })
                label=move || tr!(list.filter_test)
            />
            {move || field.get().zip(op_now.get()).map(|(field, op)| value_input(field, op, values))}
            <Button label=move || tr!(list.apply) kind=ButtonKind::Primary submit=true />
        </form>
    }
    .into_any()
}

/// The tests that make sense to offer, the usual one first.
fn ops_of(entity: &Entity, field: &Field) -> Vec<Op> {
    let allowed = entity.fact(field.name).ops;
    let order: &[Op] = match field.is {
        Is::Text | Is::Lines | Is::Email | Is::Phone | Is::Url => {
            &[Op::Contains, Op::Prefix, Op::Eq, Op::Ne, Op::IsNull]
        }
        Is::Number | Is::Money(_) | Is::Share | Is::Decimal | Is::Year => {
            &[Op::Gte, Op::Lte, Op::Between, Op::Eq, Op::Gt, Op::Lt, Op::IsNull]
        }
        Is::Day | Is::Instant => &[Op::Within, Op::Gte, Op::Lte, Op::Between, Op::IsNull],
        Is::Flag => &[Op::Eq],
        Is::Choice(_) | Is::Reference(_) | Is::References(_) => {
            &[Op::Eq, Op::In, Op::Ne, Op::Nin, Op::IsNull]
        }
        Is::Currency | Is::Country | Is::Zone | Is::FieldName(FieldsOf::Kind(_)) => {
            &[Op::Eq, Op::Ne, Op::IsNull]
        }
        Is::Texts => &[Op::Eq, Op::IsNull],
        Is::Choices(_) | Is::Filter(_) | Is::ReferenceBy(_) | Is::FieldName(FieldsOf::Member(_)) => &[],
    };
    order.iter().copied().filter(|op| allowed.contains(op)).collect()
}

/// What sort of value a test takes: another sort empties it.
fn shape(op: Op) -> u8 {
    match op {
        Op::In | Op::Nin => 1,
        Op::Between => 2,
        Op::Within => 3,
        Op::IsNull => 4,
        _ => 0,
    }
}

fn value_input(field: &'static Field, op: Op, values: RwSignal<Vec<String>>) -> AnyView {
    match op {
        Op::IsNull => {
            if values.with_untracked(Vec::is_empty) {
                values.set(vec!["true".to_owned()]);
            }
            let choices = Signal::derive(move || {
                vec![Choice::new("true", tr!(list.is_empty)), Choice::new("false", tr!(list.is_filled))]
            });
            one_of(values, choices)
        }
        Op::Within => {
            if values.with_untracked(Vec::is_empty) {
                values.set(vec!["this_month".to_owned()]);
            }
            one_of(values, Signal::derive(periods))
        }
        Op::Between => view! { {input(field, values, 0)} {input(field, values, 1)} }.into_any(),
        Op::In | Op::Nin => several(field, values),
        _ => input(field, values, 0),
    }
}

fn one_of(values: RwSignal<Vec<String>>, choices: Signal<Vec<Choice>>) -> AnyView {
    let value = Signal::derive(move || values.with(|values| values.first().cloned().unwrap_or_default()));
    let on_change = Callback::new(move |value: String| values.set(vec![value]));
    view! { <Select value on_change choices label=move || tr!(list.filter_value) /> }.into_any()
}

/// The field's own control, for the value at a place.
fn input(field: &'static Field, values: RwSignal<Vec<String>>, at: usize) -> AnyView {
    let draft = Signal::derive(move || {
        let text = values.with(|values| values.get(at).cloned().unwrap_or_default());
        let value = match field.is {
            Is::Flag => Value::Bool(text == "true"),
            Is::References(_) | Is::Texts => Value::from(vec![text]),
            _ => Value::String(text),
        };
        Map::from_iter([(field.name.to_owned(), value)])
    });
    if field.is == Is::Flag && values.with_untracked(Vec::is_empty) {
        values.set(vec!["true".to_owned()]);
    }
    let on_change = Callback::new(move |(_, value): (&'static str, Value)| {
        let text = match &value {
            Value::Array(list) => super::input::plain(list.last()),
            other => super::input::plain(Some(other)),
        };
        values.update(|values| {
            values.resize(values.len().max(at + 1), String::new());
            values[at] = text;
        });
    });
    // Users can be looked for as "me", whoever looks.
    let me = (field.is == Is::Reference(domain::Kind::User)).then(|| {
        let me = Callback::new(move |()| values.set(vec!["me".to_owned()]));
        view! { <Button label=move || tr!(record.me) small=true on_press=me /> }
    });
    named(move || view! { <FieldInput field draft on_change max_length=None /> {me} }.into_any())
}

/// A control for a value, with its name.
fn named(control: impl FnOnce() -> AnyView + Send + 'static) -> AnyView {
    view! { <kit::Field label=move || tr!(list.filter_value)>{control()}</kit::Field> }.into_any()
}

fn several(field: &'static Field, values: RwSignal<Vec<String>>) -> AnyView {
    match field.is {
        Is::Reference(kind) | Is::References(kind) => {
            let on_change = Callback::new(move |chosen: Vec<String>| values.set(chosen));
            named(move || view! { <super::picker::RecordsPicker kind values on_change /> }.into_any())
        }
        Is::Choice(list) => {
            let boxes = list.iter().map(|listed| {
                let checked = Signal::derive(move || {
                    values.with(|values| values.iter().any(|value| value == listed.value))
                });
                let on_change = Callback::new(move |on: bool| {
                    values.update(|values| {
                        values.retain(|value| value != listed.value);
                        if on {
                            values.push(listed.value.to_owned());
                        }
                    });
                });
                view! { <kit::Checkbox label=listed.label checked on_change /> }
            });
            let boxes = boxes.collect_view();
            view! { <div class="filter-values">{boxes}</div> }.into_any()
        }
        _ => {
            let on_change = Callback::new(move |chosen: Vec<String>| values.set(chosen));
            named(move || view! { <kit::ChipsInput values on_change /> }.into_any())
        }
    }
}
