//! The edge of a sheet, and how wide the sheet is. The style sheet, and the layout beside it, read the width from
//! `--panel-w` of the page.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use words::tr;

use super::Side;
use crate::separator::{Grows, Separator};

/// Where the width is kept.
const KEPT: &str = "rapport.panel";
const LEAST: i32 = 400;
const MOST: i32 = 640;
const USUAL: i32 = 480;

/// The edge that can be moved.
#[component]
pub(super) fn Edge(side: Side) -> impl IntoView {
    let width = RwSignal::new(kept().unwrap_or(USUAL));
    Effect::new(move |_| {
        let root = document().document_element();
        if let Some(root) = root.and_then(|root| root.dyn_into::<web_sys::HtmlElement>().ok()) {
            // Refused only if the name were no property.
            _ = root.style().set_property("--panel-w", &format!("{}px", width.get()));
        }
    });
    view! {
        <Separator
            class="sheet-edge"
            label=move || tr!(kit.panel_width)
            grows=if side == Side::Start { Grows::Right } else { Grows::Left }
            range=(LEAST, MOST)
            on_change=Callback::new(move |to| width.set(to))
            on_done=Callback::new(move |()| keep(width.get_untracked()))
            on_reset=Callback::new(move |()| {
                width.set(USUAL);
                keep(USUAL);
            })
        />
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
