//! Which columns of boards were made narrow or wide.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::storage;

const TURNED: &str = "rapport.board.turned";

/// The stages whose columns are not as they are at first.
pub(crate) fn turned() -> BTreeSet<Uuid> {
    storage::read(TURNED).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// Remembers them.
pub(crate) fn keep_turned(turned: &BTreeSet<Uuid>) {
    let text = serde_json::to_string(turned).ok().filter(|_| !turned.is_empty());
    storage::write(TURNED, text.as_deref());
}
