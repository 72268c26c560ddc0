//! Everything that is stored: entities, lists, transactions with their records of change, jobs, sessions.
//!
//! The only crate that names diesel. Rows stay in here; what goes in and out are the types of `wire`.

mod absence;
mod account;
mod account_contact;
mod activity;
mod actor;
mod analytics;
mod assignment_rule;
mod branch;
mod change;
mod contact;
mod department;
mod entities;
mod entity;
mod error;
mod exchange_rate;
mod export;
mod idempotency;
mod import;
mod import_template;
mod lead;
mod lead_mapping;
mod list;
mod loss_reason;
mod notification;
mod opportunity;
mod opportunity_contact;
mod opportunity_line;
mod ownership;
mod pipeline;
mod pool;
mod product;
mod product_category;
mod read;
mod runtime;
mod saved_view;
#[expect(clippy::doc_markdown, reason = "generated from the comments in the database")]
mod schema;
mod scope;
mod scoring_rule;
mod settle;
mod stage;
mod store;
mod stored;
mod time_zone;
mod trail;
mod tx;
mod user;
mod web_form;

pub mod doctor;
pub mod job;
pub mod migration;
pub mod role;
pub mod session;
pub mod tag;

pub use actor::{Access, Actor, Origin, Via};
pub use change::Event;
pub use entities::{VisitEntity, every_entity};
pub use entity::{At, Entity, Owner, Stamp};
pub use error::{Error, Result};
pub use export::Begun;
pub use idempotency::{Claim, Reply};
pub use import::{Progress, check_plan};
pub use lead::{Became, Found, Told};
pub use lead_mapping::Mapped;
pub use list::{Condition, FieldInfo, Fields, Plan, Predicate, Shape};
pub use pool::PoolSettings;
pub use read::{AUTHORS, Read, Settings, members};
pub use runtime::Runtime;
pub use scope::Scope;
pub use store::Store;
pub use trail::{AuditFilter, Before, Naming};
pub use tx::{NewRecord, Tx, merged, read_input, validate};
