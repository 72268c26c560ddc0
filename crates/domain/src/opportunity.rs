//! The funnel: how a deal stands, which steps it may take, and what follows from them.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{Amount, Currency, Fraction};

crate::macros::text_enum! {
    /// How a deal stands.
    pub enum Outcome {
        /// Being worked on.
        Open = "open",
        /// The customer signed.
        Won = "won",
        /// It came to nothing.
        Lost = "lost",
    }
}

/// The fields of an opportunity that a stage may ask for.
pub const REQUIRABLE_FIELDS: &[&str] =
    &["name", "account_id", "contact_id", "amount", "expected_close_date", "source", "description"];

impl Outcome {
    /// True once it is won or lost.
    pub fn is_closed(self) -> bool {
        self != Self::Open
    }

    /// The chance of winning that an outcome leaves; None while the deal is open.
    pub fn certainty(self) -> Option<Fraction> {
        match self {
            Self::Open => None,
            Self::Won => Some(Fraction::ONE),
            Self::Lost => Some(Fraction::ZERO),
        }
    }
}

crate::macros::text_enum! {
    /// What takes a deal from one stage to another.
    pub enum Step {
        /// From an open stage to an open stage.
        Move = "move",
        /// From an open stage to a won one.
        CloseWon = "close_won",
        /// From an open stage to a lost one.
        CloseLost = "close_lost",
        /// From a closed stage back to an open one.
        Reopen = "reopen",
    }
}

impl Step {
    /// The step between two stages by their outcomes; None between closed stages, which no step joins.
    pub fn between(from: Outcome, to: Outcome) -> Option<Self> {
        match (from, to) {
            (Outcome::Open, Outcome::Open) => Some(Self::Move),
            (Outcome::Open, Outcome::Won) => Some(Self::CloseWon),
            (Outcome::Open, Outcome::Lost) => Some(Self::CloseLost),
            (_, Outcome::Open) => Some(Self::Reopen),
            _ => None,
        }
    }

    /// The outcome of the stages that it leads to.
    pub fn leads_to(self) -> Outcome {
        match self {
            Self::Move | Self::Reopen => Outcome::Open,
            Self::CloseWon => Outcome::Won,
            Self::CloseLost => Outcome::Lost,
        }
    }

    /// What the timeline calls it.
    pub fn event(self) -> &'static str {
        match self {
            Self::Move => "stage_changed",
            Self::CloseWon => "won",
            Self::CloseLost => "lost",
            Self::Reopen => "reopened",
        }
    }

    /// Checks that the step leads from a stage of outcome `from` to one of outcome `to`. Open deals move freely
    /// among open stages, of any pipeline; closed deals take no step but reopening.
    pub fn check(self, from: Outcome, to: Outcome) -> Result<(), StepRefused> {
        match (self, from) {
            (Self::Reopen, Outcome::Open) => Err(StepRefused::NotClosed),
            (Self::Reopen, _) | (_, Outcome::Open) => match (self, to) {
                _ if to == self.leads_to() => Ok(()),
                (Self::Move, _) => Err(StepRefused::UseClose),
                _ => Err(StepRefused::OtherOutcome(self.leads_to())),
            },
            _ => Err(StepRefused::Closed),
        }
    }
}

/// Why a deal may not take a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StepRefused {
    /// A closed deal must be reopened first.
    #[error("the deal is closed; reopen it first")]
    Closed,
    /// Only a closed deal can be reopened.
    #[error("the deal is open")]
    NotClosed,
    /// Only closing leads to a closed stage.
    #[error("closing a deal needs the actions close_won and close_lost")]
    UseClose,
    /// The stage is of another outcome than the step leads to.
    #[error("the stage must be one whose outcome is {0}")]
    OtherOutcome(Outcome),
}

/// What a deal is worth in a forecast: its amount times its chance, rounded half up to the minor unit.
pub fn weighted(amount: Amount, probability: Fraction, currency: Currency) -> Amount {
    Amount(amount.0.saturating_mul(probability.0)).rounded(currency)
}

/// When a deal starts to rot in a stage that gives it `rotting_days` without a sign of life; None where deals
/// never rot.
pub fn rots_at(last_sign: DateTime<Utc>, rotting_days: i32) -> Option<DateTime<Utc>> {
    if rotting_days <= 0 {
        return None;
    }
    last_sign.checked_add_signed(TimeDelta::days(rotting_days.into()))
}

#[cfg(test)]
mod tests;
