//! Tests of the whole program, from HTTP to Postgres.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test says what it expects by failing")]

mod auth;
mod conformance;
mod imports;
mod opportunities;
mod seed;
mod walkthrough;
