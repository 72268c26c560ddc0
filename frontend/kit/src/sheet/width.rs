//! The edge of a sheet, and how wide the sheet is. The style sheet, and the layout beside it, read the width from
//! `--panel-w` of the page.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use words::tr;

use super::Side;

/// Where the width is kept.
const KEPT: &str = "rapport.panel";
const LEAST: i32 = 400;
const MOST: i32 = 640;
const USUAL: i32 = 480;
/// How far an arrow key moves the edge.
const STEP: i32 = 16;

/// The edge that can be moved.
#[component]
pub(super) fn Edge(side: Side) -> impl IntoView {
    let width = RwSignal::new(kept().unwrap_or(USUAL));
    let dragged = RwSignal::new(false);
    Effect::new(move |_| {
        let root = document().document_element();
        if let Some(root) = root.and_then(|root| root.dyn_into::<web_sys::HtmlElement>().ok()) {
            // Refused only if the name were no property.
            _ = root.style().set_property("--panel-w", &format!("{}px", width.get()));
        }
    });
    let resize = move |to: i32| width.set(to.clamp(LEAST, MOST));
    let grab = move |event: web_sys::PointerEvent| {
        event.prevent_default();
        if event_target::<web_sys::Element>(&event).set_pointer_capture(event.pointer_id()).is_ok() {
            dragged.set(true);
        }
    };
    let follow = move |event: web_sys::PointerEvent| {
        if !dragged.get_untracked() {
            return;
        }
        let panel = event_target::<web_sys::Element>(&event).parent_element();
        if let Some(around) = panel.map(|panel| panel.get_bounding_client_rect()) {
            let at = f64::from(event.client_x());
            let wide = if side == Side::Start { at - around.left() } else { around.right() - at };
            resize(format!("{wide:.0}").parse().unwrap_or(USUAL));
        }
    };
    let release = move |_| {
        dragged.set(false);
        keep(width.get_untracked());
    };
    let key = move |event: web_sys::KeyboardEvent| {
        let outwards = if side == Side::Start { "ArrowRight" } else { "ArrowLeft" };
        let now = width.get_untracked();
        match event.key().as_str() {
            key @ ("ArrowLeft" | "ArrowRight") => {
                resize(if key == outwards { now + STEP } else { now - STEP })
            }
            "Home" => resize(LEAST),
            "End" => resize(MOST),
            _ => return,
        }
        event.prevent_default();
        keep(width.get_untracked());
    };
    view! {
        <div
            class="sheet-edge"
            role="separator"
            tabindex="0"
            aria-orientation="vertical"
            aria-label=move || tr!(kit.panel_width)
            aria-valuemin=LEAST.to_string()
            aria-valuemax=MOST.to_string()
            aria-valuenow=move || width.get().to_string()
            data-dragged=move || dragged.get().then_some("")
            on:pointerdown=grab
            on:pointermove=follow
            on:pointerup=release
            on:pointercancel=release
            on:dblclick=move |_| {
                resize(USUAL);
                keep(USUAL);
            }
            on:keydown=key
        ></div>
    }
    .into_any()
}

fn kept() -> Option<i32> {
    let width = window().local_storage().ok()??.get_item(KEPT).ok()??.parse::<i32>().ok()?;
    Some(width.clamp(LEAST, MOST))
}

fn keep(width: i32) {
    if let Some(storage) = window().local_storage().ok().flatten() {
        // A browser that refuses to store forgets the width with the page.
        _ = storage.set_item(KEPT, &width.to_string());
    }
}
