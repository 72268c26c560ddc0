//! The keys of a tree.

use leptos::html::Ul;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{State, find};

/// Handles a key that was pressed in a tree.
pub(super) fn key(state: State, tree: NodeRef<Ul>, event: &web_sys::KeyboardEvent) {
    let Some(tree) = tree.get_untracked() else { return };
    let rows = visible_rows(&tree);
    let active = document().active_element();
    let here =
        rows.iter().position(|row| active.as_ref().is_some_and(|active| active.is_same_node(Some(row))));
    let Some(here) = here else { return };
    let Some(id) = id_of(&rows[here]) else { return };
    let has_children =
        state.nodes.with_untracked(|nodes| find(nodes, &id).is_some_and(|n| !n.children.is_empty()));
    let is_open = has_children && !state.closed.with_untracked(|closed| closed.contains(&id));
    let ctrl = event.ctrl_key() || event.meta_key();
    match event.key().as_str() {
        "ArrowDown" => focus(rows.get(here + 1)),
        "ArrowUp" => focus(here.checked_sub(1).and_then(|above| rows.get(above))),
        "Home" => focus(rows.first()),
        "End" => focus(rows.last()),
        "ArrowRight" if is_open => focus(rows.get(here + 1)),
        "ArrowRight" if has_children => state.toggle(&id),
        "ArrowLeft" if is_open => state.toggle(&id),
        "ArrowLeft" => focus(parent_of(&rows[here]).as_ref()),
        "Enter" | " " => state.on_select.run(id),
        "x" if ctrl && state.on_move.is_some() => state.lift(&id),
        "v" if ctrl && state.on_move.is_some() => state.put_into(&id),
        "Escape" if state.lifted.with_untracked(Option::is_some) => state.put_back(),
        letter if letter.chars().count() == 1 && !ctrl => {
            let letter = letter.to_lowercase();
            let begins = |row: &&web_sys::HtmlElement| label_of(row).to_lowercase().starts_with(&letter);
            focus(rows[here + 1..].iter().chain(&rows[..=here]).find(begins));
        }
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

/// The rows that can be seen, from top to bottom: those of closed ones are not in the document.
fn visible_rows(tree: &web_sys::Element) -> Vec<web_sys::HtmlElement> {
    let Ok(rows) = tree.query_selector_all("[role=treeitem]") else { return Vec::new() };
    (0..rows.length()).filter_map(|index| rows.item(index)?.dyn_into().ok()).collect()
}

fn focus(row: Option<&web_sys::HtmlElement>) {
    if let Some(row) = row {
        _ = row.focus();
    }
}

fn id_of(row: &web_sys::Element) -> Option<String> {
    row.get_attribute("data-node")
}

fn parent_of(row: &web_sys::Element) -> Option<web_sys::HtmlElement> {
    row.parent_element()?.closest("[role=treeitem]").ok()??.dyn_into().ok()
}

fn label_of(row: &web_sys::Element) -> String {
    let label = row.query_selector(".tree-label").ok().flatten();
    label.and_then(|label| label.text_content()).unwrap_or_default()
}
