//! Cards that are moved between columns, with a pointer or with the keyboard.
//!
//! A screen keeps one [`Drag`] for its board, wraps each column in a [`DropColumn`] and each card in a [`DragCard`]. An
//! element with `data-drop-around` around a column belongs to it when a pointer drops a card.
//! Nothing moves in the document while a card is dragged: the card follows the pointer, a gap opens where it would
//! fall, and the screen reorders its own data when it hears where the card was dropped.

mod card;
mod keyboard;
mod pointer;
mod scroll;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use words::tr;

use crate::announce::announce;

pub use self::card::{DragCard, DragCardProps, DropColumn, DropColumnProps};

/// A place on a board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The id of the column.
    pub column: String,
    /// How many other cards stand before it there; the moved card itself does not count.
    pub index: usize,
}

/// A card that was dropped somewhere else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// The id of the card.
    pub card: String,
    /// Where it was.
    pub from: Place,
    /// Where it is to be.
    pub to: Place,
}

/// A card that is lifted.
#[derive(Clone, Debug, PartialEq)]
pub struct Lifted {
    /// The id of the card.
    pub card: String,
    /// What screen readers call it.
    pub label: String,
    /// Where it was.
    pub from: Place,
    /// Where it would fall now.
    pub over: Place,
    /// Where it hangs, if a pointer holds it.
    hold: Option<Hold>,
}

/// How a pointer holds a card: its box when it was lifted, and how far the pointer has gone since.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Hold {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
    x: f64,
    y: f64,
}

/// The moving of cards on one board. It can be copied into every card.
#[derive(Clone, Copy)]
pub struct Drag {
    lifted: RwSignal<Option<Lifted>>,
    on_drop: Callback<Dropped>,
}

impl Drag {
    /// A board on which nothing is lifted. `on_drop` is called only if a card has another place than before.
    pub fn new(on_drop: impl Fn(Dropped) + Send + Sync + 'static) -> Self {
        let drag = Self { lifted: RwSignal::new(None), on_drop: Callback::new(on_drop) };
        pointer::listen(drag);
        drag
    }

    /// The lifted card, for sums that change while it hangs over a column. Followed in a reactive place.
    pub fn lifted(self) -> Option<Lifted> {
        self.lifted.get()
    }

    /// Whether a card is lifted that would fall into the column. Followed in a reactive place.
    pub fn is_over(self, column: &str) -> bool {
        self.lifted.with(|lifted| lifted.as_ref().is_some_and(|lifted| lifted.over.column == column))
    }

    fn is_lifted(self, card: &str) -> bool {
        self.lifted.with(|lifted| lifted.as_ref().is_some_and(|lifted| lifted.card == card))
    }

    fn has_lifted(self) -> bool {
        self.lifted.with_untracked(Option::is_some)
    }

    fn lift(self, lifted: Lifted) {
        announce(tr!(kit.lifted, name = lifted.label.clone()));
        self.lifted.set(Some(lifted));
    }

    /// Changes where the card would fall, and says it.
    fn go_over(self, place: Place) {
        let current = self.lifted.with_untracked(|lifted| lifted.as_ref().map(|lifted| lifted.over.clone()));
        if current.is_none_or(|current| current == place) {
            return;
        }
        announce(tr!(kit.over_column, column = column_label(&place.column), position = place.index + 1));
        self.lifted.update(|lifted| {
            if let Some(lifted) = lifted {
                lifted.over = place;
            }
        });
    }

    fn drop_card(self) {
        let Some(lifted) = self.lifted.try_update(Option::take).flatten() else { return };
        if lifted.over == lifted.from {
            announce(tr!(kit.not_moved, name = lifted.label));
            return;
        }
        announce(tr!(kit.dropped, name = lifted.label, column = column_label(&lifted.over.column)));
        self.on_drop.run(Dropped { card: lifted.card, from: lifted.from, to: lifted.over });
    }

    fn cancel(self) {
        if let Some(lifted) = self.lifted.try_update(Option::take).flatten() {
            announce(tr!(kit.not_moved, name = lifted.label));
        }
    }
}

/// The elements of columns, in the order of the page.
fn columns() -> Vec<web_sys::Element> {
    elements(document().query_selector_all("[data-drop]"))
}

/// The element of a column.
fn column_of(id: &str) -> Option<web_sys::Element> {
    columns().into_iter().find(|column| column.get_attribute("data-drop").as_deref() == Some(id))
}

/// The elements of the cards in a column, without one of them.
fn cards_in(column: &web_sys::Element, without: &str) -> Vec<web_sys::Element> {
    let mut cards = elements(column.query_selector_all("[data-card]"));
    cards.retain(|card| card.get_attribute("data-card").as_deref() != Some(without));
    cards
}

/// What screen readers call a column.
fn column_label(id: &str) -> String {
    column_of(id).and_then(|column| column.get_attribute("aria-label")).unwrap_or_default()
}

fn elements(list: Result<web_sys::NodeList, wasm_bindgen::JsValue>) -> Vec<web_sys::Element> {
    let Ok(list) = list else { return Vec::new() };
    (0..list.length()).filter_map(|index| list.item(index)?.dyn_into().ok()).collect()
}
