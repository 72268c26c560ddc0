//! The views of a list, as tabs: those that come with the application and those that its user saved.

use domain::access::Action;
use kit::{Button, ButtonKind, Dialog, DialogSize, Menu, MenuItem, Tab, Tabs, TextInput, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Map;
use uuid::Uuid;
use wire::list::{Filter, Op, Test};
use wire::{ListQuery, Sort};
use words::tr;

use super::list_page::List;
use super::state::ListState;
use super::{Entity, View};
use crate::api::records::{self, Record};
use crate::api::{Failure, Load, changes, session};
use crate::features::saved_view::SAVED_VIEW;

/// The tabs, and what is done with the view that is shown.
#[component]
pub(crate) fn ViewTabs(list: List) -> impl IntoView {
    let entity = list.entity;
    let saved = Load::new(move || {
        changes::follow(SAVED_VIEW.kind);
        async move { saved_views(entity).await }
    });
    let views = Signal::derive(move || saved.get().unwrap_or_default());
    let tabs = Signal::derive(move || {
        let own = entity.views.iter().map(|view| Tab {
            id: view.id.to_owned(),
            label: (view.label)(),
            count: None,
        });
        let saved = views.get().into_iter().map(|view| Tab {
            id: view.id().to_string(),
            label: name_of(&view),
            count: None,
        });
        own.chain(saved).collect::<Vec<_>>()
    });
    let selected = Signal::derive(move || list.state.with(|state| state.view.clone().unwrap_or_default()));
    let href = Callback::new(move |id: String| {
        let own = entity.views.iter().find(|view| view.id == id).map(|view| href_of(entity, view));
        let saved = || {
            views.with(|views| {
                views.iter().find(|view| view.id().to_string() == id).map(|it| href(entity, it))
            })
        };
        own.or_else(saved).unwrap_or_else(|| entity.list_href())
    });
    view! {
        <div class="view-tabs">
            <Tabs tabs selected href=href label=move || tr!(list.views) />
            <ViewTools list views />
        </div>
    }
    .into_any()
}

async fn saved_views(entity: &'static Entity) -> Result<Vec<Record>, Failure> {
    let test = Test { field: "kind".to_owned(), op: Op::Eq, value: vec![entity.kind.as_str().to_owned()] };
    let filter = Filter::And { and: vec![Filter::Test(test)] };
    let query = ListQuery { filter, sort: vec![Sort::parse("name")], limit: 200, ..ListQuery::default() };
    records::list(&SAVED_VIEW, &query).await.map(|views| views.rows)
}

/// Saves what is shown, and changes or deletes the view that it was.
#[component]
fn ViewTools(list: List, views: Signal<Vec<Record>>) -> impl IntoView {
    let naming = RwSignal::new(None::<Naming>);
    let current = Memo::new(move |_| {
        let id = list.state.with(|state| state.view.clone())?;
        views.with(|views| views.iter().find(|view| view.id().to_string() == id).cloned())
    });
    // What a view says, without where in it one is.
    let query = Memo::new(move |_| list.state.with(|state| bare(state).print()));
    let is_changed = Memo::new(move |_| {
        let of_view = current.with(|view| view.as_ref().map(|view| query_of(view).to_owned()));
        let of_own = || {
            let id = list.state.with(|state| state.view.clone())?;
            list.entity.views.iter().find(|view| view.id == id).map(|view| view.query.to_owned())
        };
        let said = of_view.or_else(of_own).unwrap_or_default();
        bare(&ListState::parse(&said)).print() != query.get()
    });
    let put = move |view: Record, patch: Map<String, serde_json::Value>, done: String| {
        spawn_local(async move {
            match records::update(&SAVED_VIEW, &view, &patch).await {
                Ok(_) => toast::done(done),
                Err(failure) => toast::failed(failure.words(), None),
            }
        });
    };
    let save = Callback::new(move |()| {
        if let Some(view) = current.get_untracked() {
            let patch = Map::from_iter([("query".to_owned(), query.get_untracked().into())]);
            put(view, patch, tr!(views.saved));
        }
    });
    let delete = move || {
        let Some(view) = current.get_untracked() else { return };
        spawn_local(async move {
            match records::delete(&SAVED_VIEW, view.id(), Some(view.version())).await {
                Ok(()) => deleted(list, view.id()),
                Err(failure) => toast::failed(failure.words(), None),
            }
        });
    };
    let is_mine = Memo::new(move |_| current.with(|view| view.as_ref().is_some_and(is_mine)));
    let is_shared = Memo::new(move |_| current.with(|view| view.as_ref().is_some_and(is_shared)));
    let share = move || {
        let Some(view) = current.get_untracked() else { return };
        let shares = !is_shared.get_untracked();
        let patch = Map::from_iter([("is_shared".to_owned(), shares.into())]);
        put(view, patch, if shares { tr!(views.shared) } else { tr!(views.unshared) });
    };
    let items = Signal::derive(move || {
        let save_as = MenuItem::new(tr!(views.save_as), move || naming.set(Some(Naming::New)));
        let mut items = vec![save_as.icon(icondata_lu::LuPlus)];
        if is_mine.get() {
            let rename = MenuItem::new(tr!(views.rename), move || naming.set(Some(Naming::Old)));
            items.push(rename.icon(icondata_lu::LuPencil));
            items.push(MenuItem::new(tr!(views.share), share).checked(is_shared.get()));
            let delete = MenuItem::new(tr!(views.delete), delete).icon(icondata_lu::LuTrash2);
            items.push(delete.danger().section());
        }
        items
    });
    view! {
        <div class="view-tools">
            <Show when=move || is_changed.get() && is_mine.get()>
                <Button label=move || tr!(views.save) small=true kind=ButtonKind::Ghost on_press=save />
            </Show>
            <Show when=move || is_changed.get() && !is_mine.get() && SAVED_VIEW.may(Action::Create)>
                <Button
                    label=move || tr!(views.save_as)
                    small=true
                    kind=ButtonKind::Ghost
                    on_press=Callback::new(move |()| naming.set(Some(Naming::New)))
                />
            </Show>
            <Show when=move || current.with(Option::is_some)>
                <Menu
                    label=move || tr!(views.more)
                    icon=icondata_lu::LuEllipsis
                    label_hidden=true
                    small=true
                    items
                />
            </Show>
        </div>
        <NameDialog list naming current query />
    }
    .into_any()
}

/// What a name is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Naming {
    New,
    Old,
}

