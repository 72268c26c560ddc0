//! Demo data in Chinese and English: a company, its customers and two years of selling.
//!
//! Every record is a pure function of the seed, the day the data is for and the number of the
//! record, so the same [`Plan`] always gives the same bytes and even the largest scale streams.
//! This crate knows no database: [`Table::write`] puts rows in COPY text format into any writer.

mod account;
mod activity;
mod activity_text;
mod bulk;
mod calendar;
mod catalogue;
mod company_name;
mod contact;
mod copy;
mod exchange;
mod lead;
mod login;
mod opportunity;
mod opportunity_row;
mod organisation;
mod person_name;
mod pipeline;
mod place;
mod random;
mod scoring;
mod staff;
mod table;
mod tag;
mod timeline;
mod world;

#[cfg(test)]
mod tests;

pub use bulk::SECONDARY_STRUCTURES;
pub use login::{DEMO_LOGINS, DEMO_PASSWORD, Login};
pub use table::{TABLES, Table};
pub use world::{Plan, PlanError, Scale, World};
