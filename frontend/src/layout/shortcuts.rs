//! The shortcuts that hold everywhere, and the sheet that lists all that hold now.

use kit::shortcut::{Shortcut, listen, registered};
use kit::{Dialog, DialogSize, Kbd};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use words::{tr, word};

use super::overlays::Opened;
use super::sidebar::{ADMINISTRATION, WORK};
use crate::state::look;

/// Registers what holds everywhere.
pub(super) fn register(opened: Opened, is_narrow: RwSignal<bool>) {
    listen();
    let anywhere = |keys, label, action: Callback<()>| {
        kit::shortcut::register(Shortcut { keys, label, group: word!(shortcut.anywhere), action });
    };
    anywhere("Control+k", word!(shortcut.palette), Callback::new(move |()| opened.palette.set(true)));
    anywhere("?", word!(shortcut.sheet), Callback::new(move |()| opened.sheet.set(true)));
    let toggle = Callback::new(move |()| {
        is_narrow.update(|narrow| *narrow = !*narrow);
        look::set_sidebar_narrow(is_narrow.get_untracked());
    });
    anywhere("[", word!(shell.toggle_sidebar), toggle);
    let navigate = StoredValue::new_local(use_navigate());
    for place in WORK.iter().chain(ADMINISTRATION) {
        let go = Callback::new(move |()| {
            if (place.is_open)() {
                navigate.with_value(|navigate| navigate(place.href, Default::default()));
            }
        });
        kit::shortcut::register(Shortcut {
            keys: place.keys,
            label: place.label,
            group: word!(shortcut.go_to),
            action: go,
        });
    }
}

/// The sheet.
#[component]
pub(super) fn ShortcutSheet(open: RwSignal<bool>) -> impl IntoView {
    let groups = move || {
        let mut groups: Vec<(String, Vec<Shortcut>)> = Vec::new();
        for shortcut in registered() {
            let name = (shortcut.group)();
            match groups.iter_mut().find(|(group, _)| *group == name) {
                Some((_, all)) => all.push(shortcut),
                None => groups.push((name, vec![shortcut])),
            }
        }
        groups.into_iter().map(|(name, all)| group(name, all)).collect_view()
    };
    view! {
        <Dialog open title=move || tr!(shortcut.sheet) size=DialogSize::Large>
            <div class="shortcut-sheet">{groups}</div>
        </Dialog>
    }
    .into_any()
}

fn group(name: String, all: Vec<Shortcut>) -> AnyView {
    let rows = all.into_iter().map(|shortcut| {
        view! { <div class="shortcut-row"><dt>{move || (shortcut.label)()}</dt><dd><Kbd keys=shortcut.keys /></dd></div> }
    });
    view! { <section><h3>{name}</h3><dl>{rows.collect_view()}</dl></section> }.into_any()
}
