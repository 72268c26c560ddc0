//! A real server on a real database for each test, and clients that speak to it.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up has failed")]

mod app;
mod client;
mod database;
mod operation;
mod request;
mod samples;
mod subject;
mod target;

pub use app::{PASSWORD, TestApp};
pub use client::{Answer, Client};
pub use database::TestDb;
pub use operation::{Operation, operations};
pub use request::{Content, Request};
pub use samples::Samples;
pub use subject::{Subject, subjects};
pub use target::Targets;
