//! The row of a deal, worked out from what a client sets, the stage, the rates and what was before.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use domain::opportunity::{Outcome, Step, rots_at};
use domain::party::LeadSource;
use domain::{
    AccountId, Amount, ContactId, Currency, Fraction, LossReasonId, PipelineId, Rate, StageId, TagId,
};
use wire::opportunity::{Opportunity, OpportunityInput};
use wire::stage::Stage;
use wire::{FieldCode, FieldError, ProblemCode, Resource};

use super::worth::Worth;
use crate::list::day_begins;
use crate::schema::opportunities;
use crate::{Error, Read, Result, Via};

/// The row of a deal.
#[derive(Debug, Clone, Insertable, AsChangeset)]
#[diesel(table_name = opportunities, treat_none_as_null = true)]
pub struct Draft {
    name: String,
    account_id: Option<AccountId>,
    contact_id: Option<ContactId>,
    pipeline_id: PipelineId,
    stage_id: StageId,
    last_open_stage_id: Option<StageId>,
    outcome: Outcome,
    amount: Option<Amount>,
    currency: Currency,
    amount_is_manual: bool,
    rate: Rate,
    base_amount: Option<Amount>,
    probability: Fraction,
    probability_is_manual: bool,
    started_on: Option<NaiveDate>,
    expected_close_date: Option<NaiveDate>,
    closed_on: Option<NaiveDate>,
    source: Option<LeadSource>,
    loss_reason_id: Option<LossReasonId>,
    close_note: Option<String>,
    description: Option<String>,
    stage_entered_at: DateTime<Utc>,
    rots_at: Option<DateTime<Utc>>,
    tag_ids: Vec<TagId>,
    external_ids: Vec<String>,
}

impl From<&Draft> for Draft {
    fn from(draft: &Draft) -> Self {
        draft.clone()
    }
}

/// How a deal comes to stand in its stage.
struct Standing {
    last_open_stage_id: Option<StageId>,
    closed_on: Option<NaiveDate>,
    entered_at: DateTime<Utc>,
}

impl Draft {
    /// A new deal. It may be closed already, as deals that come from another system are; it then stands in its
    /// stage since the day it was closed, an open one since it was started.
    pub(super) fn of_new(read: &mut Read<'_>, input: OpportunityInput) -> Result<Self> {
        let stage = stage_of_new(read, input.stage_id)?;
        let closed = stage.outcome.is_closed();
        let closed_on = closed.then(|| input.closed_on.unwrap_or(read.context().today));
        match (closed, input.last_open_stage_id) {
            (false, _) => refuse_closing_fields(&input)?,
            (true, Some(last)) if read.stage(last)?.outcome.is_closed() => {
                return Err(Error::invalid("last_open_stage_id", FieldCode::Inconsistent));
            }
            (true, _) => {}
        }
        let since = if closed { closed_on } else { input.started_on };
        let entered_at = begin_of(read, since)?;
        let standing = Standing { last_open_stage_id: input.last_open_stage_id, closed_on, entered_at };
        let worth = Worth::of(read, None, &input)?;
        let draft = Self::assemble(None, input, &stage, standing, worth);
        draft.check_entry(read, &stage)?;
        Ok(draft)
    }

    /// A deal with changed fields. An open one may change its stage for another open one on the way; of a closed
    /// one only tags and external ids change.
    pub(super) fn of_change(
        read: &mut Read<'_>,
        before: &Opportunity,
        input: OpportunityInput,
    ) -> Result<Self> {
        if !before.outcome.is_closed() {
            return Self::of_step(read, Step::Move, before, input);
        }
        let old = before.input();
        let free = OpportunityInput {
            tag_ids: input.tag_ids.clone(),
            external_ids: input.external_ids.clone(),
            ..old.clone()
        };
        if input != free {
            return Err(not_allowed(&changed(&free, &input)?, "the deal is closed; reopen it first"));
        }
        Self::of_step_to(read, before, input)
    }

