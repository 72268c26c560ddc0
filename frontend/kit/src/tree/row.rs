//! A row of a tree, and what is below it.

use icondata_lu::LuChevronRight;
use leptos::prelude::*;

use super::{State, TreeNode};
use crate::icon::Icon;

/// A row. Dragging uses the browser's own drag and drop, which suits rows that stay in place until they are dropped.
#[component]
pub(super) fn TreeRow(state: State, node: TreeNode, level: u32) -> impl IntoView {
    let id = StoredValue::new(node.id.clone());
    let is = move |other: Option<String>| id.with_value(|id| other.as_deref() == Some(id));
    let is_open = move || state.closed.with(|closed| id.with_value(|id| !closed.contains(id)));
    let is_selected = move || state.selected.with(|selected| id.with_value(|id| selected == id));
    let has_children = !node.children.is_empty();
    let own_id = node.id.clone();
    let toggle = has_children.then(|| {
        view! {
            <span
                class="tree-toggle"
                aria-hidden="true"
                on:click=move |event| {
                    event.stop_propagation();
                    id.with_value(|id| state.toggle(id));
                }
            >
                <Icon icon=LuChevronRight size=14 />
            </span>
        }
    });
    let children = move || {
        (has_children && is_open()).then(|| {
            let rows = node.children.clone().into_iter();
            let rows = rows.map(|node| view! { <TreeRow state node level=level + 1 /> }).collect_view();
            view! {
                <ul class="tree-group" role="group">
                    {rows}
                </ul>
            }
        })
    };
    let droppable = move || {
        let lifted = state.lifted.get_untracked();
        lifted.is_some_and(|lifted| id.with_value(|id| state.may_put(&lifted, id)))
    };
    view! {
        <li
            class="tree-item"
            role="treeitem"
            data-node=own_id
            attr:aria-level=level.to_string()
            aria-selected=move || is_selected().to_string()
            aria-expanded=move || has_children.then(|| is_open().to_string())
            tabindex=move || if is(state.tab_stop()) { "0" } else { "-1" }
            on:focus=move |_| state.focused.set(Some(id.get_value()))
        >
            <div
                class="tree-row"
                style:--level=level.to_string()
                draggable=state.on_move.map(|_| "true")
                data-lifted=move || is(state.lifted.get()).then_some("")
                data-over=move || is(state.over.get()).then_some("")
                on:click=move |_| state.on_select.run(id.get_value())
                on:dragstart=move |event| {
                    event.stop_propagation();
                    if let Some(transfer) = event.data_transfer() {
                        // Firefox drags nothing without data.
                        _ = transfer.set_data("text/plain", &id.get_value());
                    }
                    id.with_value(|id| state.lift(id));
                }
                on:dragover=move |event| {
                    if droppable() {
                        event.prevent_default();
                        state.over.set(Some(id.get_value()));
                    }
                }
                on:dragleave=move |_| state.over.set(None)
                on:drop=move |event| {
                    event.prevent_default();
                    id.with_value(|id| state.put_into(id));
                }
                on:dragend=move |_| state.put_back()
            >
                <span class="tree-lead">{toggle}</span>
                {node.icon.map(|icon| view! { <Icon icon /> })}
                <span class="tree-label">{node.label}</span>
                {node.hint.map(|hint| view! { <span class="tree-hint">{hint}</span> })}
            </div>
            {children}
        </li>
    }
    .into_any()
}
