//! The dialog in which a stage is made or changed.

use domain::access::Action;
use domain::opportunity::REQUIRABLE_FIELDS;
use kit::{Button, ButtonKind, Checkbox, Dialog, PercentInput, Segmented, TextInput};
use leptos::prelude::*;
use serde_json::{Map, Value};
use words::tr;

use super::{Edited, Stages, order};
use crate::api::records::{self, Record};
use crate::features::opportunity::OPPORTUNITY;
use crate::features::sales_setup::STAGE;
use crate::features::value_list;
use crate::record::entry::Entry;
use crate::record::{FieldInput, ListValue, deletion};

/// A stage on its way.
#[derive(Clone, Copy)]
struct Form {
    stages: Stages,
    entry: Entry,
}

/// The dialog.
#[component]
pub(super) fn StageDialog(stages: Stages) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(stages.edited.with(Option::is_some)));
    let title = move || match stages.edited.get() {
        Some(Edited::Stage(stage)) => stage.text("name").unwrap_or_default().to_owned(),
        _ => tr!(list.new, kind = tr!(kind.stage)),
    };
    let close = Callback::new(move |()| stages.edited.set(None));
    let content = move || stages.edited.get().map(|edited| form(stages, edited));
    view! { <Dialog open title on_close=close>{content}</Dialog> }.into_any()
}

impl Form {
    fn text(self, name: &'static str) -> Signal<String> {
        Signal::derive(move || crate::record::input::plain(Some(&self.entry.value(name))))
    }

    /// What an outcome leaves of the chance is not up to the user.
    fn set_outcome(self, outcome: String) {
        let certain = outcome.parse::<domain::opportunity::Outcome>().ok().and_then(|it| it.certainty());
        if let Some(certain) = certain {
            self.entry.set("probability", Value::String(certain.0.to_string()));
        }
        self.entry.set("outcome", Value::String(outcome));
    }

    fn is_open(self) -> bool {
        self.entry.value("outcome") == "open"
    }

    fn save(self, edited: Edited) {
        let mut input = self.entry.filled();
        input.retain(|name, _| STAGE.fact(name).is_settable);
        let wrong = (STAGE.check)(&input);
        let sent = async move {
            match edited {
                Edited::New => records::create(&STAGE, &input).await,
                Edited::Stage(stage) => records::update(&STAGE, &stage, &input).await,
            }
        };
        self.entry.send(wrong, sent, move |_| drop(self.stages.edited.try_set(None)));
    }
}

/// What a new stage begins with: it is open, and comes after the open ones.
fn beginnings(stages: Stages) -> Map<String, Value> {
    let positions = stages.positions();
    let is_open = |stage: &Record| stage.text("outcome") == Some("open");
    let open = untrack(|| {
        stages.rows.with(|rows| rows.map_or(0, |rows| rows.iter().filter(|row| is_open(row)).count()))
    });
    let position =
        order::place_for(&positions, open).or_else(|| order::place_for(&positions, positions.len()));
    Map::from_iter([
        ("pipeline_id".to_owned(), Value::String(stages.pipeline.to_string())),
        ("outcome".to_owned(), "open".into()),
        ("probability".to_owned(), "0.5".into()),
        ("rotting_days".to_owned(), 0.into()),
        ("position".to_owned(), position.unwrap_or_default().into()),
        ("required_fields".to_owned(), Value::Array(Vec::new())),
        ("name".to_owned(), "".into()),
    ])
}

fn form(stages: Stages, edited: Edited) -> AnyView {
    let draft = match &edited {
        Edited::New => beginnings(stages),
        Edited::Stage(stage) => stage.members().clone(),
    };
    let entry = Entry::new(draft);
    let form = Form { stages, entry };
    let outcomes = Signal::derive(|| value_list::OUTCOME.iter().map(ListValue::choice).collect::<Vec<_>>());
    let delete = match &edited {
        Edited::Stage(stage) if STAGE.may(Action::Delete) => Some(delete(stages, stage.clone())),
        _ => None,
    };
    let on_change = Callback::new(move |(name, value): (&'static str, Value)| entry.set(name, value));
    let days = STAGE.field("rotting_days").map(|field| {
        view! {
            <kit::Field label=field.label hint=move || tr!(pipeline.days_hint) error=entry.error("rotting_days")>
                <FieldInput field draft=entry.values() on_change />
            </kit::Field>
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.save(edited.clone());
    };
    view! {
        <form class="record-form" on:submit=submit novalidate>
            {entry.banner()}
            <kit::Field label=move || tr!(field.name) error=entry.error("name") required=true>
                <TextInput
                    value=form.text("name")
                    on_input=Callback::new(move |text: String| entry.set("name", Value::String(text)))
                    max_length=100
                />
            </kit::Field>
            <kit::Field label=move || tr!(field.outcome) hint=move || tr!(pipeline.outcome_hint) error=entry.error("outcome")>
                <Segmented
                    value=form.text("outcome")
                    on_change=Callback::new(move |outcome| form.set_outcome(outcome))
                    choices=outcomes
                />
            </kit::Field>
            <div class="form-fields">
                <kit::Field label=move || tr!(field.probability) error=entry.error("probability") required=true>
                    <PercentInput
                        value=form.text("probability")
                        on_input=Callback::new(move |share: String| entry.set("probability", Value::String(share)))
                        disabled=Signal::derive(move || !form.is_open())
                    />
                </kit::Field>
                {days}
            </div>
            {required(entry)}
            <div class="dialog-actions">
                {delete}
                <Button
                    label=move || tr!(common.cancel)
                    on_press=Callback::new(move |()| stages.edited.set(None))
                />
                <Button label=move || tr!(common.save) kind=ButtonKind::Primary submit=true busy=entry.is_busy() />
            </div>
        </form>
    }
    .into_any()
}

fn delete(stages: Stages, stage: Record) -> AnyView {
    let delete = Callback::new(move |()| {
        stages.edited.set(None);
        deletion::delete(&STAGE, stage.clone(), Callback::new(|()| ()));
    });
    view! {
        <span class="dialog-aside">
            <Button
                label=move || tr!(record.delete)
                icon=icondata_lu::LuTrash2
                kind=ButtonKind::Ghost
                on_press=delete
            />
        </span>
    }
    .into_any()
}

/// The fields of a deal that may be asked for, each with a box to tick.
fn required(entry: Entry) -> AnyView {
    let row = |name: &'static str| {
        let checked = Signal::derive(move || {
            let all = entry.value("required_fields");
            all.as_array().is_some_and(|all| all.iter().any(|it| it == name))
        });
        let on_change = Callback::new(move |on: bool| {
            let mut all = untrack(|| entry.value("required_fields")).as_array().cloned().unwrap_or_default();
            all.retain(|it| it != name);
            if on {
                all.push(name.into());
            }
            entry.set("required_fields", Value::Array(all));
        });
        let label = move || OPPORTUNITY.field(name).map_or_else(|| name.to_owned(), |field| (field.label)());
        view! { <li><Checkbox checked on_change label /></li> }
    };
    let rows = REQUIRABLE_FIELDS.iter().map(|name| row(name)).collect_view();
    view! {
        <fieldset class="form-section">
            <legend>{move || tr!(pipeline.required)}</legend>
            <ul class="checks">{rows}</ul>
        </fieldset>
    }
    .into_any()
}
