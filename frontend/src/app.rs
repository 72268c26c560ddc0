//! The application: who is signed in decides what is shown, the address decides the rest.

use domain::access::Action;
use domain::{Kind, Right};
use kit::{Empty, EmptyKind, LinkButton};
use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::hooks::{use_location, use_params_map};
use leptos_router::path;
use uuid::Uuid;
use words::tr;

use crate::api::session::{self, Standing};
use crate::features::audit::AuditPage;
use crate::features::opportunity::{BoardPage, OPPORTUNITY};
use crate::features::outline::{self, OutlinePage};
use crate::features::pipeline::PipelinePage;
use crate::features::preferences::PreferencesPage;
use crate::features::role::RolePage;
use crate::features::set_password::{self, SetPasswordPage};
use crate::features::settings::SettingsPage;
use crate::features::sign_in::SignInPage;
use crate::features::{self, ENTITIES};
use crate::layout::Shell;
use crate::record::{Entity, ListPage, RecordPage};

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
        _ if is_gallery => view! { <kit::Gallery /> }.into_any(),
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
                <Route path=path!("/") view=features::home::Home />
                <Route path=path!("/imports") view=features::import::ImportsPage />
                <Route path=path!("/imports/new") view=features::import::NewImportPage />
                <Route path=path!("/imports/:id") view=features::import::ImportPage />
                <Route path=path!("/settings") view=SettingsPage />
                <Route path=path!("/preferences") view=PreferencesPage />
                <Route path=path!("/structure") view=Structure />
                <Route path=path!("/categories") view=Categories />
                <Route path=path!("/audit") view=Audit />
                <Route path=path!("/roles/:id") view=Role />
                <Route path=path!("/pipelines/:id") view=Pipeline />
                <Route path=path!("/analytics") view=features::analytics::Analytics />
                <Route path=path!("/analytics/:report") view=features::analytics::Analytics />
                <Route path=path!("/opportunities/board") view=Board />
                <Route path=path!("/:collection") view=Collection />
                <Route path=path!("/:collection/:id") view=Member />
            </Routes>
        </Shell>
    }
    .into_any()
}

/// A screen, or why there is none.
fn allowed(is_allowed: bool, screen: impl FnOnce() -> AnyView) -> AnyView {
    if is_allowed { screen() } else { view! { <NotAllowed /> }.into_any() }
}

#[component]
fn Structure() -> impl IntoView {
    allowed(session::may(Kind::Branch, Action::Read), || {
        view! { <OutlinePage outline=&outline::STRUCTURE /> }.into_any()
    })
}

#[component]
fn Categories() -> impl IntoView {
    allowed(session::may(Kind::ProductCategory, Action::Read), || {
        view! { <OutlinePage outline=&outline::CATEGORIES /> }.into_any()
    })
}

#[component]
fn Audit() -> impl IntoView {
    allowed(session::has(Right::Audit), || view! { <AuditPage /> }.into_any())
}

#[component]
fn Role() -> impl IntoView {
    let id = named_id();
    move || {
        allowed(session::may(Kind::Role, Action::Read), || match id.get() {
            Some(id) => view! { <RolePage id /> }.into_any(),
            None => view! { <NotFound /> }.into_any(),
        })
    }
}

#[component]
fn Pipeline() -> impl IntoView {
    let id = named_id();
    move || {
        allowed(session::may(Kind::Pipeline, Action::Read), || match id.get() {
            Some(id) => view! { <PipelinePage id /> }.into_any(),
            None => view! { <NotFound /> }.into_any(),
        })
    }
}

/// The deals of a pipeline, stage by stage.
#[component]
fn Board() -> impl IntoView {
    if OPPORTUNITY.may(Action::Read) {
        view! { <BoardPage /> }.into_any()
    } else {
        view! { <NotAllowed /> }.into_any()
    }
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
    let id = named_id();
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

fn named_id() -> Memo<Option<Uuid>> {
    let params = use_params_map();
    Memo::new(move |_| params.read().get("id").and_then(|id| id.parse::<Uuid>().ok()))
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
