//! The table of a list: fixed row height, only the rows in view in the document, one cell in the tab order.
//!
//! Keys follow the grid pattern of the ARIA Authoring Practices: arrows move from cell to cell, Enter edits a cell or
//! opens its row, F2 edits, Space looks at the row, X selects it, Shift with an arrow selects on the way.

mod heading;
mod keys;
mod window;

use std::collections::BTreeSet;

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::text_prop::TextProp;
use words::tr;

use crate::{Checkbox, Icon};
pub use heading::GridWidths;
use heading::{follow_widths, heading, width_of};
use keys::{Move, Place};
use window::Window;

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct GridColumn {
    /// Its name, passed back to the caller.
    pub id: String,
    /// Its heading.
    pub label: String,
    /// True if its cells are numbers: they stand at the right.
    pub is_numeric: bool,
    /// True if the rows can be ordered by it.
    pub can_sort: bool,
    /// The rows are ordered by it: which way, and as which key of several.
    pub sort: Option<GridSort>,
    /// True if its cells can be edited in place.
    pub can_edit: bool,
}

/// How the rows are ordered by a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GridSort {
    /// Large to small.
    pub is_descending: bool,
    /// From 1, the place among several keys.
    pub place: usize,
    /// True if it is one of several keys.
    pub is_one_of_several: bool,
}

/// A cell: the row's key and the column's id.
pub type GridCell = (String, String);

/// What the user does with a grid.
#[derive(Clone, Copy)]
pub struct GridEvents {
    /// Orders by a column; true with Shift, as one more key.
    pub on_sort: Callback<(String, bool)>,
    /// Opens a row.
    pub on_open: Callback<String>,
    /// Looks at a row beside the list.
    pub on_peek: Callback<String>,
    /// Has made columns narrower or wider.
    pub on_resized: Callback<()>,
}

