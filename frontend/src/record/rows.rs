//! The rows of a list, as a table.

use std::collections::BTreeMap;
use std::sync::Arc;

use kit::{Grid, GridCell, GridColumn, GridEvents, GridSort};
use leptos::prelude::*;
use wire::Sort;
use wire::list::Direction;

use super::in_place::{self, Edited, InPlace};
use super::list_page::List;
use super::state::Adds;
use super::{Field, cell};
use crate::api::records::Record;
use crate::state::columns;

/// The table.
#[component]
pub(crate) fn Rows(list: List) -> impl IntoView {
    let entity = list.entity;
    let columns = Signal::derive(move || {
        list.state.with(|state| {
            let names = state.columns_of(entity);
            let fields = names.iter().filter_map(|name| entity.field(name));
            fields.map(|field| column(list, field, &state.query.sort)).collect::<Vec<_>>()
        })
    });
    // What the server has confirmed is in `list.data`; what was just edited stands before it.
    let edited = RwSignal::new(BTreeMap::<String, Record>::new());
    Effect::new(move |_| {
        list.data.with(|_| ());
        edited.set(BTreeMap::new());
    });
    let rows = Signal::derive(move || {
        list.data.with(|records| {
            records.map_or_else(Vec::new, |records| {
                records.rows.iter().map(|row| row.id().to_string()).collect()
            })
        })
    });
    let record = move |key: &str| edited.with(|edited| edited.get(key).cloned()).or_else(|| list.record(key));
    let editing = RwSignal::new(None::<GridCell>);
    let draw = Callback::new(move |(key, column): GridCell| match (record(&key), entity.field(&column)) {
        (Some(record), Some(field)) => cell::value(entity, field, &record, cell::Place::List),
        _ => ().into_any(),
    });
    let editor = Callback::new(move |(key, column): GridCell| {
        let (Some(record), Some(field)) = (untrack(|| record(&key)), entity.field(&column)) else {
            return ().into_any();
        };
        let on_done = Arc::new(move |end: Edited| {
            if let Edited::Changed(record) | Edited::Settled(record) = end {
                edited.try_update(|edited| edited.insert(key.clone(), record));
            }
            editing.try_set(None);
        });
        view! { <InPlace entity field record on_done /> }.into_any()
    });
    let widths = RwSignal::new(columns::widths(entity.path));
    let events = GridEvents {
        on_sort: Callback::new(move |(field, adds): (String, bool)| {
            let adds = if adds { Adds::Yes } else { Adds::No };
            list.go(list.state.get_untracked().turn_sort(&field, adds));
        }),
        on_open: Callback::new(move |key: String| list.open(&key)),
        on_peek: Callback::new(move |key: String| list.peek(key.parse().ok())),
        on_resized: Callback::new(move |()| columns::keep_widths(entity.path, &widths.get_untracked())),
    };
    view! {
        <Grid
            label=move || (entity.many)()
            columns
            widths
            rows
            cell=draw
            editor=editor
            editing
            selected=list.selected
            peeked=Signal::derive(move || list.state.with(|state| state.peek.map(|id| id.to_string())))
            events
            is_loading=Signal::derive(move || list.data.is_loading())
        />
    }
    .into_any()
}

fn column(list: List, field: &'static Field, sorts: &[Sort]) -> GridColumn {
    let place = sorts.iter().position(|key| key.field == field.name);
    let sort = place.map(|place| GridSort {
        is_descending: sorts[place].direction == Direction::Descending,
        place: place + 1,
        is_one_of_several: sorts.len() > 1,
    });
    GridColumn {
        id: field.name.to_owned(),
        label: (field.label)(),
        is_numeric: field.is_numeric(),
        can_sort: list.entity.fact(field.name).is_sortable,
        sort,
        can_edit: in_place::can_edit(list.entity, field),
    }
}
