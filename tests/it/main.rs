//! Tests of the whole program, from HTTP to Postgres.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test says what it expects by failing")]

mod assignment;
mod auth;
mod authz;
mod conformance;
mod conversion;
mod docs;
mod envelope;
mod exports;
mod imports;
mod lead_conversion;
mod lead_scores;
mod leads;
mod leaving;
mod notifications;
mod opportunities;
mod outages;
mod races;
mod saved_views;
mod search;
mod seed;
mod site;
mod tidy;
mod walkthrough;
mod web_forms;
