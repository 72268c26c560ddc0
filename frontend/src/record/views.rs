//! The views of a list, as tabs: those that come with the application and those that were saved.

use kit::{Tab, Tabs};
use leptos::prelude::*;
use words::tr;

use super::list_page::List;
use super::state::ListState;
use super::{Entity, View};

/// The tabs.
#[component]
pub(crate) fn ViewTabs(list: List) -> impl IntoView {
    let entity = list.entity;
    let tabs = Signal::derive(move || {
        let own = entity.views.iter().map(|view| Tab {
            id: view.id.to_owned(),
            label: (view.label)(),
            count: None,
        });
        own.collect::<Vec<_>>()
    });
    let selected = Signal::derive(move || list.state.with(|state| state.view.clone().unwrap_or_default()));
    let href = Callback::new(move |id: String| {
        let view = entity.views.iter().find(|view| view.id == id);
        view.map_or_else(|| entity.list_href(), |view| href_of(entity, view))
    });
    view! { <Tabs tabs selected href=href label=move || tr!(list.views) /> }.into_any()
}

/// The address of a view.
pub(crate) fn href_of(entity: &Entity, view: &View) -> String {
    let state = ListState { view: Some(view.id.to_owned()), ..ListState::parse(view.query) };
    format!("{}?{}", entity.list_href(), state.print())
}
