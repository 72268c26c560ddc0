//! Verbs that touch more than one record.

pub mod import;
