//! The list that a record was opened from: for the way back, and for the records before and after it.

use std::cell::RefCell;

use uuid::Uuid;

use super::Entity;

/// A list as it was left.
#[derive(Debug, Clone, PartialEq)]
struct Left {
    path: &'static str,
    href: String,
    ids: Vec<Uuid>,
}

/// Where a record stands in the list that it was opened from.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Standing {
    /// The list.
    pub(crate) href: String,
    /// From 1, among the records of the page.
    pub(crate) place: usize,
    /// How many the page has.
    pub(crate) of: usize,
    pub(crate) previous: Option<Uuid>,
    pub(crate) next: Option<Uuid>,
}

thread_local! {
    static LEFT: RefCell<Option<Left>> = const { RefCell::new(None) };
}

/// Remembers the list that is about to be left.
pub(crate) fn leave(entity: &Entity, href: String, ids: Vec<Uuid>) {
    LEFT.set(Some(Left { path: entity.path, href, ids }));
}

/// Where a record stands, if it was opened from a list of its kind.
pub(crate) fn standing(entity: &Entity, id: Uuid) -> Option<Standing> {
    LEFT.with_borrow(|left| {
        let left = left.as_ref().filter(|left| left.path == entity.path)?;
        let at = left.ids.iter().position(|other| *other == id)?;
        Some(Standing {
            href: left.href.clone(),
            place: at + 1,
            of: left.ids.len(),
            previous: at.checked_sub(1).and_then(|at| left.ids.get(at)).copied(),
            next: left.ids.get(at + 1).copied(),
        })
    })
}
