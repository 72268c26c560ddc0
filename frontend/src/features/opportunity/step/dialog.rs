//! Asks for what a step needs before it is taken: the fields of the stage, the amount that was won, why it was lost.

use std::sync::Arc;

use domain::opportunity::Step;
use kit::{Banner, Button, ButtonKind, Choice, Dialog, DialogSize, Select, Tone};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::{Map, Value};
use wire::loss_reason::LossReason;
use wire::{FieldCode, FieldError};
use words::{tr, word};

use super::{ASKED, Asked, Taken, done, found, send};
use crate::api::records;
use crate::api::{Failure, Load, field_words};
use crate::features::opportunity::{OPPORTUNITY, setup};
use crate::features::sales_setup::LOSS_REASON;
use crate::record::{Field, FieldInput, Is};

static AMOUNT: Field = Field::new("amount", word!(field.amount), Is::Money("currency"));
static CLOSED_ON: Field = Field::new("closed_on", word!(field.closed_on), Is::Day);
static NOTE: Field = Field::new("note", word!(field.close_note), Is::Lines);
static REASON: Field = Field::new("reason", word!(record.reason), Is::Text);

/// The most characters of a note and of a reason.
const NOTE_LENGTH: u64 = 2000;
const REASON_LENGTH: u64 = 500;

/// The dialog, mounted once.
#[component]
pub(crate) fn StepDialog() -> impl IntoView {
    let asked = ASKED.with(Clone::clone);
    let open = RwSignal::new(false);
    let opened = asked.clone();
    Effect::new(move |_| open.set(opened.with(Option::is_some)));
    let closed = asked.clone();
    let on_close = Callback::new(move |()| {
        if let Some(given_up) = closed.get_untracked() {
            closed.set(None);
            given_up.way.then.try_run(Taken::Nothing);
        }
    });
    let titled = asked.clone();
    let title = move || {
        let stage = |asked: &Arc<Asked>| asked.way.to.name.clone();
        titled.with(|asked| match asked.as_ref() {
            None => String::new(),
            Some(asked) => match asked.way.step {
                Step::Move => tr!(deal.fill_title, stage = stage(asked)),
                Step::CloseWon => tr!(deal.win_title),
                Step::CloseLost => tr!(deal.lose_title),
                Step::Reopen => tr!(deal.reopen_title),
            },
        })
    };
    view! {
        <Dialog open title size=DialogSize::Small on_close>
            {
                let asked = asked.clone();
                move || asked.get().map(|step| Form::new(step).view(open))
            }
        </Dialog>
    }
    .into_any()
}

/// What is entered.
#[derive(Clone, Copy)]
struct Form {
    asked: StoredValue<Arc<Asked>>,
    draft: RwSignal<Map<String, Value>>,
    errors: RwSignal<Vec<FieldError>>,
    failure: RwSignal<Option<Failure>>,
    is_busy: RwSignal<bool>,
    /// The chosen reason wants a note.
    needs_note: RwSignal<bool>,
}

impl Form {
    fn new(asked: Arc<Asked>) -> Self {
        let deal = &asked.way.deal;
        let mut draft = Map::from_iter([("currency".to_owned(), deal.value("currency").clone())]);
        if asked.way.step == Step::CloseWon {
            draft.insert(AMOUNT.name.to_owned(), deal.value("amount").clone());
        }
        if matches!(asked.way.step, Step::CloseWon | Step::CloseLost) {
            draft.insert(CLOSED_ON.name.to_owned(), kit::format::today().to_string().into());
        }
        Self {
            asked: StoredValue::new(asked),
            draft: RwSignal::new(draft),
            errors: RwSignal::new(Vec::new()),
            failure: RwSignal::new(None),
            is_busy: RwSignal::new(false),
            needs_note: RwSignal::new(false),
        }
    }

    fn step(self) -> Step {
        self.asked.with_value(|asked| asked.way.step)
    }