    /// A deal that takes a step to the stage in `input`.
    pub(super) fn of_step(
        read: &mut Read<'_>,
        step: Step,
        before: &Opportunity,
        input: OpportunityInput,
    ) -> Result<Self> {
        let id = input.stage_id.ok_or_else(|| Error::invalid("stage_id", FieldCode::Required))?;
        let stage = read.stage(id)?;
        let refused = step.check(before.outcome, stage.outcome);
        refused.map_err(|refused| Error::state("stage_id", refused))?;
        if step == Step::Move {
            let old = before.input();
            let closing = OpportunityInput {
                closed_on: old.closed_on,
                last_open_stage_id: old.last_open_stage_id,
                loss_reason_id: old.loss_reason_id,
                ..input.clone()
            };
            if input != closing {
                return Err(not_allowed(&changed(&closing, &input)?, "only closing sets it"));
            }
        }
        Self::of_step_to(read, before, input)
    }

    fn of_step_to(read: &mut Read<'_>, before: &Opportunity, input: OpportunityInput) -> Result<Self> {
        let stage = read.stage(input.stage_id.unwrap_or(before.stage_id))?;
        let moved = stage.id != before.stage_id;
        let last_open_stage_id = match (stage.outcome, before.outcome) {
            (Outcome::Open, _) => None,
            (_, Outcome::Open) => Some(before.stage_id),
            _ => before.last_open_stage_id,
        };
        let closed_on = stage.outcome.is_closed().then(|| input.closed_on.unwrap_or(read.context().today));
        let entered_at = if moved { read.now() } else { before.stage_entered_at };
        let standing = Standing { last_open_stage_id, closed_on, entered_at };
        let worth = Worth::of(read, Some(before), &input)?;
        let draft = Self::assemble(Some(before), input, &stage, standing, worth);
        if moved {
            draft.check_entry(read, &stage)?;
        }
        Ok(draft)
    }

    fn assemble(
        before: Option<&Opportunity>,
        input: OpportunityInput,
        stage: &Stage,
        standing: Standing,
        worth: Worth,
    ) -> Self {
        let stays = before.filter(|before| before.stage_id == stage.id);
        let (probability, probability_is_manual) = match (stage.outcome.certainty(), input.probability) {
            (Some(certainty), _) => (certainty, false),
            (None, Some(probability)) => (probability, true),
            (None, None) => {
                let taken_over = stays.filter(|before| !before.probability_is_manual);
                (taken_over.map_or(stage.probability, |before| before.probability), false)
            }
        };
        let rots_at = match (stays, stage.outcome) {
            (Some(before), _) => before.rots_at,
            (None, Outcome::Open) => {
                let last_activity = before.and_then(|before| before.last_activity_at);
                rots_at(
                    last_activity.max(Some(standing.entered_at)).unwrap_or(standing.entered_at),
                    stage.rotting_days,
                )
            }
            (None, _) => None,
        };
        Self {
            name: input.name,
            account_id: input.account_id,
            contact_id: input.contact_id,
            pipeline_id: stage.pipeline_id,
            stage_id: stage.id,
            last_open_stage_id: standing.last_open_stage_id,
            outcome: stage.outcome,
            amount: worth.amount,
            currency: input.currency,
            amount_is_manual: worth.amount_is_manual,
            rate: worth.rate,
            base_amount: worth.base_amount,
            probability,
            probability_is_manual,
            started_on: input.started_on,
            expected_close_date: input.expected_close_date,
            closed_on: standing.closed_on,
            source: input.source,
            loss_reason_id: input.loss_reason_id,
            close_note: input.close_note,
            description: input.description,
            stage_entered_at: standing.entered_at,
            rots_at,
            tag_ids: input.tag_ids,
            external_ids: input.external_ids,
        }
    }

