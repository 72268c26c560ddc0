//! HTTP: routes, sign-in, errors, and the API document that comes from the same statements as the routes.
//!
//! Knows of no SQL. Plain records need nothing here; each verb is one short function.

mod analytics;
mod assignment;
mod auth;
mod body;
mod call;
mod db;
mod docs;
mod document;
mod drain;
mod envelope;
mod error;
mod etag;
mod export;
mod form;
mod health;
mod import;
mod lead;
mod notification;
mod opportunity;
mod query;
mod resource;
mod routes;
mod scoring;
mod search;
mod server;
mod site;
mod step;
mod trail;

pub use auth::{AuthSettings, BadSecret, Sessions, hash_password, weakness};
pub use document::document;
pub use server::{Server, Settings, serve};
pub use site::Site;
