//! Moving a card by keys.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{Drag, Lifted, Place, cards_in, column_of, columns};

/// Handles a key that was pressed on a card.
pub(super) fn key(
    drag: Drag,
    event: &web_sys::KeyboardEvent,
    is_lifted: bool,
    lifting: impl FnOnce() -> Lifted,
) {
    match (event.key().as_str(), is_lifted) {
        (" ", false) => drag.lift(lifting()),
        (" " | "Enter", true) => put_down(drag),
        ("Escape", true) => drag.cancel(),
        ("ArrowLeft", true) => beside(drag, Way::Back),
        ("ArrowRight", true) => beside(drag, Way::On),
        ("ArrowUp", true) => along(drag, Way::Back),
        ("ArrowDown", true) => along(drag, Way::On),
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

#[derive(Clone, Copy)]
enum Way {
    Back,
    On,
}

impl Way {
    /// The next number on this way below a limit.
    fn step(self, from: usize, limit: usize) -> Option<usize> {
        match self {
            Self::Back => from.checked_sub(1),
            Self::On => Some(from + 1).filter(|next| *next < limit),
        }
    }
}

/// Drops the card, and keeps the focus on it where it now stands.
fn put_down(drag: Drag) {
    let card = place_of(drag).map(|(card, _)| card);
    drag.drop_card();
    request_animation_frame(move || {
        let mut cards = columns().into_iter().flat_map(|column| cards_in(&column, ""));
        let moved = cards.find(|element| element.get_attribute("data-card") == card);
        if let Some(moved) = moved.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
            _ = moved.focus();
        }
    });
}

/// Moves the card up or down in its column.
fn along(drag: Drag, way: Way) {
    let Some((card, over)) = place_of(drag) else { return };
    let others = column_of(&over.column).map_or(0, |column| cards_in(&column, &card).len());
    if let Some(index) = way.step(over.index, others + 1) {
        drag.go_over(Place { index, ..over });
    }
}

/// Moves the card into the column beside.
fn beside(drag: Drag, way: Way) {
    let Some((card, over)) = place_of(drag) else { return };
    let columns = columns();
    let is_here =
        |column: &web_sys::Element| column.get_attribute("data-drop").as_deref() == Some(&*over.column);
    let Some(here) = columns.iter().position(is_here) else { return };
    let Some(column) = way.step(here, columns.len()).and_then(|next| columns.get(next)) else { return };
    let index = over.index.min(cards_in(column, &card).len());
    if let Some(id) = column.get_attribute("data-drop") {
        drag.go_over(Place { column: id, index });
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        options.set_inline(web_sys::ScrollLogicalPosition::Nearest);
        column.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

fn place_of(drag: Drag) -> Option<(String, Place)> {
    drag.lifted
        .with_untracked(|lifted| lifted.as_ref().map(|lifted| (lifted.card.clone(), lifted.over.clone())))
}