    /// The fields of the deal that are asked for, without those that the step has itself.
    fn fields(self) -> Vec<&'static Field> {
        let is_won = self.step() == Step::CloseWon;
        let mut fields = self.asked.with_value(|asked| asked.fields.clone());
        fields.retain(|field| !(is_won && field.name == AMOUNT.name));
        fields
    }

    fn set(self, name: &'static str, value: Value) {
        self.draft.update(|draft| drop(draft.insert(name.to_owned(), value)));
        self.errors.update(|errors| errors.retain(|error| name_in(error) != Some(name)));
    }

    /// What must be filled.
    fn required(self) -> Vec<&'static str> {
        let mut names: Vec<_> = self.fields().iter().map(|field| field.name).collect();
        match self.step() {
            Step::CloseWon => names.push(AMOUNT.name),
            Step::CloseLost => {
                names.push("loss_reason_id");
                if self.needs_note.get_untracked() {
                    names.push(NOTE.name);
                }
            }
            Step::Move | Step::Reopen => {}
        }
        names
    }

    fn save(self, open: RwSignal<bool>) {
        let draft = self.draft.get_untracked();
        let is_empty = |name: &&str| draft.get(*name).is_none_or(Value::is_null);
        let empty = self.required().into_iter().filter(is_empty);
        let wrong: Vec<_> = empty.map(|name| FieldError::at(name, FieldCode::Required)).collect();
        self.failure.set(None);
        self.errors.set(wrong.clone());
        if !wrong.is_empty() || self.is_busy.get_untracked() {
            return;
        }
        let mut answers = draft;
        answers.retain(|name, value| !value.is_null() && name != "currency");
        let way = self.asked.with_value(|asked| asked.way.clone());
        self.is_busy.set(true);
        spawn_local(async move {
            let result = send(&way, &answers).await;
            self.is_busy.try_set(false);
            match result {
                Ok(now) => {
                    close(open);
                    done(&way, now);
                }
                Err(failure) if failure.is_conflict() => {
                    close(open);
                    found(&way).await;
                }
                Err(failure) => {
                    self.errors.try_set(failure.fields().to_vec());
                    self.failure.try_set(Some(failure));
                }
            }
        });
    }

    fn view(self, open: RwSignal<bool>) -> AnyView {
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            self.save(open);
        };
        let summary = move || {
            let failure = self.failure.get()?;
            Some(view! { <Banner tone=Tone::Danger>{move || failure.words()}</Banner> })
        };
        let asked = self.fields().into_iter().map(|field| {
            let length = OPPORTUNITY.fact(field.name).max_length;
            self.input(field, length, Signal::stored(true))
        });
        let note = || self.input(&NOTE, Some(NOTE_LENGTH), self.needs_note.into());
        let day = || self.input(&CLOSED_ON, None, Signal::stored(false));
        let own = match self.step() {
            Step::Move => ().into_any(),
            Step::CloseWon => {
                view! { {self.input(&AMOUNT, None, Signal::stored(true))} {day()} {note()} }.into_any()
            }
            Step::CloseLost => view! { <Reason form=self /> {day()} {note()} }.into_any(),
            Step::Reopen => self.input(&REASON, Some(REASON_LENGTH), Signal::stored(false)),
        };
        let (label, kind): (words::Word, _) = match self.step() {
            Step::Move => (word!(deal.move_it), ButtonKind::Primary),
            Step::CloseWon => (word!(deal.win), ButtonKind::Primary),
            Step::CloseLost => (word!(deal.lose), ButtonKind::Danger),
            Step::Reopen => (word!(deal.reopen), ButtonKind::Primary),
        };
        view! {
            <form class="record-form" on:submit=submit novalidate>
                {summary}
                {asked.collect_view()}
                {own}
                <div class="dialog-actions">
                    <Button label=move || tr!(common.cancel) kind=ButtonKind::Ghost on_press=move || open.set(false) />
                    <Button label=label kind=kind submit=true busy=self.is_busy shortcut="Control+Enter" />
                </div>
            </form>
        }
        .into_any()
    }

    fn input(self, field: &'static Field, max_length: Option<u64>, required: Signal<bool>) -> AnyView {
        let on_change = Callback::new(move |(name, value): (&'static str, Value)| self.set(name, value));
        // Whether it is required may change with what else is chosen.
        let shown = move || {
            view! {
                <kit::Field label=field.label error=self.error(field.name) required=required.get()>
                    <FieldInput field draft=self.draft on_change max_length />
                </kit::Field>
            }
        };
        shown.into_any()
    }

    fn error(self, name: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.errors
                .with(|errors| errors.iter().find(|error| name_in(error) == Some(name)).map(field_words))
        })
    }
}

/// Why the deal was lost: one of the reasons that are in use.
#[component]
fn Reason(form: Form) -> impl IntoView {
    let reasons = Load::new(|| async {
        let all = records::list_all(&LOSS_REASON, "name").await?;
        let all: Vec<LossReason> = setup::typed(&all)?;
        Ok(all.into_iter().filter(|reason| reason.is_active).collect::<Vec<_>>())
    });
    let choices = Signal::derive(move || {
        let reasons = reasons.get().unwrap_or_default();
        reasons.into_iter().map(|reason| Choice::new(reason.id.to_string(), reason.name)).collect::<Vec<_>>()
    });
    let value = Signal::derive(move || {
        form.draft.with(|draft| draft.get("loss_reason_id").and_then(Value::as_str).map(str::to_owned))
    });
    let choose = Callback::new(move |id: String| {
        let needs_note = reasons.with(|reasons| {
            let chosen = reasons?.iter().find(|reason| reason.id.to_string() == id)?;
            Some(chosen.needs_note)
        });
        form.needs_note.set(needs_note.unwrap_or(false));
        form.set("loss_reason_id", if id.is_empty() { Value::Null } else { id.into() });
    });
    view! {
        <kit::Field label=move || tr!(field.loss_reason) error=form.error("loss_reason_id") required=true>
            <Select
                value=Signal::derive(move || value.get().unwrap_or_default())
                on_change=choose
                choices
                allow_none=move || tr!(deal.choose_reason)
            />
        </kit::Field>
    }
    .into_any()
}

/// Closes the dialog of a step that was taken: nothing is given up.
fn close(open: RwSignal<bool>) {
    ASKED.with(|asked| asked.set(None));
    open.try_set(false);
}

/// The field that an error is about, wherever in the request it stood.
pub(super) fn name_in(error: &FieldError) -> Option<&str> {
    error.pointer.as_deref()?.rsplit('/').next()
}
