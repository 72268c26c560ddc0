//! What is at which address, for whom: a screen, or the reason why there is none.

use domain::access::Action;
use domain::{Kind, Right};
use kit::{Empty, EmptyKind, LinkButton};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;
use words::tr;

use crate::api::session;
use crate::features::ENTITIES;
use crate::features::audit::AuditPage;
use crate::features::opportunity::{BoardPage, OPPORTUNITY};
use crate::features::outline::{self, OutlinePage};
use crate::features::pipeline::PipelinePage;
use crate::features::role::RolePage;
use crate::record::{Entity, ListPage, RecordPage};

/// A screen, or why there is none.
fn allowed(is_allowed: bool, screen: impl FnOnce() -> AnyView) -> AnyView {
    if is_allowed { screen() } else { view! { <NotAllowed /> }.into_any() }
}

#[component]
pub(crate) fn Structure() -> impl IntoView {
    allowed(session::may(Kind::Branch, Action::Read), || {
        view! { <OutlinePage outline=&outline::STRUCTURE /> }.into_any()
    })
}

#[component]
pub(crate) fn Categories() -> impl IntoView {
    allowed(session::may(Kind::ProductCategory, Action::Read), || {
        view! { <OutlinePage outline=&outline::CATEGORIES /> }.into_any()
    })
}

#[component]
pub(crate) fn Audit() -> impl IntoView {
    allowed(session::has(Right::Audit), || view! { <AuditPage /> }.into_any())
}

#[component]
pub(crate) fn Role() -> impl IntoView {
    let id = named_id();
    move || {
        allowed(session::may(Kind::Role, Action::Read), || match id.get() {
            Some(id) => view! { <RolePage id /> }.into_any(),
            None => view! { <NotFound /> }.into_any(),
        })
    }
}

#[component]
pub(crate) fn Pipeline() -> impl IntoView {
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
pub(crate) fn Board() -> impl IntoView {
    if OPPORTUNITY.may(Action::Read) {
        view! { <BoardPage /> }.into_any()
    } else {
        view! { <NotAllowed /> }.into_any()
    }
}

/// The list of the kind that the address names.
#[component]
pub(crate) fn Collection() -> impl IntoView {
    let entity = named_kind();
    move || match entity.get().and_then(of_path) {
        Some(entity) if entity.may(Action::Read) => view! { <ListPage entity /> }.into_any(),
        Some(_) => view! { <NotAllowed /> }.into_any(),
        None => view! { <NotFound /> }.into_any(),
    }
}

/// The record that the address names.
#[component]
pub(crate) fn Member() -> impl IntoView {
    let entity = named_kind();
    let id = named_id();
    move || match (entity.get().and_then(of_path), id.get()) {
        (Some(entity), Some(id)) if entity.may(Action::Read) && entity.has_page() => {
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
pub(crate) fn NotFound() -> impl IntoView {
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
