//! The list of any kind of record.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::Action;
use kit::{Button, ButtonKind, Empty, EmptyKind, Failed, Skeleton, SkeletonShape, TopProgress};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use uuid::Uuid;
use wire::ListQuery;
use words::{tr, word};

use super::state::ListState;
use super::{Entity, bulk, came_from, cards, filter_bar, foot, form, peek, rows, toolbar, views};
use crate::api::records::{self, Record, Records};
use crate::api::{Load, changes};
use crate::features;
use crate::layout::{address, viewport};

/// A list on the screen: what its parts share.
#[derive(Clone, Copy)]
pub(crate) struct List {
    pub(crate) entity: &'static Entity,
    /// What the address says.
    pub(crate) state: Memo<ListState>,
    pub(crate) data: Load<Records>,
    /// The ids of the selected records.
    pub(crate) selected: RwSignal<BTreeSet<String>>,
    /// How many records there are on all pages, if all of them are selected.
    pub(crate) everything: RwSignal<Option<usize>>,
    /// Goes to another state of the list.
    go: Callback<(ListState, Step)>,
    /// Goes to an address.
    visit: Callback<String>,
    /// Where the list stands in the application.
    path: Memo<String>,
    /// The states of the pages before this one.
    pub(super) trail: RwSignal<Vec<ListState>>,
}

/// What a change of the list's state is to the browser's history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// The back button leads to the state before.
    Push,
    /// The state before is forgotten, as while typing.
    Replace,
}

impl List {
    /// The list of a kind, at the state in the address.
    pub(crate) fn new(entity: &'static Entity) -> Self {
        let search = address::own_query();
        let state = Memo::new(move |_| opening(entity, &search.get()));
        let query = Memo::new(move |_| state.with(|state| state.request(entity)));
        let data = Load::new(move || {
            changes::follow(entity.kind);
            let query: ListQuery = query.get();
            async move { records::list(entity, &query).await }
        });
        let list = Self::at(entity, state, data);
        Effect::new(move |_| {
            query.track();
            list.selected.set(BTreeSet::new());
        });
        list
    }

    /// A list whose records another screen fetches and shows, such as a board: its state is what `read` makes of the
    /// query of the address.
    pub(crate) fn without_rows(entity: &'static Entity, read: fn(&str) -> ListState) -> Self {
        let search = address::own_query();
        Self::at(entity, Memo::new(move |_| read(&search.get())), Load::idle())
    }

    fn at(entity: &'static Entity, state: Memo<ListState>, data: Load<Records>) -> Self {
        let path = use_location().pathname;
        let selected = RwSignal::new(BTreeSet::new());
        let navigate = StoredValue::new_local(use_navigate());
        let visit = Callback::new(move |address: String| {
            navigate.with_value(|navigate| navigate(&address, NavigateOptions::default()));
        });
        let go = Callback::new(move |(state, step): (ListState, Step)| {
            let target = format!("{}?{}", path.get_untracked(), state.print());
            let options =
                NavigateOptions { replace: step == Step::Replace, scroll: false, ..Default::default() };
            navigate.with_value(|navigate| navigate(&target, options));
        });
        let everything = RwSignal::new(None);
        Self { entity, state, data, selected, everything, go, visit, path, trail: RwSignal::new(Vec::new()) }
    }

    /// Goes to another state.
    pub(crate) fn go(self, state: ListState) {
        self.go.run((state, Step::Push));
    }

    /// Goes to another state in the place of this one.
    pub(crate) fn replace(self, state: ListState) {
        self.go.run((state, Step::Replace));
    }

    /// Goes to an address outside the list.
    pub(crate) fn visit(self, address: String) {
        self.visit.run(address);
    }

    /// The record with this id, if it is on the page.
    pub(crate) fn record(self, id: &str) -> Option<Record> {
        self.data.with(|records| find(records, id))
    }

    /// Opens the record's page.
    pub(crate) fn open(self, id: &str) {
        self.remember();
        self.visit.run(self.entity.href(id));
    }

    /// Remembers this list, as a record of it is about to be opened.
    pub(crate) fn remember(self) {
        let ids = untrack(|| {
            self.data.with(|records| {
                records.map_or_else(Vec::new, |records| records.rows.iter().map(Record::id).collect())
            })
        });
        let state = self.state.with_untracked(ListState::print);
        came_from::leave(self.entity, format!("{}?{state}", self.path.get_untracked()), ids);
    }

