//! The one list of keyboard shortcuts.
//!
//! A screen registers what it offers; the list drives the handler, the sheet that explains the keys, and hints.
//! Keys are written as `aria-keyshortcuts` has them: `c`, `?`, `Control+k`, or two after each other: `g h`. `Control`
//! stands for ⌘ on a Mac.

mod keys;

use std::cell::{Cell, RefCell};

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use words::Word;

use self::keys::Pressed;

/// Where the switch is kept.
const OFF_SWITCH: &str = "rapport.shortcuts";

/// After so many milliseconds a first key is forgotten.
const PATIENCE: f64 = 1200.0;

/// A shortcut.
#[derive(Clone, Copy)]
pub struct Shortcut {
    /// The keys: `g h`.
    pub keys: &'static str,
    /// What they do.
    pub label: Word,
    /// Under which heading they are explained.
    pub group: Word,
    /// Does it.
    pub action: Callback<()>,
}

thread_local! {
    static LAST: Cell<u32> = const { Cell::new(0) };
    static REGISTERED: ArcRwSignal<Vec<(u32, Shortcut)>> = ArcRwSignal::new(Vec::new());
    static FIRST: RefCell<Option<(String, f64)>> = const { RefCell::new(None) };
}

/// Offers a shortcut until the reactive owner in which it is called goes. A later one with the same keys goes before
/// an earlier one.
pub fn register(shortcut: Shortcut) {
    let id = LAST.with(|last| {
        last.set(last.get().wrapping_add(1));
        last.get()
    });
    let registered = REGISTERED.with(Clone::clone);
    registered.update(|list| list.push((id, shortcut)));
    on_cleanup(move || registered.update(|list| list.retain(|(other, _)| *other != id)));
}

/// What is offered at the moment. Followed where it is read in a reactive place.
pub fn registered() -> Vec<Shortcut> {
    REGISTERED.with(|list| list.with(|list| list.iter().map(|(_, shortcut)| *shortcut).collect()))
}

/// Whether single keys do anything.
pub fn enabled() -> bool {
    let storage = window().local_storage().ok().flatten();
    storage.and_then(|storage| storage.get_item(OFF_SWITCH).ok().flatten()).is_none_or(|state| state != "off")
}

/// Switches single keys on or off, on this device. Keys with Control always work.
pub fn set_enabled(enabled: bool) {
    if let Some(storage) = window().local_storage().ok().flatten() {
        let stored =
            if enabled { storage.remove_item(OFF_SWITCH) } else { storage.set_item(OFF_SWITCH, "off") };
        // A browser that refuses to store forgets the choice with the page.
        _ = stored;
    }
}

/// Listens to the keyboard: called once by the application.
pub fn listen() {
    let listener = window_event_listener(leptos::ev::keydown, |event| {
        let Some(action) = heard(&event) else { return };
        event.prevent_default();
        action.try_run(());
    });
    on_cleanup(move || listener.remove());
}

/// The action of the shortcut that a key completes.
fn heard(event: &web_sys::KeyboardEvent) -> Option<Callback<()>> {
    if event.default_prevented() || event.repeat() || event.is_composing() {
        return None;
    }
    let pressed = Pressed::of(event)?;
    let layered =
        document().query_selector("dialog[open], :popover-open:not(.toasts)").ok().flatten().is_some();
    if layered || (!pressed.ctrl && (is_typing(event) || !enabled())) {
        return None;
    }
    let key = pressed.to_string();
    let first = FIRST.with_borrow_mut(Option::take).filter(|(_, at)| event.time_stamp() - at < PATIENCE);
    let sequence = first.map(|(first, _)| format!("{first} {key}"));
    let list = REGISTERED.with(GetUntracked::get_untracked);
    let find = |keys: &str| list.iter().rev().find(|(_, shortcut)| shortcut.keys.eq_ignore_ascii_case(keys));
    let found = sequence.as_deref().and_then(find).or_else(|| find(&key));
    if found.is_none() && list.iter().any(|(_, shortcut)| shortcut.keys.starts_with(&format!("{key} "))) {
        FIRST.with_borrow_mut(|first| *first = Some((key, event.time_stamp())));
    }
    found.map(|(_, shortcut)| shortcut.action)
}

/// Whether a key goes into a text.
pub fn is_typing(event: &web_sys::KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok());
    target.is_some_and(|element| {
        let tag = element.tag_name();
        let is_box =
            || matches!(element.get_attribute("type").as_deref(), Some("checkbox" | "radio" | "button"));
        element.is_content_editable()
            || matches!(tag.as_str(), "TEXTAREA" | "SELECT")
            || (tag == "INPUT" && !is_box())
    })
}
