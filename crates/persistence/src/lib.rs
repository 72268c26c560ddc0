//! Everything that is stored: entities, lists, transactions with their records of change, jobs, sessions.
//!
//! The only crate that names diesel. Rows stay in here; what goes in and out are the types of `wire`.

mod actor;
mod change;
mod entities;
mod entity;
mod error;
mod import;
mod import_template;
mod list;
mod ownership;
mod read;
mod runtime;
mod schema;
mod scope;
mod settle;
mod store;
mod tx;

pub mod job;
pub mod migration;
pub mod tag;

pub use actor::{Access, Actor, Origin, Via};
pub use change::Event;
pub use entities::{VisitEntity, every_entity};
pub use entity::{At, Entity, Owner, Stamp};
pub use error::{Error, Result};
pub use import::{Progress, check_plan};
pub use list::{FieldInfo, Fields, Plan, Predicate, Shape};
pub use read::{Read, members};
pub use runtime::Runtime;
pub use scope::Scope;
pub use store::{PoolSettings, Store};
pub use tx::{NewRecord, Tx, read_input};
