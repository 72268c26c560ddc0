//! Short messages about what was done, with a way back.

mod stack;

use std::cell::Cell;

use leptos::prelude::*;

pub use self::stack::Toasts;

/// A message on the screen.
#[derive(Clone)]
struct Toast {
    id: u32,
    kind: Kind,
    text: String,
    /// How often the same was said.
    times: u32,
    /// What its button does, for each time that it was said.
    actions: Vec<Callback<()>>,
    /// Seconds that it stays, in quarters; those that fail stay until they are closed.
    left: Option<u32>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Done,
    Undo,
    Failed,
}

/// Quarters of a second that a message stays.
const STAY: u32 = 8 * 4;

/// How many are shown at once.
const SHOWN: usize = 3;

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(0) };
    static TOASTS: ArcRwSignal<Vec<Toast>> = ArcRwSignal::new(Vec::new());
}

/// Says that something was done.
pub fn done(text: impl Into<String>) {
    push(Kind::Done, text.into(), None);
}

/// Says that something was done that can be undone, by the button or by Ctrl+Z, for eight seconds.
pub fn undo(text: impl Into<String>, undo: impl Into<Callback<()>>) {
    push(Kind::Undo, text.into(), Some(undo.into()));
}

/// Says that something failed. It stays until it is closed or tried again.
pub fn failed(text: impl Into<String>, retry: Option<Callback<()>>) {
    push(Kind::Failed, text.into(), retry);
}

fn toasts() -> ArcRwSignal<Vec<Toast>> {
    TOASTS.with(Clone::clone)
}

/// Adds a message; one that says the same as another of its kind is added to that one.
fn push(kind: Kind, text: String, action: Option<Callback<()>>) {
    let left = (kind != Kind::Failed).then_some(STAY);
    toasts().update(|toasts| {
        if let Some(same) = toasts.iter_mut().find(|toast| toast.kind == kind && toast.text == text) {
            same.times += 1;
            same.left = left;
            same.actions.extend(action);
            return;
        }
        let id = NEXT.with(|next| {
            next.set(next.get().wrapping_add(1));
            next.get()
        });
        toasts.push(Toast { id, kind, text, times: 1, actions: action.into_iter().collect(), left });
        let surplus = toasts.len().saturating_sub(SHOWN);
        toasts.drain(..surplus);
    });
}

/// Takes a message away.
fn dismiss(id: u32) {
    toasts().update(|toasts| toasts.retain(|toast| toast.id != id));
}

/// Does what the button of a message does, the latest first, and takes the message away.
fn act(id: u32) {
    let found = toasts().with_untracked(|toasts| toasts.iter().find(|toast| toast.id == id).cloned());
    dismiss(id);
    for action in found.into_iter().flat_map(|toast| toast.actions.into_iter().rev()) {
        action.try_run(());
    }
}

/// Lets a quarter of a second pass.
fn tick() {
    toasts().update(|toasts| {
        for toast in toasts.iter_mut() {
            toast.left = toast.left.map(|left| left.saturating_sub(1));
        }
        toasts.retain(|toast| toast.left != Some(0));
    });
}
