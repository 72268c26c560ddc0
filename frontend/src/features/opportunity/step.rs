//! The steps of a deal: moving, winning, losing and opening again, wherever they are begun. What a step needs is asked
//! for first; what can be taken back is offered to be.

mod dialog;

use std::sync::Arc;

use domain::Right;
use domain::opportunity::{Outcome, Step};
use kit::toast;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::{Map, Value};
use wire::FieldCode;
use wire::stage::Stage;
use words::tr;

use super::OPPORTUNITY;
use crate::api::records::{self, Record};
use crate::api::{Failure, session};
use crate::record::Field;
use crate::record::cell::name_of;
use crate::record::entry::names_in;

pub(crate) use dialog::StepDialog;

/// What became of a step. It may be told twice: once when the step was taken, once when it was taken back.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Taken {
    /// The deal as it is now.
    Changed(Record),
    /// Somebody else changed the deal: this is how it is.
    Found(Record),
    /// Nothing is changed.
    Nothing,
}

/// What is done when a step has ended. It outlives what began the step.
pub(super) type Then = Arc<dyn Fn(Taken) + Send + Sync>;

/// A step on its way.
#[derive(Clone)]
struct Way {
    deal: Record,
    step: Step,
    to: Stage,
    then: Then,
}

/// A step that needs more, and the fields of the deal that it needs.
#[derive(Clone)]
struct Asked {
    way: Way,
    fields: Vec<&'static Field>,
}

thread_local! {
    static ASKED: ArcRwSignal<Option<Arc<Asked>>> = ArcRwSignal::new(None);
}

/// How a deal stands.
pub(super) fn outcome_of(deal: &Record) -> Outcome {
    deal.text("outcome").and_then(|word| word.parse().ok()).unwrap_or(Outcome::Open)
}

/// Takes a deal to a stage.
pub(super) fn take(deal: Record, to: Stage, then: Then) {
    let step = Step::between(outcome_of(&deal), to.outcome);
    let refusal = match step {
        None => Some(tr!(deal.closed)),
        Some(Step::Reopen) if !session::has(Right::Reopen) => Some(tr!(deal.may_not_reopen)),
        Some(_) => None,
    };
    if let Some(words) = refusal {
        toast::failed(words, None);
        then(Taken::Nothing);
        return;
    }
    let Some(step) = step else { return };
    let fields = missing(&deal, &to);
    let way = Way { deal, step, to, then };
    if step == Step::Move && fields.is_empty() {
        go(way);
    } else {
        ask(Asked { way, fields });
    }
}

/// The fields that the stage asks for and the deal does not have.
fn missing(deal: &Record, to: &Stage) -> Vec<&'static Field> {
    let is_empty = |name: &str| match deal.value(name) {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        _ => false,
    };
    let names = to.required_fields.iter().filter(|name| is_empty(name));
    names.filter_map(|name| OPPORTUNITY.field(name)).collect()
}

fn ask(asked: Asked) {
    ASKED.with(|signal| signal.set(Some(Arc::new(asked))));
}

/// Moves a deal that has all that the stage asks for.
fn go(way: Way) {
    spawn_local(async move {
        match send(&way, &Map::new()).await {
            Ok(now) => done(&way, now),
            Err(failure) if failure.is_conflict() => found(&way).await,
            Err(failure) => {
                // The stage may ask for more since this browser heard of it.
                let required = failure.fields().iter().filter(|error| error.code == FieldCode::Required);
                let fields: Vec<_> = required
                    .filter_map(|error| names_in(error).find_map(|name| OPPORTUNITY.field(name)))
                    .collect();
                if fields.is_empty() {
                    toast::failed(failure.words(), None);
                    (way.then)(Taken::Nothing);
                } else {
                    ask(Asked { way, fields });
                }
            }
        }
    });
}

/// What the API calls a step.
fn action_of(step: Step) -> &'static str {
    match step {
        Step::Move => "move",
        Step::CloseWon => "close-won",
        Step::CloseLost => "close-lost",
        Step::Reopen => "reopen",
    }
}

/// Asks the server to take the step. `answers` has what the dialog asked for, by the names of the API.
async fn send(way: &Way, answers: &Map<String, Value>) -> Result<Record, Failure> {
    let Way { deal, step, to, .. } = way;
    let own: &[&str] = match step {
        Step::Move => &[],
        Step::CloseWon => &["amount", "closed_on", "note"],
        Step::CloseLost => &["loss_reason_id", "closed_on", "note"],
        Step::Reopen => &["reason"],
    };
    let (mut body, fields): (Map<_, _>, Map<_, _>) =
        answers.clone().into_iter().partition(|(name, _)| own.contains(&name.as_str()));
    body.insert("stage_id".to_owned(), to.id.to_string().into());
    let action = action_of(*step);
    if *step == Step::Move {
        body.insert("fields".to_owned(), Value::Object(fields));
        return records::act(&OPPORTUNITY, deal, action, &body).await;
    }
    // Closing and opening again take no fields: those that the stage asks for are filled before.
    let deal =
        if fields.is_empty() { deal.clone() } else { records::update(&OPPORTUNITY, deal, &fields).await? };
    records::act(&OPPORTUNITY, &deal, action, &body).await
}

/// Says that a step was taken, and offers to take it back where that is allowed.
fn done(way: &Way, now: Record) {
    let (name, stage) = (name_of(&OPPORTUNITY, &now), way.to.name.clone());
    let text = match way.step {
        Step::Move => tr!(deal.moved, name = name, stage = stage),
        Step::CloseWon => tr!(deal.was_won, name = name),
        Step::CloseLost => tr!(deal.was_lost, name = name),
        Step::Reopen => tr!(deal.was_reopened, name = name),
    };
    let action = match way.step {
        Step::Move => Some("move"),
        Step::CloseWon | Step::CloseLost if session::has(Right::Reopen) => Some("reopen"),
        _ => None,
    };
    (way.then)(Taken::Changed(now.clone()));
    let Some((action, before)) = action.zip(way.deal.id_in("stage_id")) else {
        toast::done(text);
        return;
    };
    let then = Arc::clone(&way.then);
    let back = Callback::new(move |()| {
        let (now, body) = (now.clone(), Map::from_iter([("stage_id".to_owned(), before.to_string().into())]));
        let then = Arc::clone(&then);
        spawn_local(async move {
            match records::act(&OPPORTUNITY, &now, action, &body).await {
                Ok(back) => then(Taken::Changed(back)),
                Err(failure) => toast::failed(failure.words(), None),
            }
        });
    });
    toast::undo(text, back);
}

/// Somebody else changed the deal: it is shown as it is, and that is said.
async fn found(way: &Way) {
    toast::failed(tr!(deal.changed_meanwhile, name = name_of(&OPPORTUNITY, &way.deal)), None);
    let taken = match records::get(&OPPORTUNITY, way.deal.id()).await {
        Ok(Some(theirs)) => Taken::Found(theirs),
        _ => Taken::Nothing,
    };
    (way.then)(taken);
}
