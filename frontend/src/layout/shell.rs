//! The frame: navigation, top bar, the screen, and what lies over it.

use kit::{Asker, Toasts};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_navigate};
use words::tr;

use super::bell::News;
use super::overlays::Opened;
use super::shortcuts;
use super::sidebar::{BottomBar, Sidebar};
use super::topbar::Topbar;
use crate::features::sign_in::SignInAgain;
use crate::pieces;
use crate::state::{look, unsaved};

/// The frame around a screen.
#[component]
pub(crate) fn Shell(children: Children) -> impl IntoView {
    let is_narrow = RwSignal::new(look::is_sidebar_narrow());
    let opened = Opened { palette: RwSignal::new(false), sheet: RwSignal::new(false), news: News::new() };
    provide_context(opened);
    shortcuts::register(opened, is_narrow);
    follow_focus();
    let navigate = StoredValue::new_local(use_navigate());
    let go = Callback::new(move |href: String| {
        navigate.with_value(|navigate| navigate(&href, Default::default()));
    });
    view! {
        <a class="skip-link" href="#main">{move || tr!(shell.skip)}</a>
        <div
            class="shell"
            data-narrow=move || is_narrow.get().to_string()
            on:click=move |event| unsaved::hold(&event, go)
        >
            <Sidebar is_narrow />
            <div class="shell-main">
                <Topbar opened />
                <main id="main" tabindex="-1">{children()}</main>
            </div>
            <BottomBar />
        </div>
        <SignInAgain />
        {pieces::records::overlays()}
        <Asker />
        <Toasts />
    }
    .into_any()
}

/// On another screen the focus goes to its heading, so that a screen reader says where one is.
fn follow_focus() {
    let path = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        if before.is_some_and(|before| before != now) {
            request_animation_frame(|| {
                let heading = document().query_selector("main h1").ok().flatten();
                let heading =
                    heading.and_then(|it| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(it).ok());
                if let Some(heading) = heading {
                    let _ = heading.focus();
                }
            });
        }
        now
    });
}
