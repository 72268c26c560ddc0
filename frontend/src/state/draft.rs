//! What was typed and not sent yet. It belongs to one user.

use serde_json::{Map, Value};

use super::storage;

/// What was typed under this name.
pub(crate) fn read(name: &str) -> Map<String, Value> {
    key(name)
        .and_then(|key| storage::read(&key))
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default()
}

/// Keeps what is typed.
pub(crate) fn keep(name: &str, values: &Map<String, Value>) {
    if let (Some(key), Ok(text)) = (key(name), serde_json::to_string(values)) {
        storage::write(&key, Some(&text));
    }
}

/// Forgets what was typed.
pub(crate) fn discard(name: &str) {
    if let Some(key) = key(name) {
        storage::write(&key, None);
    }
}

fn key(name: &str) -> Option<String> {
    storage::own("draft", name)
}
