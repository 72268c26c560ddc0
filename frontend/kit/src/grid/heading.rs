//! The heading of a column: a press orders by it, its edge makes it narrower and wider.

use std::collections::BTreeMap;

use leptos::html;
use leptos::prelude::*;
use words::tr;

use super::{GridColumn, GridEvents, GridSort};
use crate::Icon;
use crate::separator::{Grows, Separator};

/// How wide columns are, in pixels by their ids; the others are as wide as their content wants.
pub type GridWidths = BTreeMap<String, i32>;

/// The least and the greatest width of a column.
const RANGE: (i32, i32) = (64, 800);

/// Gives a table the widths as properties, which its cells read.
pub(super) fn follow_widths(table: NodeRef<html::Table>, widths: RwSignal<GridWidths>) {
    Effect::new(move |_| {
        let Some(table) = table.get() else { return };
        let text: String =
            widths.with(|widths| widths.iter().map(|(id, width)| format!("--w-{id}:{width}px;")).collect());
        web_sys::HtmlElement::style(&table).set_css_text(&text);
    });
}

/// What a cell of this column reads its width from.
pub(super) fn width_of(id: &str) -> String {
    format!("var(--w-{id})")
}

/// The heading.
pub(super) fn heading(column: GridColumn, widths: RwSignal<GridWidths>, events: GridEvents) -> AnyView {
    let order = match column.sort {
        Some(GridSort { is_descending: true, .. }) => "descending",
        Some(_) => "ascending",
        None => "none",
    };
    let mark = column.sort.map(|sort| {
        let icon = if sort.is_descending { icondata_lu::LuArrowDown } else { icondata_lu::LuArrowUp };
        let place = sort.is_one_of_several.then(|| view! { <span class="grid-place">{sort.place}</span> });
        view! { <Icon icon=icon /> {place} }
    });
    let (id, label) = (column.id.clone(), column.label.clone());
    let content = if column.can_sort {
        let press = move |event: leptos::ev::MouseEvent| events.on_sort.run((id.clone(), event.shift_key()));
        view! { <button type="button" class="grid-sort" on:click=press><span>{column.label}</span> {mark}</button> }
            .into_any()
    } else {
        view! { <span>{column.label}</span> }.into_any()
    };
    view! {
        <th
            scope="col"
            data-column=column.id.clone()
            data-numeric=column.is_numeric.to_string()
            aria-sort=column.can_sort.then_some(order)
            style:--w=width_of(&column.id)
        >
            {content}
            <Edge id=column.id.clone() label widths on_resized=events.on_resized />
        </th>
    }
    .into_any()
}

#[component]
fn Edge(id: String, label: String, widths: RwSignal<GridWidths>, on_resized: Callback<()>) -> impl IntoView {
    let id = StoredValue::new(id);
    view! {
        <Separator
            class="grid-edge"
            label=move || tr!(kit.column_width, column = label.clone())
            grows=Grows::Right
            range=RANGE
            on_change=Callback::new(move |to| {
                widths.update(|widths| _ = widths.insert(id.get_value(), to));
            })
            on_done=on_resized
            on_reset=Callback::new(move |()| {
                widths.update(|widths| _ = id.with_value(|id| widths.remove(id)));
                on_resized.run(());
            })
        />
    }
    .into_any()
}
