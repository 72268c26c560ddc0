//! The bar above the screen: the search, the bell and the user.

use domain::language::Language;
use kit::{Menu, MenuItem, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use words::tr;

use super::bell::Bell;
use super::overlays::Opened;
use crate::api::session;
use crate::state::look;

/// The bar.
#[component]
pub(crate) fn Topbar(opened: Opened) -> impl IntoView {
    let is_offline = RwSignal::new(false);
    let listeners = [("offline", true), ("online", false)]
        .map(|(event, offline)| window_event_listener_untyped(event, move |_| is_offline.set(offline)));
    on_cleanup(move || listeners.into_iter().for_each(|listener| listener.remove()));
    view! {
        <header class="topbar">
            <button type="button" class="topbar-search" on:click=move |_| opened.palette.set(true)>
                <kit::Icon icon=icondata_lu::LuSearch />
                <span>{move || tr!(shell.search)}</span>
                <kbd aria-hidden="true">"Ctrl K"</kbd>
            </button>
            <Show when=move || is_offline.get()>
                <p class="offline" role="status">{move || tr!(shell.offline)}</p>
            </Show>
            <div class="topbar-user"><Bell news=opened.news /> <UserMenu /></div>
        </header>
    }
    .into_any()
}

#[component]
fn UserMenu() -> impl IntoView {
    let name = move || session::me().map(|me| me.user.name.clone()).unwrap_or_default();
    let items = Signal::derive(move || {
        let pick_theme = |value: &'static str, label: String| {
            MenuItem::new(label, move || look::set_theme(value)).checked(look::theme() == value)
        };
        let pick_language = |language: Language, label: String| {
            MenuItem::new(label, move || choose_language(language)).checked(words::language() == language)
        };
        vec![
            MenuItem::link(tr!(nav.preferences), "/preferences").icon(icondata_lu::LuSettings),
            pick_language(Language::Chinese, tr!(language.chinese)).section(),
            pick_language(Language::English, tr!(language.english)),
            pick_theme("", tr!(theme.system)).section(),
            pick_theme("light", tr!(theme.light)),
            pick_theme("dark", tr!(theme.dark)),
            MenuItem::new(tr!(shell.sign_out), sign_out).icon(icondata_lu::LuLogOut).section(),
        ]
    });
    view! { <Menu label=name icon=icondata_lu::LuCircleUser ghost=true items /> }.into_any()
}

/// Chooses a language here and now. What the user's record says is for what is sent to them, and is changed in the
/// preferences.
fn choose_language(language: Language) {
    look::set_language(language);
}

fn sign_out() {
    spawn_local(async {
        if let Err(failure) = session::sign_out().await {
            toast::failed(failure.words(), None);
        }
    });
}
