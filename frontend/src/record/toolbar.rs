//! What stands above a list: the search, the filters, the order, the columns, the way out.

use icondata_lu::{LuArrowDownUp, LuChevronDown, LuChevronUp, LuColumns3};
use kit::{Button, ButtonKind, Checkbox, IconButton, InputKind, Popover, Segmented, Select, TextInput};
use leptos::html;
use leptos::prelude::*;
use wire::Sort;
use wire::list::Direction;
use words::tr;

use super::list_page::List;
use super::state::{ListState, MOST_SORTS};
use super::{Field, export, filter_editor};

/// The toolbar.
#[component]
pub(crate) fn Toolbar(list: List) -> impl IntoView {
    let exporting = RwSignal::new(false);
    view! {
        <div class="list-toolbar" role="toolbar" aria-label=move || tr!(list.tools)>
            <SearchBox list />
            <filter_editor::AddFilter filters=list.filters() />
            <SortMenu list />
            <ColumnMenu list />
            <export::ExportButton open=exporting />
        </div>
        <export::ExportDialog list of=export::Of::List open=exporting />
    }
    .into_any()
}

/// The search.
#[component]
pub(crate) fn SearchBox(list: List) -> impl IntoView {
    let typed = RwSignal::new(list.state.with_untracked(|state| state.query.q.clone().unwrap_or_default()));
    let turn = StoredValue::new(0_u32);
    let node = NodeRef::<html::Input>::new();
    // The address may change by the back button or a view.
    Effect::new(move |_| {
        let q = list.state.with(|state| state.query.q.clone().unwrap_or_default());
        if q != typed.get_untracked().trim() && q.chars().count() != 1 {
            typed.set(q);
        }
    });
    let on_input = Callback::new(move |text: String| {
        typed.set(text.clone());
        turn.update_value(|turn| *turn = turn.wrapping_add(1));
        let mine = turn.get_value();
        set_timeout(
            move || {
                if turn.try_get_value() == Some(mine) {
                    list.replace(list.state.get_untracked().with_q(&text));
                }
            },
            std::time::Duration::from_millis(200),
        );
    });
    kit::shortcut::register(kit::shortcut::Shortcut {
        keys: "/",
        label: words::word!(shortcut.search_list),
        group: words::word!(shortcut.lists),
        action: Callback::new(move |()| {
            if let Some(input) = node.get_untracked() {
                let _ = input.focus();
            }
        }),
    });
    view! {
        <div class="list-search">
            <TextInput
                kind=InputKind::Search
                value=typed
                on_input=on_input
                label=move || tr!(list.search, kinds = (list.entity.many)())
                placeholder=move || tr!(list.search_hint)
                node_ref=node
            />
        </div>
    }
    .into_any()
}

/// The order: up to three fields, each up or down.
#[component]
pub(crate) fn SortMenu(list: List) -> impl IntoView {
    let sorts = Signal::derive(move || list.state.with(|state| state.query.sort.clone()));
    let label = move || match sorts.with(Vec::len) {
        0 => tr!(list.sort),
        count => tr!(list.sorted_by, count = count),
    };
    view! {
        <Popover label icon=LuArrowDownUp small=true>
            <div class="sort-menu">
                {move || {
                    let keys = sorts.get();
                    let full = keys.len() >= MOST_SORTS;
                    let rows = (0..keys.len()).map(|at| sort_row(list, &keys, at)).collect_view();
                    let add = (!full).then(|| sort_row(list, &keys, keys.len()));
                    view! { {rows} {add} }
                }}
            </div>
        </Popover>
    }
    .into_any()
}

