//! The words and rules of the business: ids, value lists, money, access and the funnel.
//!
//! Pure values and functions: no input or output, no clock, no database, no HTTP. Builds for WebAssembly, so
//! that the browser applies the very rules the server does.

mod macros;

pub mod access;
pub mod activity;
pub mod analytics;
pub mod assignment;
pub mod export;
pub mod id;
pub mod import;
pub mod key_scope;
pub mod kind;
pub mod language;
pub mod lead;
pub mod money;
pub mod opportunity;
pub mod party;
pub mod period;
pub mod scoring;
pub mod search;
pub mod tag;
pub mod web_form;

/// A text that is not on a value list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{value:?} is not a {list}")]
pub struct UnknownValue {
    /// The list.
    pub list: &'static str,
    /// What was given.
    pub value: String,
}

pub use access::{Action, Permissions, Reach, Right};
pub use export::{ExportFormat, ExportStatus};
pub use id::*;
pub use import::ImportStatus;
pub use key_scope::KeyScope;
pub use kind::Kind;
pub use money::{Amount, Currency, Fraction, Quantity, Rate};
pub use tag::TagColor;
