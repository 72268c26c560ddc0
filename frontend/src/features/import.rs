//! Imports: their history, and the steps by which a file becomes records.
//!
//! A file is sent and its columns are matched with fields ([`mapping`]); the server checks every row and says what it
//! would refuse; then the rows come in. What fields there are is said by the descriptions of kinds and by the API
//! document: a new kind can be imported without a line here.

mod calls;
mod check_step;
mod file;
mod focus;
mod history;
mod kept;
mod listed;
mod mapping;
mod match_step;
mod progress;
mod refused;
mod run_step;
mod templates;
mod upload_step;
mod wizard;

use domain::access::Action;
use domain::{ImportId, Kind, Right};
use kit::{Empty, EmptyKind, Failed, LinkButton, Skeleton, SkeletonShape};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use uuid::Uuid;
use wire::import::ImportPlan;
use words::tr;

use self::history::History;
use self::wizard::{Existing, New, gone};
use crate::api::{Failure, Load, session};

/// True if the user may bring in files.
pub(crate) fn may_import() -> bool {
    session::has(Right::Import) && session::may(Kind::Import, Action::Create)
}

/// The history of imports.
#[component]
pub(crate) fn ImportsPage() -> impl IntoView {
    move || if may_import() { view! { <History /> }.into_any() } else { not_allowed() }
}

/// A new import. The address may say of which `kind`, by which `template`, or after the pattern `from` which import.
#[component]
pub(crate) fn NewImportPage() -> impl IntoView {
    if !may_import() {
        return not_allowed();
    }
    let query = use_query_map();
    let named = move |name: &str| query.read_untracked().get(name);
    let id_named = move |name: &str| named(name).and_then(|id| id.parse::<Uuid>().ok());
    let kind = named("kind").and_then(|kind| kind.parse().ok());
    let (template, from) = (id_named("template"), id_named("from"));
    if template.is_none() && from.is_none() {
        return view! { <section class="import-page"><New kind base=None /></section> }.into_any();
    }
    let base = Load::new(move || base_of(template, from));
    let body = move || match (base.get(), base.failure()) {
        (Some(plan), _) => view! { <New kind=Some(plan.kind) base=Some(plan) /> }.into_any(),
        (None, Some(failure)) => {
            view! { <Failed text=move || failure.words() on_retry=move || base.again() /> }.into_any()
        }
        (None, None) => view! { <Skeleton shape=SkeletonShape::Form /> }.into_any(),
    };
    view! { <section class="import-page">{body}</section> }.into_any()
}

/// The plan of a template, or else that of an earlier import.
async fn base_of(template: Option<Uuid>, from: Option<Uuid>) -> Result<ImportPlan, Failure> {
    match (template, from) {
        (Some(id), _) => calls::template(id).await.map(|template| template.plan),
        (None, id) => calls::get(ImportId(id.unwrap_or_default())).await.map(|import| import.plan),
    }
}

/// One import.
#[component]
pub(crate) fn ImportPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get("id").and_then(|id| id.parse::<Uuid>().ok()));
    let body = move || match id.get() {
        _ if !may_import() => not_allowed(),
        Some(id) => view! { <Existing id=ImportId(id) /> }.into_any(),
        None => gone(),
    };
    view! { <section class="import-page">{body}</section> }.into_any()
}

fn not_allowed() -> AnyView {
    view! {
        <Empty kind=EmptyKind::NoPermission title=move || tr!(not_allowed.title) body=move || tr!(import.not_allowed)>
            <LinkButton href="/" label=move || tr!(nav.home) />
        </Empty>
    }
    .into_any()
}
