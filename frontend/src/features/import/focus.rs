//! Where the focus goes when a step changes under the user's hands.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// To the first control that has an error, or else to the error over the whole.
pub(super) fn first_error() {
    soon("main [aria-invalid='true'], main .banner[role='alert']");
}

/// To the step, unless the user has put the focus somewhere while it was fetched.
pub(super) fn arrive() {
    if document().active_element().is_none_or(|it| it.tag_name() == "BODY") {
        step();
    }
}

/// To the column that is to be set right, or else to the heading, since what was pressed is gone.
pub(super) fn step() {
    soon("main:has([data-asked]) [data-asked] select, main:not(:has([data-asked])) h1");
}

/// As soon as what the last change made is on the screen.
fn soon(selector: &'static str) {
    request_animation_frame(move || {
        let Some(found) = document().query_selector(selector).ok().flatten() else { return };
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Center);
        found.scroll_into_view_with_scroll_into_view_options(&options);
        if let Ok(control) = found.dyn_into::<HtmlElement>() {
            let _ = control.focus();
        }
    });
}
