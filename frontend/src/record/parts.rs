//! What the screens of one kind of record have beside what all kinds have. The generic screens know where it stands,
//! the kind's own module what it is.

use leptos::prelude::*;
use words::Word;

use super::list_page::List;
use crate::api::records::Record;

/// What the screens of a kind have of their own.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parts {
    /// Beside the heading of its list.
    pub(crate) list_head: Option<fn(List) -> AnyView>,
    /// Before the name of a record in lists.
    pub(crate) mark: Option<Mark>,
    /// Buttons in the head of a record's page.
    pub(crate) actions: Option<fn(Signal<Record>) -> AnyView>,
    /// Below the head of a record's page.
    pub(crate) head: Option<fn(Signal<Record>) -> AnyView>,
    /// Beside what was done with a record, as tabs of its page.
    pub(crate) panels: &'static [Panel],
}

/// What stands before the name of a record.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    /// The members that it shows.
    pub(crate) members: &'static [&'static str],
    pub(crate) view: fn(&Record) -> AnyView,
}

/// A tab of a record's page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Panel {
    pub(crate) id: &'static str,
    pub(crate) label: Word,
    pub(crate) view: fn(Signal<Record>) -> AnyView,
}

impl Parts {
    /// Nothing.
    pub(crate) const NONE: Self =
        Self { list_head: None, mark: None, actions: None, head: None, panels: &[] };
}
