//! The filters that stand on a screen, whatever the screen shows: those of a list, those of the reports on deals.

use leptos::prelude::*;
use wire::list::Filter;

use super::Entity;
use super::list_page::List;
use super::state::ListState;

/// Filters as their chips and their editor see them.
#[derive(Clone, Copy)]
pub(crate) struct Filters {
    /// The kind of record that is filtered.
    pub(crate) entity: &'static Entity,
    /// What all of must hold.
    pub(crate) all: Signal<Vec<Filter>>,
    /// Puts others in their place.
    pub(crate) put: Callback<Vec<Filter>>,
    /// Whether a filter may have alternatives: what is asked for by an address cannot say them.
    pub(crate) has_alternatives: bool,
}

impl List {
    /// The filters of the list.
    pub(crate) fn filters(self) -> Filters {
        let put = Callback::new(move |filters: Vec<Filter>| {
            let state = self.state.get_untracked();
            let view = state.view.clone().filter(|_| !filters.is_empty());
            self.go(ListState { view, ..state.with_filters(filters) });
        });
        Filters {
            entity: self.entity,
            all: Signal::derive(move || self.state.with(ListState::filters)),
            put,
            has_alternatives: true,
        }
    }
}
