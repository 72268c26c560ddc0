//! Moving a card by mouse, pen or finger.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use leptos::html::Div;
use leptos::prelude::*;

use super::{Drag, Hold, Lifted, Place, cards_in, scroll};

/// How far a mouse moves before it drags.
const SLACK: f64 = 4.0;

/// How long a finger rests before it drags; sooner moved, it scrolls.
const PRESS: Duration = Duration::from_millis(200);

/// A pointer that is down on a card and has not lifted it.
struct Pressed {
    pointer: i32,
    x: f64,
    y: f64,
    lift: Box<dyn FnOnce()>,
    timer: Option<TimeoutHandle>,
    is_finger: bool,
}

thread_local! {
    static PRESSED: RefCell<Option<Pressed>> = const { RefCell::new(None) };
    /// The pointer that holds the lifted card, and where it was lifted.
    static HOLDING: Cell<Option<(i32, f64, f64)>> = const { Cell::new(None) };
    static DRAGGED: Cell<bool> = const { Cell::new(false) };
    /// Where the pointer is.
    static AT: Cell<(i32, i32)> = const { Cell::new((0, 0)) };
    static SCROLLING: Cell<bool> = const { Cell::new(false) };
}

/// Whether the click that follows belongs to a drag.
pub(super) fn was_drag() -> bool {
    DRAGGED.with(Cell::get)
}

/// Whether a pointer holds a card.
pub(super) fn is_held() -> bool {
    HOLDING.with(Cell::get).is_some()
}

/// A pointer went down on a card.
pub(super) fn press(
    drag: Drag,
    event: &web_sys::PointerEvent,
    card: NodeRef<Div>,
    lifting: impl Fn(Hold) -> Lifted + Copy + 'static,
) {
    let (pointer, x, y) = (event.pointer_id(), f64::from(event.client_x()), f64::from(event.client_y()));
    DRAGGED.with(|dragged| dragged.set(false));
    let lift = move || {
        let Some(card) = card.get_untracked() else { return };
        let around = card.get_bounding_client_rect();
        let (left, top, width, height) = (around.left(), around.top(), around.width(), around.height());
        HOLDING.with(|holding| holding.set(Some((pointer, x, y))));
        DRAGGED.with(|dragged| dragged.set(true));
        drag.lift(lifting(Hold { left, top, width, height, x: 0.0, y: 0.0 }));
    };
    let is_finger = event.pointer_type() == "touch";
    let timer = is_finger.then(|| set_timeout_with_handle(lift_pressed, PRESS).ok()).flatten();
    let lift = Box::new(lift);
    PRESSED.with_borrow_mut(|pressed| *pressed = Some(Pressed { pointer, x, y, lift, timer, is_finger }));
}

/// Follows all pointers for a board, until its owner goes.
pub(super) fn listen(drag: Drag) {
    let moves = window_event_listener(leptos::ev::pointermove, move |event| follow(drag, &event));
    let ups = window_event_listener(leptos::ev::pointerup, move |event| {
        forget();
        if is_holding(event.pointer_id()) && drag.has_lifted() {
            let_go();
            drag.drop_card();
        }
    });
    let cancels = window_event_listener(leptos::ev::pointercancel, move |event| {
        forget();
        if is_holding(event.pointer_id()) && drag.has_lifted() {
            let_go();
            drag.cancel();
        }
    });
    let keys = window_event_listener(leptos::ev::keydown, move |event| {
        if event.key() == "Escape" && is_held() && drag.has_lifted() {
            event.prevent_default();
            let_go();
            drag.cancel();
        }
    });
    on_cleanup(move || {
        moves.remove();
        ups.remove();
        cancels.remove();
        keys.remove();
    });
}

fn follow(drag: Drag, event: &web_sys::PointerEvent) {
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    let moved = PRESSED.with_borrow(|pressed| {
        let pressed = pressed.as_ref().filter(|pressed| pressed.pointer == event.pointer_id())?;
        ((pressed.x - x).hypot(pressed.y - y) > SLACK).then_some(pressed.is_finger)
    });
    match moved {
        Some(true) => forget(),
        Some(false) => lift_pressed(),
        None => {}
    }
    let Some((_, from_x, from_y)) = HOLDING.with(Cell::get).filter(|_| is_holding(event.pointer_id())) else {
        return;
    };
    if !drag.has_lifted() {
        return;
    }
    drag.lifted.update(|lifted| {
        if let Some(hold) = lifted.as_mut().and_then(|lifted| lifted.hold.as_mut()) {
            (hold.x, hold.y) = (x - from_x, y - from_y);
        }
    });
    AT.with(|at| at.set((event.client_x(), event.client_y())));
    look(drag);
    if !SCROLLING.with(|scrolling| scrolling.replace(true)) {
        scroll_on(drag);
    }
}

/// Scrolls in each frame for as long as the card is held near an edge, even if the pointer rests.
fn scroll_on(drag: Drag) {
    let (x, y) = AT.with(Cell::get);
    let goes_on = is_held() && scroll::near_edges(x, y);
    SCROLLING.with(|scrolling| scrolling.set(goes_on));
    if goes_on {
        look(drag);
        request_animation_frame(move || scroll_on(drag));
    }
}

/// Finds out where the card would fall: beside all columns, where it was.
fn look(drag: Drag) {
    let (x, y) = AT.with(Cell::get);
    let from = || drag.lifted.with_untracked(|lifted| lifted.as_ref().map(|lifted| lifted.from.clone()));
    if let Some(place) = place_at(drag, x, y).or_else(from) {
        drag.go_over(place);
    }
}

/// The place under a point. The card that is dragged takes no part: it lets the pointer through. What is around a
/// column, such as its heading, counts as the column.
fn place_at(drag: Drag, x: i32, y: i32) -> Option<Place> {
    let card = drag.lifted.with_untracked(|lifted| lifted.as_ref().map(|lifted| lifted.card.clone()))?;
    let under = scroll::element_at(x, y)?;
    let column = match under.closest("[data-drop]").ok()? {
        Some(column) => column,
        None => under.closest("[data-drop-around]").ok()??.query_selector("[data-drop]").ok()??,
    };
    let y = f64::from(y);
    let is_above = |card: &web_sys::Element| {
        let around = card.get_bounding_client_rect();
        around.top() + around.height() / 2.0 < y
    };
    let index = cards_in(&column, &card).iter().take_while(|card| is_above(card)).count();
    Some(Place { column: column.get_attribute("data-drop")?, index })
}

fn lift_pressed() {
    if let Some(pressed) = PRESSED.with_borrow_mut(Option::take) {
        if let Some(timer) = pressed.timer {
            timer.clear();
        }
        (pressed.lift)();
    }
}

fn forget() {
    if let Some(timer) = PRESSED.with_borrow_mut(Option::take).and_then(|pressed| pressed.timer) {
        timer.clear();
    }
}

fn is_holding(pointer: i32) -> bool {
    HOLDING.with(Cell::get).is_some_and(|(holding, ..)| holding == pointer)
}

fn let_go() {
    HOLDING.with(|holding| holding.set(None));
}
