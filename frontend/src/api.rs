//! The server, as the screens see it. Nothing outside this module fetches.
//!
//! [`client`] sends requests, [`session`] keeps the one who is signed in, [`records`] speaks of records of any kind,
//! [`search`] of all kinds at once,
//! [`analytics`] asks for reports, [`changes`] tells screens that what they show has changed, [`download`] fetches
//! files, [`exports`] makes them of lists.

pub(crate) mod analytics;
pub(crate) mod changes;
mod client;
pub(crate) mod download;
pub(crate) mod exports;
mod failure;
mod load;
pub(crate) mod names;
pub(crate) mod notifications;
pub(crate) mod records;
pub(crate) mod search;
pub(crate) mod session;
mod upload;

pub(crate) use client::Request;
pub(crate) use failure::{Failure, field_words, said};
pub(crate) use load::Load;
