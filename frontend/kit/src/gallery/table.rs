//! A table of so many rows that only those in view can be in the document.

use std::collections::BTreeSet;

use leptos::prelude::*;
use words::{tr, word};

use super::Specimens;
use crate::format;
use crate::grid::{Grid, GridCell, GridColumn, GridEvents, GridWidths};
use crate::toast;

/// The rows.
const ROWS: i64 = 10_000;

/// The table.
#[component]
pub(super) fn Rows() -> impl IntoView {
    let column = |id: &str, label: String, is_numeric| GridColumn {
        id: id.to_owned(),
        label,
        is_numeric,
        can_sort: false,
        sort: None,
        can_edit: false,
    };
    let columns = Signal::derive(move || {
        vec![
            column("name", tr!(gallery.name), false),
            column("number", tr!(gallery.number), true),
            column("day", tr!(gallery.date), false),
        ]
    });
    let rows = Signal::stored((1..=ROWS).map(|row| row.to_string()).collect::<Vec<_>>());
    let cell = Callback::new(|(row, column): GridCell| {
        let number: i64 = row.parse().unwrap_or_default();
        let text = move || match column.as_str() {
            "name" => format!("{} {row}", tr!(gallery.contact)),
            "number" => format::number(number * 17),
            _ => format::day(format::today() - chrono::Days::new(number.unsigned_abs())),
        };
        view! { <span>{text}</span> }.into_any()
    });
    let events = GridEvents {
        on_sort: Callback::new(|_| ()),
        on_open: Callback::new(|row: String| toast::done(row)),
        on_peek: Callback::new(|_| ()),
        on_resized: Callback::new(|()| ()),
    };
    view! {
        <Specimens caption=word!(gallery.rows) stacked=true>
            <div class="gallery-table">
                <Grid
                    label=|| tr!(gallery.rows)
                    columns
                    widths=RwSignal::new(GridWidths::default())
                    rows
                    cell
                    editing=RwSignal::new(None)
                    selected=RwSignal::new(BTreeSet::new())
                    peeked=Signal::stored(None::<String>)
                    events
                    is_loading=Signal::stored(false)
                />
            </div>
        </Specimens>
    }
    .into_any()
}
