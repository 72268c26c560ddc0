//! Verbs: what people do with records beside creating and changing them.
//!
//! A verb reads like the sentence it carries out: lock, ask the rule, write. It names no SQL and no HTTP, so that
//! the API and jobs call the same.

pub mod export;
pub mod import;
pub mod installation;
pub mod lead;
pub mod opportunity;
pub mod web_form;
