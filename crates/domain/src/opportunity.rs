//! The funnel: how a deal stands and which moves it may make.

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

/// Why a deal may not go to a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoveRefused {
    /// A closed deal must be reopened first.
    #[error("the deal is closed; reopen it first")]
    Closed,
    /// Losing a deal needs a reason.
    #[error("a lost deal needs a reason")]
    LossReasonMissing,
    /// Only closing leads to a closed stage.
    #[error("closing a deal needs the close action")]
    UseClose,
}

/// Checks a move between stages by their outcomes. Open deals move freely among open stages, of any pipeline;
/// they are closed by the close action, and closed deals only move by reopening.
pub fn check_move(from: Outcome, to: Outcome) -> Result<(), MoveRefused> {
    match (from, to) {
        (Outcome::Open, Outcome::Open) => Ok(()),
        (Outcome::Open, _) => Err(MoveRefused::UseClose),
        _ => Err(MoveRefused::Closed),
    }
}