/// The table. `rows` are keys, each unique; `cell` draws one cell and `editor`, if there is one, what edits it.
#[component]
pub fn Grid(
    /// What the table lists, for screen readers.
    #[prop(into)]
    label: TextProp,
    #[prop(into)] columns: Signal<Vec<GridColumn>>,
    /// How wide they are.
    widths: RwSignal<GridWidths>,
    #[prop(into)] rows: Signal<Vec<String>>,
    cell: Callback<GridCell, AnyView>,
    #[prop(optional)] editor: Option<Callback<GridCell, AnyView>>,
    /// The cell that is being edited.
    editing: RwSignal<Option<GridCell>>,
    /// The rows that are selected.
    selected: RwSignal<BTreeSet<String>>,
    /// The row that is looked at beside the list.
    #[prop(into)]
    peeked: Signal<Option<String>>,
    events: GridEvents,
    /// True while other rows are fetched.
    #[prop(into)]
    is_loading: Signal<bool>,
) -> impl IntoView {
    let frame = NodeRef::<html::Div>::new();
    let table = NodeRef::<html::Table>::new();
    follow_widths(table, widths);
    let window = Window::new(frame, Signal::derive(move || rows.with(Vec::len)));
    let place = RwSignal::new(Place { row: 0, column: 0 });
    let shown = move || {
        let (first, last) = window.range();
        rows.with(|rows| {
            let rows = rows.iter().enumerate().skip(first).take(last.saturating_sub(first));
            rows.map(|(index, key)| (index, key.clone())).collect::<Vec<_>>()
        })
    };
    let on_key = move |event: KeyboardEvent| {
        if editing.with_untracked(Option::is_some) {
            return;
        }
        let size = Place { row: rows.with_untracked(Vec::len), column: columns.with_untracked(Vec::len) };
        let Some(step) = keys::read(&event, place.get_untracked(), size) else { return };
        event.prevent_default();
        let key_of = |row: usize| rows.with_untracked(|rows| rows.get(row).cloned());
        let here = place.get_untracked();
        match step {
            Move::To(to, extends) => {
                if extends {
                    let both = [here.row, to.row].into_iter().filter_map(key_of);
                    selected.update(|selected| selected.extend(both));
                }
                place.set(to);
                window.reveal(to.row);
                keys::focus(frame, to);
            }
            Move::Open => drop(key_of(here.row).map(|key| events.on_open.run(key))),
            Move::Peek => drop(key_of(here.row).map(|key| events.on_peek.run(key))),
            Move::Select => drop(key_of(here.row).map(|key| toggle(selected, key))),
            Move::SelectAll => selected.set(rows.with_untracked(|rows| rows.iter().cloned().collect())),
            Move::Edit | Move::Enter => {
                let column = columns.with_untracked(|columns| columns.get(here.column).cloned());
                let Some((column, key)) = column.zip(key_of(here.row)) else { return };
                let can_edit = column.can_edit && editor.is_some();
                if step == Move::Enter && (here.column == 0 || !can_edit) {
                    events.on_open.run(key);
                } else if can_edit {
                    editing.set(Some((key, column.id)));
                }
            }
        }
    };
    let all = Signal::derive(move || {
        rows.with(|rows| {
            !rows.is_empty() && selected.with(|chosen| rows.iter().all(|key| chosen.contains(key)))
        })
    });
    let some = Signal::derive(move || !all.get() && selected.with(|chosen| !chosen.is_empty()));
    let select_all = move |checked: bool| {
        selected.set(if checked { rows.get_untracked().into_iter().collect() } else { BTreeSet::new() });
    };
    let row = move |(index, key): (usize, String)| {
        let row = Row { index, key, columns, cell, editor, editing, selected, peeked, events, place };
        row.view()
    };
    view! {
        <div
            class="grid"
            node_ref=frame
            on:scroll=move |_| window.scrolled()
            data-loading=move || is_loading.get().to_string()
        >
            <table
                role="grid"
                node_ref=table
                aria-label=move || label.get()
                aria-rowcount=move || (rows.with(Vec::len) + 1).to_string()
                aria-colcount=move || (columns.with(Vec::len) + 1).to_string()
                aria-multiselectable="true"
                aria-busy=move || is_loading.get().to_string()
                on:keydown=on_key
            >
                <thead>
                    <tr aria-rowindex="1">
                        <th class="grid-select" scope="col">
                            <Checkbox
                                label=|| tr!(kit.select_all)
                                label_hidden=true
                                checked=all
                                indeterminate=some
                                on_change=Callback::new(select_all)
                            />
                        </th>
                        {move || columns.get().into_iter().map(|column| heading(column, widths, events)).collect_view()}
                    </tr>
                </thead>
                <tbody>
                    <tr class="grid-space" role="presentation" style:height=move || window.above()></tr>
                    <For each=shown key=|(index, key)| (*index, key.clone()) children=row />
                    <tr class="grid-space" role="presentation" style:height=move || window.below()></tr>
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

fn toggle(selected: RwSignal<BTreeSet<String>>, key: String) {
    selected.update(|selected| {
        if !selected.remove(&key) {
            selected.insert(key);
        }
    });
}

struct Row {
    index: usize,
    key: String,
    columns: Signal<Vec<GridColumn>>,
    cell: Callback<GridCell, AnyView>,
    editor: Option<Callback<GridCell, AnyView>>,
    editing: RwSignal<Option<GridCell>>,
    selected: RwSignal<BTreeSet<String>>,
    peeked: Signal<Option<String>>,
    events: GridEvents,
    place: RwSignal<Place>,
}

impl Row {
    fn view(self) -> AnyView {
        let Self { index, key, columns, cell, editor, editing, selected, peeked, events, place } = self;
        let key = StoredValue::new(key);
        let is_selected =
            Signal::derive(move || selected.with(|chosen| key.with_value(|key| chosen.contains(key))));
        let is_peeked = move || peeked.with(|peeked| key.with_value(|key| peeked.as_ref() == Some(key)));
        let cells = move || {
            let one = |(at, column): (usize, GridColumn)| {
                let here = Place { row: index, column: at };
                let is_here = Memo::new(move |_| place.get() == here);
                let whole = (key.get_value(), column.id.clone());
                let target = StoredValue::new(whole);
                let is_edited = Memo::new(move |_| {
                    editing.with(|editing| {
                        editing.as_ref().is_some_and(|cell| target.with_value(|it| it == cell))
                    })
                });
                let width = width_of(&column.id);
                let edit = move |_| {
                    if column.can_edit && editor.is_some() {
                        editing.set(Some(target.get_value()));
                    }
                };
                let content = move || match editor.filter(|_| is_edited.get()) {
                    Some(editor) => editor.run(target.get_value()),
                    None => cell.run(target.get_value()),
                };
                view! {
                    <td
                        role="gridcell"
                        data-column=column.id
                        data-numeric=column.is_numeric.to_string()
                        data-edited=move || is_edited.get().to_string()
                        aria-readonly=(!column.can_edit).to_string()
                        style:--w=width
                        tabindex=move || if is_here.get() { "0" } else { "-1" }
                        on:focus=move |_| place.set(here)
                        on:dblclick=edit
                    >
                        {content}
                    </td>
                }
            };
            columns.get().into_iter().enumerate().map(one).collect_view()
        };
        view! {
            <tr
                aria-rowindex=index + 2
                aria-selected=move || is_selected.get().to_string()
                data-peeked=move || is_peeked().to_string()
                data-row=index
            >
                <td class="grid-select" role="gridcell">
                    // Not in the tab order: in the grid, X selects.
                    <label class="checkbox">
                        <input
                            type="checkbox"
                            tabindex="-1"
                            prop:checked=is_selected
                            on:change=move |_| toggle(selected, key.get_value())
                        />
                        <span class="visually-hidden">{move || tr!(kit.select_row)}</span>
                    </label>
                    <button
                        type="button"
                        class="grid-peek"
                        tabindex="-1"
                        aria-label=move || tr!(kit.preview)
                        title=move || tr!(kit.preview)
                        on:click=move |_| events.on_peek.run(key.get_value())
                    >
                        <Icon icon=icondata_lu::LuPanelRightOpen />
                    </button>
                </td>
                {cells}
            </tr>
        }
        .into_any()
    }
}
