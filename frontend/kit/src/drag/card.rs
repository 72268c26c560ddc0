//! The elements that are moved, and those that they are moved into.

use leptos::html::Div;
use leptos::prelude::*;
use leptos::text_prop::TextProp;
use wasm_bindgen::JsCast;
use words::tr;

use super::{Drag, Hold, Place, keyboard, pointer};

/// A column that cards fall into: a list of [`DragCard`]s.
#[component]
pub fn DropColumn(
    /// The board.
    drag: Drag,
    /// What tells it from the others.
    #[prop(into)]
    id: String,
    /// What screen readers call it.
    #[prop(into)]
    label: TextProp,
    /// The number of cards in it, for the gap at its end.
    #[prop(into)]
    count: Signal<usize>,
    /// The cards.
    children: Children,
) -> impl IntoView {
    let own = id.clone();
    let is_over = move || drag.is_over(&own);
    let over = is_over.clone();
    let own = id.clone();
    let gap = move || {
        drag.lifted.with(|lifted| {
            let lifted = lifted.as_ref().filter(|lifted| lifted.over.column == own)?;
            let there = count.get().saturating_sub(usize::from(lifted.from.column == own));
            (lifted.over.index >= there).then_some(())
        })
    };
    view! {
        <div
            class="drop-column"
            role="list"
            aria-label=label
            data-drop=id
            data-over=move || over().then_some("")
        >
            {children()}
            {move || gap().map(|()| view! { <Gap drag /> })}
        </div>
    }
    .into_any()
}

/// A card that can be moved. Space lifts it, arrow keys move it, Space drops it and Escape puts it back; a mouse
/// drags it at once, a finger after a moment.
#[component]
pub fn DragCard(
    /// The board.
    drag: Drag,
    /// What tells it from the others.
    #[prop(into)]
    id: String,
    /// What screen readers call it.
    #[prop(into)]
    label: TextProp,
    /// The id of its column.
    #[prop(into)]
    column: String,
    /// How many cards stand before it in its column.
    #[prop(into)]
    index: Signal<usize>,
    /// When it is opened, by a click or by Enter.
    #[prop(optional, into)]
    on_open: Option<Callback<()>>,
    /// It stays where it is.
    #[prop(optional, into)]
    fixed: Signal<bool>,
    /// What is on it.
    children: Children,
) -> impl IntoView {
    let card = NodeRef::<Div>::new();
    let key = StoredValue::new((id.clone(), column.clone(), label.clone()));
    let place = move || Place {
        column: key.with_value(|(_, column, _)| column.clone()),
        index: index.get_untracked(),
    };
    let lifting = move |hold: Option<Hold>| {
        key.with_value(|(id, _, label)| super::Lifted {
            card: id.clone(),
            label: label.get().to_string(),
            from: place(),
            over: place(),
            hold,
        })
    };
    let is_lifted = Memo::new(move |_| key.with_value(|(id, ..)| drag.is_lifted(id)));
    let hold = Memo::new(move |_| {
        drag.lifted.with(|lifted| lifted.as_ref().and_then(|lifted| lifted.hold)).filter(|_| is_lifted.get())
    });
    let gap_before = Memo::new(move |_| {
        drag.lifted.with(|lifted| {
            let Some(lifted) = lifted else { return false };
            key.with_value(|(id, column, _)| {
                let before = lifted.from.column == *column && lifted.from.index < index.get();
                let own = index.get().saturating_sub(usize::from(before));
                lifted.card != *id && lifted.over.column == *column && lifted.over.index == own
            })
        })
    });
    let length = move |part: fn(Hold) -> f64| move || hold.get().map(|hold| format!("{:.1}px", part(hold)));
    let press = move |event: web_sys::PointerEvent| {
        if !fixed.get_untracked() && event.button() == 0 && !is_on(&event, CONTROLS) {
            pointer::press(drag, &event, card, move |hold| lifting(Some(hold)));
        }
    };
    let click = move |event: web_sys::MouseEvent| {
        if pointer::was_drag() {
            // A link on the card must not be followed.
            event.prevent_default();
        } else if let Some(on_open) = on_open.filter(|_| !is_on(&event, CONTROLS) && !is_on(&event, "a")) {
            on_open.run(());
        }
    };
    let keydown = move |event: web_sys::KeyboardEvent| {
        let on_card = event.target() == event.current_target();
        if event.key() == "Enter" && on_card && !is_lifted.get_untracked() {
            if let Some(on_open) = on_open {
                event.prevent_default();
                on_open.run(());
            }
        } else if on_card && !fixed.get_untracked() {
            keyboard::key(drag, &event, is_lifted.get_untracked(), || lifting(None));
        }
    };
    view! {
        {move || gap_before.get().then(|| view! { <Gap drag /> })}
        <div
            class="drag-card"
            role="listitem"
            tabindex="0"
            node_ref=card
            aria-label=label
            aria-description=move || (!fixed.get()).then(|| tr!(kit.drag_hint))
            data-card=id
            data-fixed=move || fixed.get().then_some("")
            data-lifted=move || is_lifted.get().then_some("")
            data-held=move || hold.get().map(|_| "")
            style:--hold-x=length(|hold| hold.left + hold.x)
            style:--hold-y=length(|hold| hold.top + hold.y)
            style:--hold-width=length(|hold| hold.width)
            on:pointerdown=press
            on:click=click
            on:keydown=keydown
            // The browser's own dragging of links would take the pointer away.
            on:dragstart=|event| event.prevent_default()
            on:touchmove=move |event| {
                // A finger that drags must not scroll.
                if pointer::is_held() {
                    event.prevent_default();
                }
            }
            on:contextmenu=move |event| {
                if pointer::is_held() {
                    event.prevent_default();
                }
            }
            on:blur=move |_| {
                if is_lifted.get_untracked() && hold.get_untracked().is_none() {
                    drag.cancel();
                }
            }
        >
            {children()}
        </div>
    }
    .into_any()
}

/// Where the card would fall.
#[component]
fn Gap(drag: Drag) -> impl IntoView {
    let height = move || {
        let hold = drag.lifted.with(|lifted| lifted.as_ref().and_then(|lifted| lifted.hold));
        hold.map(|hold| format!("{:.1}px", hold.height))
    };
    view! { <div class="drag-gap" role="presentation" style:--gap-height=height></div> }
}

/// What on a card is pressed rather than dragged.
const CONTROLS: &str = "button, input, select, textarea, label";

/// Whether an event is meant for such an element on the card.
fn is_on(event: &web_sys::MouseEvent, selector: &str) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|target| target.closest(selector).ok().flatten().is_some())
}
