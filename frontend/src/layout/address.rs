//! The address, as a screen sees it.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The query of the address for as long as the screen that asks is the one at it. The address of the next screen is
/// there before this one is gone, and is not meant for it.
pub(crate) fn own_query() -> Memo<String> {
    let location = use_location();
    let (search, path) = (location.search, location.pathname);
    let own = path.get_untracked();
    Memo::new(move |before: Option<&String>| {
        let is_here = path.with(|path| *path == own);
        match before {
            Some(before) if !is_here => before.clone(),
            _ => search.get(),
        }
    })
}
