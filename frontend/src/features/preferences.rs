//! What everybody decides for themselves: how the screens look, the password, what is signed in.

mod key_dialog;
mod keys;
mod looks;
mod password;
mod profile;
mod sessions;

use leptos::prelude::*;
use words::tr;

/// The screen.
#[component]
pub(crate) fn PreferencesPage() -> impl IntoView {
    view! {
        <section class="settings" data-kind="preferences">
            <header class="page-head"><h1 tabindex="-1">{move || tr!(nav.preferences)}</h1></header>
            <div class="preferences">
                <profile::Profile />
                <looks::Looks />
                <password::Password />
                <sessions::SessionList />
                <keys::KeyList />
            </div>
        </section>
    }
    .into_any()
}