    /// Shows a record beside the list, or none.
    pub(crate) fn peek(self, id: Option<Uuid>) {
        let state = self.state.get_untracked();
        self.replace(ListState { peek: id, ..state });
    }
}

fn find(records: Option<&Records>, id: &str) -> Option<Record> {
    let id: Uuid = id.parse().ok()?;
    records?.rows.iter().find(|record| record.id() == id).cloned()
}

/// The state that the address says; with nothing in it, that of the kind's first view.
fn opening(entity: &Entity, search: &str) -> ListState {
    let is_bare = search.trim_start_matches('?').is_empty();
    match entity.views.first().filter(|_| is_bare) {
        Some(view) => ListState { view: Some(view.id.to_owned()), ..ListState::parse(view.query) },
        None => ListState::parse(search),
    }
}

/// The screen.
#[component]
pub(crate) fn ListPage(entity: &'static Entity) -> impl IntoView {
    let list = List::new(entity);
    let creating = RwSignal::new(false);
    let new = move || {
        entity.may(Action::Create).then(|| {
            view! {
                <Button
                    label=move || tr!(list.new, kind = (entity.one)())
                    kind=ButtonKind::Primary
                    icon=icondata_lu::LuPlus
                    shortcut="c"
                    on_press=Callback::new(move |()| creating.set(true))
                />
            }
        })
    };
    let own = features::parts(entity).list_head.map(|head| head(list));
    kit::shortcut::register(kit::shortcut::Shortcut {
        keys: "c",
        label: word!(shortcut.create),
        group: word!(shortcut.lists),
        action: Callback::new(move |()| creating.set(entity.may(Action::Create))),
    });
    view! {
        <section class="list-page" data-kind=entity.kind.as_str()>
            <header class="page-head">
                <h1 tabindex="-1">{move || (entity.many)()}</h1>
                <div class="page-actions">{own} {new}</div>
            </header>
            <views::ViewTabs list />
            <div class="list-tools">
                <toolbar::Toolbar list />
                <filter_bar::FilterBar filters=list.filters() />
            </div>
            <TopProgress active=Signal::derive(move || list.data.is_loading()) />
            <div class="list-main">
                <div class="list-body">{move || body(list, creating)}</div>
                <peek::Peek list />
            </div>
            <bulk::BulkBar list />
            <foot::Foot list />
        </section>
        <form::CreateDialog entity open=creating preset=BTreeMap::new() />
    }
    .into_any()
}

fn body(list: List, creating: RwSignal<bool>) -> AnyView {
    let is_there = list.data.with(|records| records.map(|records| records.rows.is_empty()));
    match (is_there, list.data.failure()) {
        (None, None) => view! { <Skeleton shape=SkeletonShape::Rows(12) /> }.into_any(),
        (None, Some(failure)) => {
            let id = failure.request_id().unwrap_or_default().to_owned();
            let again = Callback::new(move |()| list.data.again());
            view! { <Failed text=move || failure.words() detail=id on_retry=again /> }.into_any()
        }
        (Some(true), _) => nothing(list, creating),
        (Some(false), _) if viewport::is_phone() => view! { <cards::Cards list /> }.into_any(),
        (Some(false), _) => view! { <rows::Rows list /> }.into_any(),
    }
}

/// Why there is no row, and what helps.
fn nothing(list: List, creating: RwSignal<bool>) -> AnyView {
    let entity = list.entity;
    let is_filtered = list.state.with(|state| state.query.q.is_some() || !state.query.filter.is_all());
    if is_filtered {
        let clear = Callback::new(move |()| {
            let state = list.state.get_untracked();
            list.go(ListState { view: None, ..state.with_q("").with_filters(Vec::new()) });
        });
        return view! {
            <Empty
                kind=EmptyKind::NoMatch
                title=|| tr!(list.no_match)
                body=move || tr!(list.no_match_text, kinds = (entity.many)())
            >
                <Button label=|| tr!(list.clear_filters) on_press=clear />
            </Empty>
        }
        .into_any();
    }
    let create = entity.may(Action::Create).then(|| {
        view! {
            <Button
                label=move || tr!(list.new, kind = (entity.one)())
                kind=ButtonKind::Primary
                on_press=Callback::new(move |()| creating.set(true))
            />
        }
    });
    view! {
        <Empty
            kind=EmptyKind::Nothing
            title=move || tr!(list.nothing, kinds = (entity.many)())
            body=move || tr!(list.nothing_text)
        >
            {create}
        </Empty>
    }
    .into_any()
}
