//! Asks for what a step needs before it is taken: the fields of the stage, the amount that was won, why it was lost.

use std::sync::Arc;

use domain::opportunity::Step;
use kit::{Button, ButtonKind, Choice, Dialog, DialogSize, Select};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::{Map, Value};
use wire::loss_reason::LossReason;
use wire::{FieldCode, FieldError};
use words::{tr, word};

use super::{ASKED, Asked, Taken, action_of, done, found, send};
use crate::api::Load;
use crate::api::records;
use crate::features::opportunity::{OPPORTUNITY, setup};
use crate::features::sales_setup::LOSS_REASON;
use crate::record::entry::Entry;
use crate::record::{Field, Is, fact};

static AMOUNT: Field = Field::new("amount", word!(field.amount), Is::Money("currency"));
static CLOSED_ON: Field = Field::new("closed_on", word!(field.closed_on), Is::Day);
static NOTE: Field = Field::new("note", word!(field.close_note), Is::Lines);
static REASON: Field = Field::new("reason", word!(record.reason), Is::Text);

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
            (given_up.way.then)(Taken::Nothing);
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
    entry: Entry,
    /// The chosen reason wants a note.
    needs_note: RwSignal<bool>,
}

impl Form {
    fn new(asked: Arc<Asked>) -> Self {
        let deal = &asked.way.deal;
        let mut values = Map::from_iter([("currency".to_owned(), deal.value("currency").clone())]);
        if asked.way.step == Step::CloseWon {
            values.insert(AMOUNT.name.to_owned(), deal.value("amount").clone());
        }
        if matches!(asked.way.step, Step::CloseWon | Step::CloseLost) {
            values.insert(CLOSED_ON.name.to_owned(), kit::format::today().to_string().into());
        }
        Self { asked: StoredValue::new(asked), entry: Entry::new(values), needs_note: RwSignal::new(false) }
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

    /// The most characters of what the step itself asks for.
    fn most(self, field: &Field) -> Option<u64> {
        let path = format!("{}/actions/{}", OPPORTUNITY.path, action_of(self.step()));
        fact(&path, field.name).max_length
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
        let mut answers = self.entry.filled();
        let empty = self.required().into_iter().filter(|name| !answers.contains_key(*name));
        let wrong: Vec<_> = empty.map(|name| FieldError::at(name, FieldCode::Required)).collect();
        answers.remove("currency");
        let way = self.asked.with_value(|asked| asked.way.clone());
        let sent = {
            let way = way.clone();
            async move {
                match send(&way, &answers).await {
                    Ok(now) => Ok(Some(now)),
                    Err(failure) if failure.is_conflict() => Ok(None),
                    Err(failure) => Err(failure),
                }
            }
        };
        self.entry.send(wrong, sent, move |now| {
            close(open);
            match now {
                Some(now) => done(&way, now),
                None => spawn_local(async move { found(&way).await }),
            }
        });
    }

    fn view(self, open: RwSignal<bool>) -> AnyView {
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            self.save(open);
        };
        let entry = self.entry;
        let asked = self
            .fields()
            .into_iter()
            .map(|field| entry.input(field, OPPORTUNITY.fact(field.name).max_length, Signal::stored(true)));
        let note = || entry.input(&NOTE, self.most(&NOTE), self.needs_note.into());
        let day = || entry.input(&CLOSED_ON, None, Signal::stored(false));
        let own = match self.step() {
            Step::Move => ().into_any(),
            Step::CloseWon => {
                view! { {entry.input(&AMOUNT, None, Signal::stored(true))} {day()} {note()} }.into_any()
            }
            Step::CloseLost => view! { <Reason form=self /> {day()} {note()} }.into_any(),
            Step::Reopen => entry.input(&REASON, self.most(&REASON), Signal::stored(false)),
        };
        let label: words::Word = match self.step() {
            Step::Move => word!(deal.move_it),
            Step::CloseWon => word!(deal.win),
            Step::CloseLost => word!(deal.lose),
            Step::Reopen => word!(deal.reopen),
        };
        view! {
            <form class="record-form" on:submit=submit novalidate>
                {entry.banner()}
                {asked.collect_view()}
                {own}
                <div class="dialog-actions">
                    <Button label=move || tr!(common.cancel) kind=ButtonKind::Ghost on_press=move || open.set(false) />
                    <Button
                        label
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
    let value =
        Signal::derive(move || form.entry.value("loss_reason_id").as_str().unwrap_or_default().to_owned());
    let choose = Callback::new(move |id: String| {
        let needs_note = reasons.with(|reasons| {
            let chosen = reasons?.iter().find(|reason| reason.id.to_string() == id)?;
            Some(chosen.needs_note)
        });
        form.needs_note.set(needs_note.unwrap_or(false));
        form.entry.set("loss_reason_id", if id.is_empty() { Value::Null } else { id.into() });
    });
    view! {
        <kit::Field label=move || tr!(field.loss_reason) error=form.entry.error("loss_reason_id") required=true>
            <Select
                value
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
