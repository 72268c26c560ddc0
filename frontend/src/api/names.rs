//! The names of records that other records refer to, as far as the server has told them: every page of a list brings
//! the names of what it refers to.

use std::cell::RefCell;
use std::collections::BTreeMap;

use uuid::Uuid;

thread_local! {
    static NAMES: RefCell<BTreeMap<Uuid, String>> = const { RefCell::new(BTreeMap::new()) };
}

/// Remembers names.
pub(crate) fn learn<'a>(names: impl IntoIterator<Item = (&'a Uuid, &'a String)>) {
    NAMES.with_borrow_mut(|known| known.extend(names.into_iter().map(|(id, name)| (*id, name.clone()))));
}

/// The name of a record, if any answer told it.
pub(crate) fn of(id: Uuid) -> Option<String> {
    NAMES.with_borrow(|known| known.get(&id).cloned())
}

/// Forgets all, when somebody else signs in.
pub(crate) fn forget() {
    NAMES.with_borrow_mut(BTreeMap::clear);
}