fn sort_row(list: List, keys: &[Sort], at: usize) -> AnyView {
    let entity = list.entity;
    let here = keys.get(at).cloned();
    let value = here.as_ref().map(|key| key.field.clone()).unwrap_or_default();
    let others: Vec<String> =
        keys.iter().enumerate().filter(|(place, _)| *place != at).map(|(_, key)| key.field.clone()).collect();
    let choices = Signal::derive(move || {
        let fields = entity.fields.iter().filter(|field| entity.fact(field.name).is_sortable);
        let free = fields.filter(|field| !others.iter().any(|other| other == field.name));
        free.map(|field| kit::Choice::new(field.name, (field.label)())).collect::<Vec<_>>()
    });
    let put = move |key: Option<Sort>| {
        let mut keys = list.state.with_untracked(|state| state.query.sort.clone());
        match (key, at < keys.len()) {
            (Some(key), true) => keys[at] = key,
            (Some(key), false) => keys.push(key),
            (None, true) => drop(keys.remove(at)),
            (None, false) => {}
        }
        list.go(list.state.get_untracked().with_sort(keys));
    };
    let direction = here.as_ref().map_or(Direction::Ascending, |key| key.direction);
    let choose = Callback::new(move |field: String| {
        put((!field.is_empty()).then_some(Sort { field, direction }));
    });
    let turn = here.map(|key| {
        let which = if key.direction == Direction::Ascending { "up" } else { "down" };
        let choices = Signal::derive(move || {
            vec![kit::Choice::new("up", tr!(list.ascending)), kit::Choice::new("down", tr!(list.descending))]
        });
        let on_change = Callback::new(move |which: String| {
            let direction = if which == "up" { Direction::Ascending } else { Direction::Descending };
            put(Some(Sort { field: key.field.clone(), direction }));
        });
        view! { <Segmented value=which.to_owned() on_change choices label=move || tr!(list.direction) /> }
    });
    view! {
        <div class="sort-row">
            <Select
                value=value
                on_change=choose
                choices
                allow_none=move || tr!(list.no_sort)
                label=move || tr!(list.sort)
                small=true
            />
            {turn}
        </div>
    }
    .into_any()
}

/// Which columns there are, and in which order.
#[component]
fn ColumnMenu(list: List) -> impl IntoView {
    let entity = list.entity;
    let chosen = Memo::new(move |_| list.state.with(|state| state.columns_of(entity)));
    let put = move |columns: Vec<String>| {
        let state = list.state.get_untracked();
        list.replace(ListState { columns, ..state });
    };
    let toggle = move |name: &'static str, on: bool| {
        let mut columns = chosen.get_untracked();
        columns.retain(|column| column != name);
        if on {
            columns.push(name.to_owned());
        }
        put(columns);
    };
    let shift = move |name: &'static str, by: isize| {
        let mut columns = chosen.get_untracked();
        let Some(at) = columns.iter().position(|column| column == name) else { return };
        let Some(to) = at.checked_add_signed(by).filter(|to| *to < columns.len()) else { return };
        columns.swap(at, to);
        put(columns);
    };
    let row = move |field: &'static Field| {
        let name = field.name;
        let is_on = Signal::derive(move || chosen.with(|chosen| chosen.iter().any(|column| column == name)));
        let is_fixed = name == entity.name;
        let moves = move || {
            is_on.get().then(|| {
                view! {
                    <IconButton
                        icon=LuChevronUp
                        label=move || tr!(list.column_up, column = (field.label)())
                        on_press=Callback::new(move |()| shift(name, -1))
                    />
                    <IconButton
                        icon=LuChevronDown
                        label=move || tr!(list.column_down, column = (field.label)())
                        on_press=Callback::new(move |()| shift(name, 1))
                    />
                }
            })
        };
        view! {
            <li class="column-row">
                <Checkbox
                    checked=is_on
                    on_change=Callback::new(move |on| toggle(name, on))
                    label=field.label
                    disabled=is_fixed
                />
                {moves}
            </li>
        }
    };
    // Those that are shown come first, in their order.
    let fields = move || {
        let shown = chosen.get();
        let first = shown.iter().filter_map(|name| entity.field(name));
        let rest = entity.fields.iter().filter(|field| !shown.iter().any(|name| name == field.name));
        first.chain(rest).collect::<Vec<_>>()
    };
    view! {
        <Popover label=move || tr!(list.columns) icon=LuColumns3 small=true>
            <ul class="column-menu">
                <For each=fields key=|field| field.name children=row />
            </ul>
            <Button
                label=move || tr!(list.reset_columns)
                kind=ButtonKind::Ghost
                small=true
                on_press=Callback::new(move |()| put(Vec::new()))
            />
        </Popover>
    }
    .into_any()
}
