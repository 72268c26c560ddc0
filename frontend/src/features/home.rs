//! The first screen.

use leptos::prelude::*;
use words::tr;

use crate::api::session;

/// The screen.
#[component]
pub(crate) fn Home() -> impl IntoView {
    let name = move || session::me().map(|me| me.user.name.clone()).unwrap_or_default();
    view! { <section class="home"><h1 tabindex="-1">{move || tr!(home.greeting, name = name())}</h1></section> }.into_any()
}
