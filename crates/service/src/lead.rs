//! Giving leads away by rules, and the exits of a lead: qualifying, nurturing and disqualifying it, and the way back.

pub mod conversion;

use domain::lead::LeadStep;
use domain::{Action, Right};
use persistence::{At, Error, Result, Told, Tx};
use wire::assignment_rule::AssignByRules;
use wire::lead::{DisqualifyLead, Lead, NurtureLead, StepLead};

/// Gives a lead to whom the rules say; needs the right to assign.
pub fn assign_by_rules(tx: &mut Tx<'_>, at: At<Lead>, _: AssignByRules) -> Result<Lead> {
    tx.actor().needs(Right::Assign)?;
    let lead = tx.lock(at, Action::Update)?;
    if !lead.status.is_open() {
        return Err(Error::state("status", "only leads that are worked on are given by rules"));
    }
    let given = tx.assign_leads(&[lead.id])?.pop();
    given.ok_or_else(|| Error::state("owner_id", "no rule gives this lead to anybody"))
}

/// Says that a lead is worth selling to.
pub fn qualify(tx: &mut Tx<'_>, at: At<Lead>, with: StepLead) -> Result<Lead> {
    let lead = tx.lock(at, Action::Update)?;
    tx.step_lead(LeadStep::Qualify, &lead, Told { note: with.note, ..Told::default() })
}

/// Puts a lead aside until a day, with another owner if one is named, who needs the right to assign.
pub fn nurture(tx: &mut Tx<'_>, at: At<Lead>, until: NurtureLead) -> Result<Lead> {
    let lead = tx.lock(at, Action::Update)?;
    let told = Told { recheck_on: Some(until.recheck_on), note: until.note.clone(), ..Told::default() };
    let nurtured = tx.step_lead(LeadStep::Nurture, &lead, told)?;
    match until.owner_id.filter(|owner| *owner != lead.owner_id) {
        Some(owner) => tx.assign(At { id: lead.id, version: None }, owner, until.note.as_deref()),
        None => Ok(nurtured),
    }
}

/// Says that a lead is not worth selling to.
pub fn disqualify(tx: &mut Tx<'_>, at: At<Lead>, why: DisqualifyLead) -> Result<Lead> {
    let lead = tx.lock(at, Action::Update)?;
    let told = Told { reason: Some(why.reason), note: why.note, ..Told::default() };
    tx.step_lead(LeadStep::Disqualify, &lead, told)
}

/// Takes a lead back to work, whichever exit it took but conversion.
pub fn reopen(tx: &mut Tx<'_>, at: At<Lead>, with: StepLead) -> Result<Lead> {
    let lead = tx.lock(at, Action::Update)?;
    tx.step_lead(LeadStep::Reopen, &lead, Told { note: with.note, ..Told::default() })
}
