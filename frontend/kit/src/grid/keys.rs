//! What keys mean in a grid.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// A cell by its position, without the heading and without the column of checkboxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) row: usize,
    pub(super) column: usize,
}

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Move {
    /// Go to this cell; true: select the rows on the way.
    To(Place, bool),
    /// Edit this cell.
    Edit,
    /// Open the row from its first cell or from one that cannot be edited, else edit the cell.
    Enter,
    Open,
    Peek,
    Select,
    SelectAll,
}

/// What the pressed key asks for in a grid of `size`.
pub(super) fn read(event: &KeyboardEvent, place: Place, size: Place) -> Option<Move> {
    let target: web_sys::Element = event.target()?.dyn_into().ok()?;
    if target.get_attribute("role").as_deref() != Some("gridcell") {
        return None;
    }
    let control = event.ctrl_key() || event.meta_key();
    asked(&event.key(), control, event.shift_key(), place, size)
}

fn asked(key: &str, control: bool, shift: bool, place: Place, size: Place) -> Option<Move> {
    let last = Place { row: size.row.checked_sub(1)?, column: size.column.checked_sub(1)? };
    let Place { row, column } = place;
    let to = |row: usize, column: usize| {
        Some(Move::To(Place { row: row.min(last.row), column: column.min(last.column) }, false))
    };
    let vertical = |row: usize| Some(Move::To(Place { row: row.min(last.row), column }, shift));
    match (key, control) {
        ("ArrowDown" | "j", false) => vertical(row + 1),
        ("ArrowUp" | "k", false) => vertical(row.saturating_sub(1)),
        ("ArrowRight", false) => to(row, column + 1),
        ("ArrowLeft", false) => to(row, column.saturating_sub(1)),
        ("PageDown", false) => vertical(row + 10),
        ("PageUp", false) => vertical(row.saturating_sub(10)),
        ("Home", false) => to(row, 0),
        ("End", false) => to(row, last.column),
        ("Home", true) => to(0, 0),
        ("End", true) => to(last.row, last.column),
        ("Enter", false) => Some(Move::Enter),
        ("F2", false) => Some(Move::Edit),
        ("Enter", true) | ("o", false) => Some(Move::Open),
        (" ", false) => Some(Move::Peek),
        ("x", false) => Some(Move::Select),
        ("a", true) => Some(Move::SelectAll),
        _ => None,
    }
}

/// Moves the focus to a cell once it is there.
pub(super) fn focus(frame: NodeRef<html::Div>, place: Place) {
    request_animation_frame(move || {
        let Some(frame) = frame.get_untracked() else { return };
        let selector = format!("tr[data-row='{}'] > td:nth-child({})", place.row, place.column + 2);
        let cell = frame.query_selector(&selector).ok().flatten();
        if let Some(cell) = cell.and_then(|cell| cell.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = cell.focus();
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Place = Place { row: 5, column: 3 };

    fn press(key: &str, control: bool, place: Place) -> Option<Move> {
        asked(key, control, false, place, SIZE)
    }

    #[test]
    fn arrows_stop_at_the_edges() {
        let corner = Place { row: 4, column: 2 };
        assert_eq!(press("ArrowDown", false, corner), Some(Move::To(corner, false)));
        assert_eq!(press("ArrowRight", false, corner), Some(Move::To(corner, false)));
        assert_eq!(press("Home", true, corner), Some(Move::To(Place { row: 0, column: 0 }, false)));
        assert_eq!(press("PageUp", false, corner), Some(Move::To(Place { row: 0, column: 2 }, false)));
    }

    #[test]
    fn an_empty_grid_has_no_cell_to_go_to() {
        let nowhere = Place { row: 0, column: 0 };
        assert_eq!(asked("ArrowDown", false, false, nowhere, Place { row: 0, column: 3 }), None);
    }

    #[test]
    fn shift_selects_on_the_way() {
        let place = Place { row: 1, column: 0 };
        let next = Place { row: 2, column: 0 };
        assert_eq!(asked("ArrowDown", false, true, place, SIZE), Some(Move::To(next, true)));
    }
}
