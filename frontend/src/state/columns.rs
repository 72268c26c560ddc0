//! How wide a user has made the columns of lists.

use std::collections::BTreeMap;

use super::storage;

const TOPIC: &str = "widths";

/// The widths in the list of this name: pixels by column.
pub(crate) fn widths(list: &str) -> BTreeMap<String, i32> {
    storage::own(TOPIC, list)
        .and_then(|key| storage::read(&key))
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default()
}

/// Remembers them.
pub(crate) fn keep_widths(list: &str, widths: &BTreeMap<String, i32>) {
    if let Some(key) = storage::own(TOPIC, list) {
        let text = serde_json::to_string(widths).ok().filter(|_| !widths.is_empty());
        storage::write(&key, text.as_deref());
    }
}
