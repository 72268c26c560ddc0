//! A record looked at beside its list.

use kit::{LinkButton, Sheet, Skeleton, SkeletonShape};
use leptos::prelude::*;
use words::tr;

use super::cell;
use super::details::Details;
use super::list_page::List;
use super::timeline::Timeline;
use crate::api::records::{self, Record};
use crate::api::{Load, changes};

/// The side panel; it is there while the address names a record.
#[component]
pub(crate) fn Peek(list: List) -> impl IntoView {
    let entity = list.entity;
    let id = Memo::new(move |_| list.state.with(|state| state.peek));
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(id.get().is_some()));
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if before == Some(true) && !now && id.get_untracked().is_some() {
            list.peek(None);
        }
        now
    });
    let record = Load::new(move || {
        changes::follow(entity.kind);
        let id = id.get();
        async move {
            match id {
                Some(id) => records::get(entity, id).await,
                None => Ok(None),
            }
        }
    });
    let title =
        move || record.get().flatten().map_or_else(String::new, |record| cell::name_of(entity, &record));
    let shown = RwSignal::new(Record::default());
    let found = Memo::new(move |_| {
        let found = record.get().flatten()?;
        let id = found.id();
        shown.set(found);
        Some(id)
    });
    let content = move || match found.get() {
        Some(id) => view! {
            <Details entity record=shown />
            <Timeline entity id />
        }
        .into_any(),
        None => view! { <Skeleton shape=SkeletonShape::Form /> }.into_any(),
    };
    let actions = move || {
        found.get().map(|id| {
            view! {
                <LinkButton
                    href=entity.href(id)
                    label=move || tr!(record.open)
                    icon=icondata_lu::LuMaximize2
                    small=true
                />
            }
        })
    };
    view! { <Sheet open title actions>{content}</Sheet> }.into_any()
}
