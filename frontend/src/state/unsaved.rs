//! Changes of an editor that are not saved: leaving them behind is asked about.

use std::cell::Cell;

use kit::{Question, ask};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use words::tr;

thread_local! {
    static WATCHED: Cell<Option<Signal<bool>>> = const { Cell::new(None) };
}

/// Watches over an editor as long as the owner lives in which it is called: while `is_dirty`, links and the closing of
/// the page are held up.
pub(crate) fn watch(is_dirty: Signal<bool>) {
    WATCHED.set(Some(is_dirty));
    let closing = window_event_listener(leptos::ev::beforeunload, move |event| {
        if is_dirty.try_get_untracked() == Some(true) {
            event.prevent_default();
        }
    });
    on_cleanup(move || {
        WATCHED.set(None);
        closing.remove();
    });
}

/// Holds up a click on a link that would leave unsaved changes behind; `go` follows the link if the user wants that.
pub(crate) fn hold(event: &web_sys::MouseEvent, go: Callback<String>) {
    let is_dirty = WATCHED.get().and_then(|is_dirty| is_dirty.try_get_untracked()) == Some(true);
    let opens_elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key() || event.button() != 0;
    if !is_dirty || opens_elsewhere || event.default_prevented() {
        return;
    }
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let link = target.and_then(|target| target.closest("a[href]:not([target])").ok().flatten());
    let Some(href) = link.and_then(|link| link.get_attribute("href")) else { return };
    event.prevent_default();
    spawn_local(async move {
        let question = Question {
            title: tr!(unsaved.title),
            body: tr!(unsaved.text),
            confirm_label: tr!(unsaved.leave),
            danger: true,
        };
        if ask(question).await {
            WATCHED.set(None);
            go.run(href);
        }
    });
}
