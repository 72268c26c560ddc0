//! The browser's storage, which may be full, forbidden or empty: then nothing is remembered.

use leptos::prelude::{untrack, window};

use crate::api::session;

/// The name under which something of the user who is signed in is kept: another who signs in at the same browser does
/// not see it.
pub(super) fn own(topic: &str, name: &str) -> Option<String> {
    let me = untrack(session::me)?;
    Some(format!("rapport.{topic}.{}.{name}", me.user.id))
}

/// What is kept under a name.
pub(super) fn read(name: &str) -> Option<String> {
    window().local_storage().ok().flatten()?.get_item(name).ok().flatten()
}

/// Keeps a text under a name; None removes it.
pub(super) fn write(name: &str, text: Option<&str>) {
    let Some(storage) = window().local_storage().ok().flatten() else { return };
    let result = match text {
        Some(text) => storage.set_item(name, text),
        None => storage.remove_item(name),
    };
    if result.is_err() {
        leptos::logging::warn!("the browser does not keep {name}");
    }
}
