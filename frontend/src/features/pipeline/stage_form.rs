//! The dialog in which a stage is made or changed.

use domain::access::Action;
use domain::opportunity::REQUIRABLE_FIELDS;
use kit::{Banner, Button, ButtonKind, Checkbox, Dialog, PercentInput, Segmented, TextInput, Tone};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::{Map, Value};
use wire::FieldError;
use words::tr;

use super::{Edited, Stages, order};
use crate::api::records::{self, Record};
use crate::api::{Failure, field_words};
use crate::features::opportunity::OPPORTUNITY;
use crate::features::sales_setup::STAGE;
use crate::features::value_list;
use crate::record::form::place_of;
use crate::record::{FieldInput, ListValue, deletion};

/// A stage on its way.
#[derive(Clone, Copy)]
struct Form {
    stages: Stages,
    draft: RwSignal<Map<String, Value>>,
    failure: RwSignal<Option<Failure>>,
    errors: RwSignal<Vec<FieldError>>,
    is_busy: RwSignal<bool>,
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
        Signal::derive(move || self.draft.with(|draft| crate::record::input::plain(draft.get(name))))
    }

    fn set(self, name: &'static str, value: Value) {
        self.draft.update(|draft| drop(draft.insert(name.to_owned(), value)));
        self.errors.update(|errors| errors.retain(|error| place_of(error) != Some(name)));
    }

    fn error(self, name: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.errors
                .with(|errors| errors.iter().find(|error| place_of(error) == Some(name)).map(field_words))
        })
    }

    /// What an outcome leaves of the chance is not up to the user.
    fn set_outcome(self, outcome: String) {
        let certain = outcome.parse::<domain::opportunity::Outcome>().ok().and_then(|it| it.certainty());
        if let Some(certain) = certain {
            self.set("probability", Value::String(certain.0.to_string()));
        }
        self.set("outcome", Value::String(outcome));
    }

    fn is_open(self) -> bool {
        self.draft.with(|draft| draft.get("outcome").and_then(Value::as_str) == Some("open"))
    }

    fn save(self, edited: Edited) {
        let mut input = self.draft.get_untracked();
        input.retain(|name, value| STAGE.fact(name).is_settable && !value.is_null());
        let wrong = (STAGE.check)(&input);
        self.failure.set(None);
        self.errors.set(wrong.clone());
        if !wrong.is_empty() || self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        spawn_local(async move {
            let result = match edited {
                Edited::New => records::create(&STAGE, &input).await,
                Edited::Stage(stage) => records::update(&STAGE, &stage, &input).await,
            };
            self.is_busy.try_set(false);
            match result {
                Ok(_) => drop(self.stages.edited.try_set(None)),
                Err(failure) => {
                    self.errors.try_set(failure.fields().to_vec());
                    self.failure.try_set(Some(failure));
                }
            }
        });
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
    let form = Form {
        stages,
        draft: RwSignal::new(draft),
        failure: RwSignal::new(None),
        errors: RwSignal::new(Vec::new()),
        is_busy: RwSignal::new(false),
    };
    let outcomes = Signal::derive(|| value_list::OUTCOME.iter().map(ListValue::choice).collect::<Vec<_>>());
    let refused = move || {
        let why = form.failure.get()?;
        Some(view! { <Banner tone=Tone::Danger>{move || why.words()}</Banner> })
    };
    let delete = match &edited {
        Edited::Stage(stage) if STAGE.may(Action::Delete) => Some(delete(stages, stage.clone())),
        _ => None,
    };
    let on_change = Callback::new(move |(name, value): (&'static str, Value)| form.set(name, value));
    let days = STAGE.field("rotting_days").map(|field| {
        view! {
            <kit::Field label=field.label hint=move || tr!(pipeline.days_hint) error=form.error("rotting_days")>
                <FieldInput field draft=form.draft on_change />
            </kit::Field>
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.save(edited.clone());
    };
    view! {
        <form class="record-form" on:submit=submit novalidate>
            {refused}
            <kit::Field label=move || tr!(field.name) error=form.error("name") required=true>
                <TextInput
                    value=form.text("name")
                    on_input=Callback::new(move |text: String| form.set("name", Value::String(text)))
                    max_length=100
                />
            </kit::Field>
            <kit::Field label=move || tr!(field.outcome) hint=move || tr!(pipeline.outcome_hint) error=form.error("outcome")>
                <Segmented
                    value=form.text("outcome")
                    on_change=Callback::new(move |outcome| form.set_outcome(outcome))
                    choices=outcomes
                />
            </kit::Field>
            <div class="form-fields">
                <kit::Field label=move || tr!(field.probability) error=form.error("probability") required=true>
                    <PercentInput
                        value=form.text("probability")
                        on_input=Callback::new(move |share: String| form.set("probability", Value::String(share)))
                        disabled=Signal::derive(move || !form.is_open())
                    />
                </kit::Field>
                {days}
            </div>
            {required(form)}
            <div class="dialog-actions">
                {delete}
                <Button
                    label=move || tr!(common.cancel)
                    on_press=Callback::new(move |()| stages.edited.set(None))
                />
                <Button label=move || tr!(common.save) kind=ButtonKind::Primary submit=true busy=form.is_busy />
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
fn required(form: Form) -> AnyView {
    let row = |name: &'static str| {
        let checked = Signal::derive(move || {
            form.draft.with(|draft| {
                draft
                    .get("required_fields")
                    .and_then(Value::as_array)
                    .is_some_and(|all| all.iter().any(|it| it == name))
            })
        });
        let on_change = Callback::new(move |on: bool| {
            let all = form.draft.with_untracked(|draft| draft.get("required_fields").cloned());
            let mut all = all.and_then(|all| all.as_array().cloned()).unwrap_or_default();
            all.retain(|it| it != name);
            if on {
                all.push(name.into());
            }
            form.set("required_fields", Value::Array(all));
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