    /// Checks what a deal must have to come to `stage`; every mistake at once.
    fn check_entry(&self, read: &mut Read<'_>, stage: &Stage) -> Result<()> {
        let missing = stage.required_fields.iter().filter(|field| !self.has(field));
        let mut wrong: Vec<_> = missing.map(|field| FieldError::at(field, FieldCode::Required)).collect();
        if let Some(closed_on) = self.closed_on {
            if closed_on > read.context().today {
                wrong.push(
                    FieldError::at("closed_on", FieldCode::OutOfRange).with("hint", "not in the future"),
                );
            }
            if self.started_on.is_some_and(|started_on| started_on > closed_on) {
                wrong.push(
                    FieldError::at("closed_on", FieldCode::Inconsistent).with("hint", "before started_on"),
                );
            }
        }
        match self.outcome {
            Outcome::Open => {}
            Outcome::Won if self.amount.is_none() && !stage.required_fields.iter().any(|f| f == "amount") => {
                wrong.push(FieldError::at("amount", FieldCode::Required));
            }
            Outcome::Won => {}
            Outcome::Lost => wrong.extend(self.wrong_reason(read)?),
        }
        if wrong.is_empty() { Ok(()) } else { Err(Error::Invalid(wrong)) }
    }

    /// A lost deal has a reason that is in use, and a note if the reason needs one; only deals from a file may
    /// come without.
    fn wrong_reason(&self, read: &mut Read<'_>) -> Result<Option<FieldError>> {
        let Some(reason) = self.loss_reason_id else {
            let required = read.actor().origin().via != Via::Import;
            return Ok(required.then(|| FieldError::at("loss_reason_id", FieldCode::Required)));
        };
        let reason = read.loss_reason(reason)?;
        if !reason.is_active {
            return Ok(Some(FieldError::at("loss_reason_id", FieldCode::NotAllowed)));
        }
        let note_missing = reason.needs_note && self.close_note.is_none();
        Ok(note_missing.then(|| FieldError::at("close_note", FieldCode::Required)))
    }

    /// True if a field of [`domain::opportunity::REQUIRABLE_FIELDS`] is filled.
    fn has(&self, field: &str) -> bool {
        match field {
            "account_id" => self.account_id.is_some(),
            "contact_id" => self.contact_id.is_some(),
            "amount" => self.amount.is_some(),
            "expected_close_date" => self.expected_close_date.is_some(),
            "source" => self.source.is_some(),
            "description" => self.description.is_some(),
            _ => true,
        }
    }
}

/// The stage that a new deal begins in.
fn stage_of_new(read: &mut Read<'_>, id: Option<StageId>) -> Result<Stage> {
    match id {
        Some(id) => read.stage(id),
        None => read
            .first_stage(None, Outcome::Open)?
            .ok_or_else(|| Error::invalid("stage_id", FieldCode::Required)),
    }
}

/// When a deal began to stand in a stage where it stands since `day`: that day's beginning for the company, or
/// now, if the day is unknown or not over.
fn begin_of(read: &mut Read<'_>, day: Option<NaiveDate>) -> Result<DateTime<Utc>> {
    let zone = read.settings()?.time_zone;
    let past = day.filter(|day| *day < read.today(zone));
    Ok(past.and_then(|day| day_begins(day, zone)).unwrap_or_else(|| read.now()))
}

/// Refuses what only a closed deal has.
fn refuse_closing_fields(input: &OpportunityInput) -> Result<()> {
    let given = [
        ("closed_on", input.closed_on.is_some()),
        ("last_open_stage_id", input.last_open_stage_id.is_some()),
        ("loss_reason_id", input.loss_reason_id.is_some()),
    ];
    let wrong = given.into_iter().filter(|(_, given)| *given);
    let wrong: Vec<_> = wrong
        .map(|(field, _)| FieldError::at(field, FieldCode::Inconsistent).with("hint", "the deal is open"))
        .collect();
    if wrong.is_empty() { Ok(()) } else { Err(Error::Invalid(wrong)) }
}

/// The names of the fields that differ.
fn changed(a: &OpportunityInput, b: &OpportunityInput) -> Result<Vec<String>> {
    let (a, b) = (serde_json::to_value(a)?, serde_json::to_value(b)?);
    let members = a.as_object().into_iter().flatten();
    Ok(members.filter(|(name, value)| b.get(*name) != Some(value)).map(|(name, _)| name.clone()).collect())
}

fn not_allowed(fields: &[String], why: &str) -> Error {
    let error = |field: &String| FieldError::at(field, FieldCode::NotAllowed).with("hint", why);
    Error::Rule { code: ProblemCode::StateNotAllowed, fields: fields.iter().map(error).collect() }
}
