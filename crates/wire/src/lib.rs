//! What travels over HTTP: records, what a client may set of them, list queries and problems.
//!
//! Nothing here behaves: types, their validation and their form in JSON and URLs. Builds for WebAssembly; the
//! browser uses these very types.

pub mod import;
pub mod list;
pub mod problem;
pub mod resource;
#[cfg(feature = "openapi")]
pub mod shape;
pub mod tag;
pub mod validate;
mod words;

pub use list::{Filter, ListQuery, Op, Sort};
pub use problem::{FieldCode, FieldError, Language, Problem, ProblemCode};
pub use resource::{Documented, Label, Page, Resource};
