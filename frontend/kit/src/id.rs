//! Ids that tie elements together: a label to its input, a button to its menu.

use std::cell::Cell;

thread_local! {
    static LAST: Cell<u32> = const { Cell::new(0) };
}

/// An id that no other element of the page has: `menu-12`.
pub(crate) fn unique(noun: &str) -> String {
    let number = LAST.with(|last| {
        last.set(last.get().wrapping_add(1));
        last.get()
    });
    format!("{noun}-{number}")
}
