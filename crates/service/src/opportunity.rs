//! The steps of a deal: moving, winning, losing and reopening it.

use domain::opportunity::{Outcome, Step};
use domain::{Action, Right, StageId};
use persistence::{At, Error, Result, Tx, merged};
use wire::opportunity::{CloseLost, CloseWon, MoveStage, Opportunity, OpportunityInput, Reopen};
use wire::{FieldCode, Resource};

/// Moves an open deal to another open stage, filling fields on the way.
pub fn move_stage(tx: &mut Tx<'_>, at: At<Opportunity>, to: MoveStage) -> Result<Opportunity> {
    let deal = tx.lock(at, Action::Update)?;
    if to.fields.contains_key("stage_id") {
        return Err(Error::invalid("/fields/stage_id", FieldCode::NotAllowed));
    }
    let fields: OpportunityInput = merged(&deal.input(), &to.fields)?;
    let input = OpportunityInput { stage_id: Some(to.stage_id), ..fields };
    if input == deal.input() {
        return Ok(deal);
    }
    tx.step(Step::Move, &deal, input)
}

/// Closes an open deal as won. An amount given here stands, whatever the lines add up to.
pub fn close_won(tx: &mut Tx<'_>, at: At<Opportunity>, won: CloseWon) -> Result<Opportunity> {
    let deal = tx.lock(at, Action::Update)?;
    let stage_id = closing_stage(tx, &deal, won.stage_id, Outcome::Won)?;
    let amount = won.amount.or(deal.amount);
    let old = deal.input();
    let input = OpportunityInput {
        stage_id: Some(stage_id),
        amount,
        amount_is_manual: Some(deal.amount_is_manual || amount != deal.amount),
        closed_on: won.closed_on,
        close_note: won.note.or(old.close_note),
        loss_reason_id: None,
        ..old
    };
    tx.step(Step::CloseWon, &deal, input).map_err(|error| error.at_instead("/close_note", "/note"))
}

/// Closes an open deal as lost.
pub fn close_lost(tx: &mut Tx<'_>, at: At<Opportunity>, lost: CloseLost) -> Result<Opportunity> {
    let deal = tx.lock(at, Action::Update)?;
    let stage_id = closing_stage(tx, &deal, lost.stage_id, Outcome::Lost)?;
    let input = OpportunityInput {
        stage_id: Some(stage_id),
        closed_on: lost.closed_on,
        close_note: lost.note,
        loss_reason_id: Some(lost.loss_reason_id),
        ..deal.input()
    };
    tx.step(Step::CloseLost, &deal, input).map_err(|error| error.at_instead("/close_note", "/note"))
}

/// Opens a closed deal again, in the stage it was closed from unless another is named. Why it was lost stays.
pub fn reopen(tx: &mut Tx<'_>, at: At<Opportunity>, again: Reopen) -> Result<Opportunity> {
    tx.actor().needs(Right::Reopen)?;
    let deal = tx.lock(at, Action::Update)?;
    let stage_id = match again.stage_id.or(deal.last_open_stage_id) {
        Some(stage_id) => stage_id,
        None => first_stage(tx, &deal, Outcome::Open)?,
    };
    let input = OpportunityInput {
        stage_id: Some(stage_id),
        closed_on: None,
        last_open_stage_id: None,
        ..deal.input()
    };
    let reopened = tx.step(Step::Reopen, &deal, input)?;
    if let Some(reason) = again.reason {
        tx.tell("reason", reason);
    }
    Ok(reopened)
}

/// The stage named, or the first of the deal's pipeline in which deals end like this.
fn closing_stage(
    tx: &mut Tx<'_>,
    deal: &Opportunity,
    named: Option<StageId>,
    outcome: Outcome,
) -> Result<StageId> {
    named.map_or_else(|| first_stage(tx, deal, outcome), Ok)
}

fn first_stage(tx: &mut Tx<'_>, deal: &Opportunity, outcome: Outcome) -> Result<StageId> {
    let stage = tx.first_stage(Some(deal.pipeline_id), outcome)?;
    let stage = stage.map(|stage| stage.id);
    stage.ok_or_else(|| {
        Error::state("stage_id", format!("the pipeline has no stage whose outcome is {outcome}"))
    })
}
