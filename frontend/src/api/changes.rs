//! Which kinds of record have changed: a screen that reads [`follow`] in a reactive place is told of every change
//! that this browser makes, and fetches again. No screen tells another to refresh.

use std::cell::RefCell;
use std::collections::BTreeMap;

use domain::Kind;
use leptos::prelude::*;

thread_local! {
    static CHANGES: RefCell<BTreeMap<Kind, ArcRwSignal<u32>>> = const { RefCell::new(BTreeMap::new()) };
}

fn of(kind: Kind) -> ArcRwSignal<u32> {
    CHANGES.with_borrow_mut(|changes| changes.entry(kind).or_insert_with(|| ArcRwSignal::new(0)).clone())
}

/// Follows the changes of this kind of record.
pub(crate) fn follow(kind: Kind) {
    of(kind).track();
}

/// How often records of this kind have changed so far. Followed where it is read in a reactive place.
pub(crate) fn count(kind: Kind) -> u32 {
    of(kind).get()
}

/// Tells that records of this kind have changed.
pub(crate) fn tell(kind: Kind) {
    of(kind).update(|count| *count = count.wrapping_add(1));
}
