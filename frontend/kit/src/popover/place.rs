//! The place of a panel in browsers that cannot tie it to another element by CSS.

use std::cell::OnceCell;

use js_sys::{Function, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

const GAP: f64 = 4.0;
const MARGIN: f64 = 8.0;

thread_local! {
    static ANCHORS: OnceCell<bool> = const { OnceCell::new() };
}

/// Moves a panel below the anchor, or above it where there is more room. The style sheet reads the place from
/// `--left` and `--top`.
pub(super) fn beside(anchor: &web_sys::Element, panel: &web_sys::HtmlElement) {
    if ANCHORS.with(|known| *known.get_or_init(has_anchors)) {
        return;
    }
    let (around, own) = (anchor.get_bounding_client_rect(), panel.get_bounding_client_rect());
    let size =
        |value: Result<JsValue, JsValue>| value.ok().and_then(|size| size.as_f64()).unwrap_or_default();
    let (width, height) = (size(window().inner_width()), size(window().inner_height()));
    let left = around.left().min(width - own.width() - MARGIN).max(MARGIN);
    let below = around.bottom() + GAP;
    let above = around.top() - GAP - own.height();
    let top = if below + own.height() > height && above > MARGIN { above } else { below };
    for (name, value) in [("--left", left), ("--top", top)] {
        // Refused only if the name were no property.
        _ = panel.style().set_property(name, &format!("{value}px"));
    }
}

fn has_anchors() -> bool {
    let css = Reflect::get(&window(), &JsValue::from_str("CSS")).ok();
    let supports = css.as_ref().and_then(|css| Reflect::get(css, &JsValue::from_str("supports")).ok());
    let supports = supports.and_then(|supports| supports.dyn_into::<Function>().ok());
    let answer = supports.zip(css).and_then(|(supports, css)| {
        supports.call2(&css, &JsValue::from_str("anchor-name"), &JsValue::from_str("--a")).ok()
    });
    answer.and_then(|answer| answer.as_bool()).unwrap_or(false)
}
