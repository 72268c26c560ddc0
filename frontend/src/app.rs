//! The application: who is signed in decides what is shown, the address decides the rest.

use domain::access::Action;
use kit::{Empty, EmptyKind, LinkButton};
use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::hooks::use_params_map;
use leptos_router::path;
use uuid::Uuid;
use words::tr;

use crate::api::session::{self, Standing};
use crate::features::sign_in::SignInPage;
use crate::features::{self, ENTITIES};
use crate::layout::Shell;
use crate::record::{Entity, ListPage, RecordPage};

/// The whole.
#[component]
pub(crate) fn App() -> impl IntoView {
    let is_known = Memo::new(|_| !matches!(session::standing(), Standing::Unknown));
    let is_in = Memo::new(|_| session::me().is_some());
    // What the page shows until then is in `index.html`.
    Effect::new(move |_| {
        let boot = is_known.get().then(|| document().get_element_by_id("boot")).flatten();
        boot.iter().for_each(|boot| boot.remove());
    });
    let screen = move || match (is_known.get(), is_in.get()) {
        (false, _) => ().into_any(),
        (true, false) => view! { <SignInPage /> }.into_any(),
        (true, true) => view! { <Screens /> }.into_any(),
    };
    view! { <Router>{screen}</Router> }.into_any()
}

#[component]
fn Screens() -> impl IntoView {
    view! {
        <Shell>
            <Routes fallback=|| view! { <NotFound /> }>
                <Route path=path!("/") view=features::home::Home />
                <Route path=path!("/imports") view=features::import::ImportsPage />
                <Route path=path!("/imports/new") view=features::import::NewImportPage />
                <Route path=path!("/imports/:id") view=features::import::ImportPage />
                <Route path=path!("/:collection") view=Collection />
                <Route path=path!("/:collection/:id") view=Member />
            </Routes>
        </Shell>
    }
    .into_any()
}

/// The list of the kind that the address names.
#[component]
fn Collection() -> impl IntoView {
    let entity = named_kind();
    move || match entity.get().and_then(of_path) {
        Some(entity) if entity.may(Action::Read) => view! { <ListPage entity /> }.into_any(),
        Some(_) => view! { <NotAllowed /> }.into_any(),
        None => view! { <NotFound /> }.into_any(),
    }
}

/// The record that the address names.
#[component]
fn Member() -> impl IntoView {
    let entity = named_kind();
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get("id").and_then(|id| id.parse::<Uuid>().ok()));
    move || match (entity.get().and_then(of_path), id.get()) {
        (Some(entity), Some(id)) if entity.may(Action::Read) && features::has_page(entity) => {
            view! { <RecordPage entity id /> }.into_any()
        }
        (Some(entity), Some(_)) if !entity.may(Action::Read) => view! { <NotAllowed /> }.into_any(),
        _ => view! { <NotFound /> }.into_any(),
    }
}

fn named_kind() -> Memo<Option<String>> {
    let params = use_params_map();
    Memo::new(move |_| params.read().get("collection"))
}

fn of_path(path: String) -> Option<&'static Entity> {
    ENTITIES.iter().copied().find(|entity| entity.path == path)
}

#[component]
fn NotFound() -> impl IntoView {
    view! {
        <Empty kind=EmptyKind::NoMatch title=move || tr!(not_found.title) body=move || tr!(not_found.text)>
            <LinkButton href="/" label=move || tr!(nav.home) />
        </Empty>
    }
}

#[component]
fn NotAllowed() -> impl IntoView {
    view! {
        <Empty kind=EmptyKind::NoPermission title=move || tr!(not_allowed.title) body=move || tr!(not_allowed.text)>
            <LinkButton href="/" label=move || tr!(nav.home) />
        </Empty>
    }
}
