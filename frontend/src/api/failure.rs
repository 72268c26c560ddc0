//! Why a request came to nothing, and how that is said to the user.

use wire::{FieldError, Problem, ProblemCode};
use words::tr;

/// Why a request came to nothing.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Failure {
    /// The server refused it and says why.
    Problem(Box<Problem>),
    /// The server could not be reached; nothing is known of what became of the request.
    Offline,
    /// The session is over; the application asks to sign in.
    SignedOut,
    /// The server answered in a form that this version of the application does not know.
    Unreadable,
}

impl Failure {
    /// In the language of the user.
    pub(crate) fn words(&self) -> String {
        match self {
            Self::Problem(problem) => said(problem.code, &problem.errors),
            Self::Offline => tr!(failure.offline),
            Self::SignedOut => tr!(failure.signed_out),
            Self::Unreadable => tr!(failure.unreadable),
        }
    }

    /// The code of the server's refusal.
    pub(crate) fn code(&self) -> Option<ProblemCode> {
        match self {
            Self::Problem(problem) => Some(problem.code),
            _ => None,
        }
    }

    /// What is wrong with single fields.
    pub(crate) fn fields(&self) -> &[FieldError] {
        match self {
            Self::Problem(problem) => &problem.errors,
            _ => &[],
        }
    }

    /// The id to quote to an administrator.
    pub(crate) fn request_id(&self) -> Option<&str> {
        match self {
            Self::Problem(problem) => Some(&problem.request_id),
            _ => None,
        }
    }

    /// True if somebody changed the record in the meantime.
    pub(crate) fn is_conflict(&self) -> bool {
        self.code() == Some(ProblemCode::VersionMismatch)
    }
}

/// Why something was refused: what is wrong with its fields, as far as the server says, in the language of the user.
pub(crate) fn said(code: ProblemCode, errors: &[FieldError]) -> String {
    if errors.is_empty() {
        return code.words(words::language()).to_owned();
    }
    errors.iter().take(3).map(field_words).collect::<Vec<_>>().join(" ")
}

/// What is wrong with one field: the server's hint is part of it, the language is the user's.
pub(crate) fn field_words(error: &FieldError) -> String {
    error.words(words::language())
}
