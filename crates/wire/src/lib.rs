//! What travels over HTTP: records, what a client may set of them, list queries and problems.
//!
//! Nothing here behaves: types, their validation and their form in JSON and URLs. Builds for WebAssembly; the
//! browser uses these very types.

pub mod absence;
pub mod account;
pub mod account_contact;
pub mod activity;
pub mod analytics;
pub mod assignment_rule;
pub mod auth;
pub mod batch;
pub mod branch;
pub mod contact;
pub mod department;
pub mod exchange_rate;
pub mod export;
pub mod import;
pub mod lead;
pub mod lead_mapping;
pub mod list;
pub mod loss_reason;
pub mod notification;
pub mod opportunity;
pub mod opportunity_contact;
pub mod opportunity_line;
pub mod ownership;
pub mod pipeline;
pub mod problem;
pub mod product;
pub mod product_category;
pub mod resource;
pub mod role;
pub mod saved_view;
pub mod scoring_rule;
pub mod search;
#[cfg(feature = "openapi")]
pub mod shape;
pub mod stage;
pub mod tag;
#[cfg(feature = "openapi")]
mod text;
pub mod trail;
pub mod user;
pub mod validate;
pub mod web_form;
mod words;

pub use list::{Filter, ListQuery, Op, Sort};
pub use problem::{FieldCode, FieldError, Problem, ProblemCode};
pub use resource::{Documented, Label, Page, Resource};