#[component]
fn NameDialog(
    list: List,
    naming: RwSignal<Option<Naming>>,
    current: Memo<Option<Record>>,
    query: Memo<String>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let name = RwSignal::new(String::new());
    let failure = RwSignal::new(None::<Failure>);
    let is_busy = RwSignal::new(false);
    Effect::new(move |_| {
        let Some(what) = naming.get() else { return };
        let old = || current.with_untracked(|view| Some(view.as_ref()?.text("name")?.to_owned()));
        name.set(if what == Naming::Old { old().unwrap_or_default() } else { String::new() });
        failure.set(None);
        open.set(true);
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = name.get_untracked().trim().to_owned();
        if text.is_empty() || is_busy.get_untracked() {
            return;
        }
        let old = current.get_untracked().filter(|_| naming.get_untracked() == Some(Naming::Old));
        let mut input = Map::from_iter([("name".to_owned(), text.into())]);
        is_busy.set(true);
        spawn_local(async move {
            let result = match old {
                Some(view) => records::update(&SAVED_VIEW, &view, &input).await,
                None => {
                    input.insert("kind".to_owned(), list.entity.kind.as_str().into());
                    input.insert("query".to_owned(), query.get_untracked().into());
                    records::create(&SAVED_VIEW, &input).await
                }
            };
            is_busy.try_set(false);
            match result {
                Ok(view) => {
                    open.try_set(false);
                    let state = list.state.get_untracked();
                    list.replace(ListState { view: Some(view.id().to_string()), ..state });
                    toast::done(tr!(views.saved));
                }
                Err(why) => drop(failure.try_set(Some(why))),
            }
        });
    };
    let error = Signal::derive(move || failure.get().map(|failure| failure.words()));
    view! {
        <Dialog
            open
            title=move || if naming.get() == Some(Naming::Old) { tr!(views.rename) } else { tr!(views.save_as) }
            size=DialogSize::Small
            on_close=Callback::new(move |()| naming.set(None))
        >
            <form class="record-form" on:submit=submit>
                <kit::Field label=move || tr!(views.name) error required=true>
                    <TextInput value=name on_input=Callback::new(move |text| name.set(text)) max_length=100 />
                </kit::Field>
                <div class="dialog-actions">
                    <Button
                        label=move || tr!(common.save)
                        kind=ButtonKind::Primary
                        submit=true
                        busy=is_busy
                        disabled=Signal::derive(move || name.with(|name| name.trim().is_empty()))
                    />
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}

fn deleted(list: List, id: Uuid) {
    let state = list.state.get_untracked();
    list.replace(ListState { view: None, ..state });
    let back = Callback::new(move |()| {
        spawn_local(async move {
            if let Err(failure) = records::restore(&SAVED_VIEW, id).await {
                toast::failed(failure.words(), None);
            }
        });
    });
    toast::undo(tr!(views.deleted), back);
}

/// A state as a view keeps it: filter, order, columns and search.
fn bare(state: &ListState) -> ListState {
    ListState { view: None, peek: None, ..state.first_page() }
}

/// True if the user may change the view: it is theirs.
fn is_mine(view: &Record) -> bool {
    session::me().is_some_and(|me| view.id_in("created_by") == Some(me.user.id.0))
}

fn is_shared(view: &Record) -> bool {
    view.value("is_shared") == &serde_json::Value::Bool(true)
}

/// What the tab of a view says; of another's view that it is shared.
fn name_of(view: &Record) -> String {
    let name = view.text("name").unwrap_or_default();
    if is_mine(view) { name.to_owned() } else { format!("{name} ({})", tr!(views.is_shared)) }
}

fn query_of(view: &Record) -> &str {
    view.text("query").unwrap_or_default()
}

fn href(entity: &Entity, view: &Record) -> String {
    let state = ListState { view: Some(view.id().to_string()), ..ListState::parse(query_of(view)) };
    format!("{}?{}", entity.list_href(), state.print())
}

/// The address of a view.
pub(crate) fn href_of(entity: &Entity, view: &View) -> String {
    let state = ListState { view: Some(view.id.to_owned()), ..ListState::parse(view.query) };
    format!("{}?{}", entity.list_href(), state.print())
}
