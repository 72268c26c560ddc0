//! The application: who is signed in decides what is shown, the address decides the rest.

use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::hooks::use_location;
use leptos_router::path;

use crate::api::session::{self, Standing};
use crate::features::set_password::{self, SetPasswordPage};
use crate::features::sign_in::SignInPage;
use crate::layout::Shell;
use crate::pieces;
use crate::screens::NotFound;

/// The whole.
#[component]
pub(crate) fn App() -> impl IntoView {
    view! { <Router><Gate /></Router> }.into_any()
}

/// Who is signed in sees the screens; who is not signs in, or sets a password in order to.
#[component]
fn Gate() -> impl IntoView {
    let is_known = Memo::new(move |_| !matches!(session::standing(), Standing::Unknown));
    let is_in = Memo::new(|_| session::me().is_some());
    let path = use_location().pathname;
    let sets_password = Memo::new(move |_| path.get() == set_password::PATH);
    // For those who make screens; whoever looks at it need not be signed in.
    let is_gallery = window().location().pathname().is_ok_and(|path| path == "/_kit");
    // What the page shows until then is in `index.html`.
    Effect::new(move |_| {
        let boot = is_known.get().then(|| document().get_element_by_id("boot")).flatten();
        boot.iter().for_each(|boot| boot.remove());
    });
    move || match (sets_password.get(), is_known.get(), is_in.get()) {
        _ if is_gallery => pieces::gallery::gallery(),
        (true, ..) => view! { <SetPasswordPage /> }.into_any(),
        (_, false, _) => ().into_any(),
        (_, true, false) => view! { <SignInPage /> }.into_any(),
        (_, true, true) => view! { <Screens /> }.into_any(),
    }
}

#[component]
fn Screens() -> impl IntoView {
    view! {
        <Shell>
            <Routes fallback=|| view! { <NotFound /> }>
                <Route path=path!("/") view=pieces::figures::home />
                <Route path=path!("/imports") view=pieces::setup::imports />
                <Route path=path!("/imports/new") view=pieces::setup::new_import />
                <Route path=path!("/imports/:id") view=pieces::setup::import />
                <Route path=path!("/settings") view=pieces::setup::settings />
                <Route path=path!("/preferences") view=pieces::setup::preferences />
                <Route path=path!("/structure") view=pieces::setup::structure />
                <Route path=path!("/categories") view=pieces::setup::categories />
                <Route path=path!("/audit") view=pieces::setup::audit />
                <Route path=path!("/roles/:id") view=pieces::setup::role />
                <Route path=path!("/pipelines/:id") view=pieces::setup::pipeline />
                <Route path=path!("/analytics") view=pieces::figures::analytics />
                <Route path=path!("/analytics/:report") view=pieces::figures::analytics />
                <Route path=path!("/opportunities/board") view=pieces::records::board />
                <Route path=path!("/:collection") view=pieces::records::list />
                <Route path=path!("/:collection/:id") view=pieces::records::page />
            </Routes>
        </Shell>
    }
    .into_any()
}
