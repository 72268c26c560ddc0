//! What the browser remembers for the user: how the screens look, and what was typed and not yet sent. Nothing secret.

pub(crate) mod board;
pub(crate) mod clipboard;
pub(crate) mod columns;
pub(crate) mod draft;
pub(crate) mod look;
mod storage;
pub(crate) mod unsaved;
