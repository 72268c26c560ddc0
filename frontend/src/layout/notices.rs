//! What others did with the user's records, the latest first.

use kit::{
    Button, ButtonKind, Empty, EmptyKind, Failed, Person, Sheet, Skeleton, SkeletonShape, format, toast,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::notification::Notification;
use wire::trail::TimelineEntry;
use words::tr;

use super::bell::News;
use super::viewport;
use crate::api::{Failure, names, notifications};
use crate::features::entity;
use crate::record::event;

/// What is known of the notifications.
#[derive(Clone, Copy)]
struct Notices {
    news: News,
    all: RwSignal<Option<Vec<Notification>>>,
    next: RwSignal<Option<String>>,
    failure: RwSignal<Option<Failure>>,
}

impl Notices {
    fn load(self, cursor: Option<String>) {
        spawn_local(async move {
            match notifications::list(cursor.as_deref()).await {
                Ok((more, next)) => {
                    self.all.try_update(|all| match all {
                        Some(all) if cursor.is_some() => all.extend(more),
                        _ => *all = Some(more),
                    });
                    self.next.try_set(next);
                    self.failure.try_set(None);
                }
                Err(why) => drop(self.failure.try_set(Some(why))),
            }
        });
    }

    /// One was read, or all.
    fn read(self, one: Option<uuid::Uuid>) {
        spawn_local(async move {
            if let Err(failure) = notifications::read(one).await {
                toast::failed(failure.words(), None);
                return;
            }
            self.news.look();
            let now = kit::format::now();
            self.all.try_update(|all| {
                let read = all.iter_mut().flatten().filter(|notice| one.is_none_or(|id| notice.id == id));
                read.for_each(|notice| notice.read_at = notice.read_at.or(Some(now)));
            });
        });
    }
}

/// The panel that the bell opens.
#[component]
pub(super) fn NoticesSheet(news: News) -> impl IntoView {
    let (all, next, failure) = (RwSignal::new(None), RwSignal::new(None), RwSignal::new(None));
    let notices = Notices { news, all, next, failure };
    // What comes in while it is open is shown at once.
    Effect::new(move |_| {
        if news.open.get() && news.unread.get() >= 0 {
            notices.load(None);
        }
    });
    let actions = move || {
        let read_all = Callback::new(move |()| notices.read(None));
        (news.unread.get() > 0).then(|| {
            view! { <Button label=|| tr!(notification.read_all) small=true kind=ButtonKind::Ghost on_press=read_all /> }
        })
    };
    view! { <Sheet open=news.open title=|| tr!(notification.title) actions>{move || list(notices)}</Sheet> }
        .into_any()
}

fn list(notices: Notices) -> AnyView {
    let body = move || {
        match (notices.all.get(), notices.failure.get()) {
        (None, Some(why)) => {
            let again = Callback::new(move |()| notices.load(None));
            view! { <Failed text=move || why.words() on_retry=again /> }.into_any()
        }
        (None, None) => view! { <Skeleton shape=SkeletonShape::Rows(5) /> }.into_any(),
        (Some(all), _) if all.is_empty() => {
            view! { <Empty kind=EmptyKind::Nothing title=|| tr!(notification.none) body=|| tr!(notification.about) /> }
                .into_any()
        }
        (Some(all), _) => {
            let rows = all.into_iter().map(|notice| one(notices, notice)).collect_view();
            view! { <ol class="notices">{rows}</ol> }.into_any()
        }
    }
    };
    view! {
        {body}
        <Show when=move || notices.next.with(Option::is_some)>
            <Button
                label=|| tr!(timeline.more)
                kind=ButtonKind::Ghost
                on_press=Callback::new(move |()| notices.load(notices.next.get_untracked()))
            />
        </Show>
    }
    .into_any()
}

fn one(notices: Notices, notice: Notification) -> AnyView {
    let Notification { id, at, kind, record_id, actor_id, event, params, records, read_at } = notice;
    let is_unread = read_at.is_none();
    let Some(of) = entity(kind) else { return ().into_any() };
    let entry = TimelineEntry { id, at, kind, record_id, actor_id, event, params };
    let name = names::of(record_id).unwrap_or_else(|| tr!(record.unknown));
    let more = (records > 1).then(|| tr!(notification.more, count = format::number(i64::from(records) - 1)));
    let actor = actor_id.map(|id| names::of(id.0).unwrap_or_else(|| tr!(record.unknown)));
    let who = match actor {
        Some(name) => view! { <Person name /> }.into_any(),
        None => view! { <span class="quiet">{move || tr!(timeline.system)}</span> }.into_any(),
    };
    let press = move |_| {
        if is_unread {
            notices.read(Some(id));
        }
        // On a phone the panel lies over the record.
        if viewport::is_phone() {
            notices.news.open.set(false);
        }
    };
    view! {
        <li class="notice" data-unread=is_unread.then_some("")>
            <span class="timeline-icon"><kit::Icon icon=event::icon(&entry) /></span>
            <div class="timeline-text">
                <p><a class="record-link" href=of.href(record_id) on:click=press>{name}</a>" " <span class="quiet">{more}</span></p>
                <p>{event::sentence(of, &entry)}</p>
                <p class="timeline-meta">
                    {who} <time datetime=at.to_rfc3339() title=move || format::instant_long(at)>{move || format::instant(at)}</time>
                    {is_unread.then(|| view! { <span class="visually-hidden">{tr!(notification.is_unread)}</span> })}
                </p>
            </div>
        </li>
    }
    .into_any()
}
