//! The page of any kind of record.

use domain::Right;
use domain::access::Action;
use kit::{
    Avatar, AvatarSize, Empty, EmptyKind, Failed, IconButton, LinkButton, Menu, MenuItem, Skeleton,
    SkeletonShape, toast,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use uuid::Uuid;
use wire::batch::Assign;
use words::{tr, word};

use super::assign::AssignDialog;
use super::came_from::{self, Standing};
use super::panels::Panels;
use super::{Entity, cell, deletion};
use crate::api::records::{self, Record};
use crate::api::{Load, changes, session};
use crate::features;
use crate::state::clipboard;

/// The screen. It stays as it is while its record changes: what shows a part of the record follows it.
#[component]
pub(crate) fn RecordPage(entity: &'static Entity, id: Uuid) -> impl IntoView {
    let record = Load::new(move || {
        changes::follow(entity.kind);
        records::get(entity, id)
    });
    // The page stays while its record changes: what is being written on it is not lost.
    let shown = RwSignal::new(Record::default());
    let is_there = Memo::new(move |_| {
        let found = record.get()?;
        Some(found.map(|found| shown.set(found)).is_some())
    });
    let body = move || match (is_there.get(), record.failure()) {
        (None, None) => view! { <Skeleton shape=SkeletonShape::Form /> }.into_any(),
        (None, Some(failure)) => {
            let detail = failure.request_id().unwrap_or_default().to_owned();
            let again = Callback::new(move |()| record.again());
            view! { <Failed text=move || failure.words() detail on_retry=again /> }.into_any()
        }
        (Some(false), _) => gone(entity),
        (Some(true), _) => page(entity, id, shown),
    };
    view! { <article class="record-page" data-kind=entity.kind.as_str()>{body}</article> }.into_any()
}

fn gone(entity: &'static Entity) -> AnyView {
    view! {
        <Empty kind=EmptyKind::NoPermission title=move || tr!(record.gone) body=move || tr!(record.gone_text)>
            <LinkButton href=entity.list_href() label=move || tr!(record.to_list, kinds = (entity.many)()) />
        </Empty>
    }
    .into_any()
}

fn page(entity: &'static Entity, id: Uuid, record: RwSignal<Record>) -> AnyView {
    let below = features::parts(entity).head.map(|head| head(record.into()));
    view! {
        <Head entity id record />
        {below}
        <Panels entity id record />
    }
    .into_any()
}

#[component]
fn Head(entity: &'static Entity, id: Uuid, record: RwSignal<Record>) -> impl IntoView {
    let name = Signal::derive(move || record.with(|record| cell::name_of(entity, record)));
    let standing = came_from::standing(entity, id);
    let list = standing.as_ref().map_or_else(|| entity.list_href(), |standing| standing.href.clone());
    let owner = move || {
        let field = entity.field("owner_id")?;
        record.with(|record| Some(cell::value(entity, field, record, cell::Place::Page)))
    };
    let walk = standing.map(|standing| walk(entity, standing));
    let actions = features::parts(entity).actions.map(|actions| actions(record.into()));
    view! {
        <header class="record-head">
            <nav class="record-trail" aria-label=move || tr!(record.trail)>
                <a href=list>{move || (entity.many)()}</a>
                <kit::Icon icon=icondata_lu::LuChevronRight />
                <span aria-current="page">{name}</span>
                {walk}
            </nav>
            <div class="record-title">
                <Avatar name size=AvatarSize::Large />
                <h1 tabindex="-1">{name}</h1>
                <div class="record-work">
                    {owner}
                    <div class="page-actions">
                        {actions}
                        <More entity record />
                    </div>
                </div>
            </div>
        </header>
    }
    .into_any()
}

/// The records before and after, in the list that this one was opened from.
fn walk(entity: &'static Entity, standing: Standing) -> AnyView {
    let navigate = StoredValue::new_local(use_navigate());
    let go = move |to: Option<Uuid>| {
        if let Some(to) = to {
            navigate.with_value(|navigate| navigate(&entity.href(to), Default::default()));
        }
    };
    let Standing { place, of, previous, next, .. } = standing;
    let shortcut = |keys, label, to| {
        kit::shortcut::register(kit::shortcut::Shortcut {
            keys,
            label,
            group: word!(shortcut.records),
            action: Callback::new(move |()| go(to)),
        });
    };
    shortcut("Alt+ArrowLeft", word!(record.previous), previous);
    shortcut("Alt+ArrowRight", word!(record.next), next);
    view! {
        <span class="record-walk">
            <span class="quiet">{move || tr!(record.place, place = place, of = of)}</span>
            <IconButton
                icon=icondata_lu::LuChevronLeft
                label=move || tr!(record.previous)
                disabled=previous.is_none()
                on_press=Callback::new(move |()| go(previous))
            />
            <IconButton
                icon=icondata_lu::LuChevronRight
                label=move || tr!(record.next)
                disabled=next.is_none()
                on_press=Callback::new(move |()| go(next))
            />
        </span>
    }
    .into_any()
}

/// The menu of what is rarely done.
#[component]
fn More(entity: &'static Entity, record: RwSignal<Record>) -> impl IntoView {
    let navigate = StoredValue::new_local(use_navigate());
    let (assigning, is_busy) = (RwSignal::new(false), RwSignal::new(false));
    let assign = Callback::new(move |to: Assign| {
        is_busy.set(true);
        let record = record.get_untracked();
        spawn_local(async move {
            let result = records::assign(entity, &record, &to).await;
            is_busy.try_set(false);
            match result {
                Ok(_) => {
                    assigning.try_set(false);
                    toast::done(tr!(record.assigned));
                }
                Err(failure) => toast::failed(failure.words(), None),
            }
        });
    });
    let to_list = Callback::new(move |()| {
        navigate.with_value(|navigate| navigate(&entity.list_href(), Default::default()));
    });
    let delete = move || deletion::delete(entity, record.get_untracked(), to_list);
    let copy_link = || clipboard::copy(&window().location().href().unwrap_or_default());
    let items = Signal::derive(move || {
        let mut items = vec![MenuItem::new(tr!(record.copy_link), copy_link).icon(icondata_lu::LuLink)];
        if session::has(Right::Assign) && entity.field("owner_id").is_some() && entity.may(Action::Update) {
            let open = move || assigning.set(true);
            items.push(MenuItem::new(tr!(record.assign), open).icon(icondata_lu::LuUserRoundPen));
        }
        if entity.may(Action::Delete) {
            items.push(
                MenuItem::new(tr!(record.delete), delete).icon(icondata_lu::LuTrash2).danger().section(),
            );
        }
        items
    });
    view! {
        <Menu label=move || tr!(record.more) icon=icondata_lu::LuEllipsis label_hidden=true items />
        <AssignDialog open=assigning is_busy on_assign=assign />
    }
    .into_any()
}
