//! What happened to a record, the latest first, grouped by day.

pub(crate) mod event;

use chrono::NaiveDate;
use domain::Kind;
use kit::{Button, ButtonKind, Empty, EmptyKind, Failed, Person, Segmented, Skeleton, SkeletonShape, format};
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use wire::trail::TimelineEntry;
use words::tr;

use super::Entity;
use crate::api::{Failure, names, records};

/// The timeline of a record.
#[component]
pub(crate) fn Timeline(entity: &'static Entity, #[prop(into)] id: Signal<Uuid>) -> impl IntoView {
    let entries = RwSignal::new(None::<Vec<TimelineEntry>>);
    let next = RwSignal::new(None::<String>);
    let failure = RwSignal::new(None::<Failure>);
    let shown = RwSignal::new("all".to_owned());
    let load = move |cursor: Option<String>| {
        let id = id.get_untracked();
        spawn_local(async move {
            match records::timeline(entity.path, id, cursor.as_deref()).await {
                Ok((more, after)) => {
                    entries.try_update(|entries| match entries {
                        Some(all) if cursor.is_some() => all.extend(more),
                        _ => *entries = Some(more),
                    });
                    next.try_set(after);
                    failure.try_set(None);
                }
                Err(why) => drop(failure.try_set(Some(why))),
            }
        });
    };
    Effect::new(move |_| {
        id.track();
        records::follow(&[entity.kind, Kind::Activity, Kind::OpportunityLine, Kind::OpportunityContact]);
        load(None);
    });
    let filter = Signal::derive(move || {
        vec![
            kit::Choice::new("all", tr!(timeline.all)),
            kit::Choice::new("activities", tr!(timeline.activities)),
            kit::Choice::new("changes", tr!(timeline.changes)),
        ]
    });
    let days = move || {
        let wanted = shown.get();
        let all = entries.get()?;
        let seen = all.into_iter().filter(|entry| match wanted.as_str() {
            "activities" => event::is_activity(entry),
            "changes" => !event::is_activity(entry),
            _ => true,
        });
        Some(by_day(seen.collect()))
    };
    let body = move || match (days(), failure.get()) {
        (None, Some(why)) => {
            view! { <Failed text=move || why.words() on_retry=Callback::new(move |()| load(None)) /> }
                .into_any()
        }
        (None, None) => view! { <Skeleton shape=SkeletonShape::Text /> }.into_any(),
        (Some(days), _) if days.is_empty() => {
            view! { <Empty kind=EmptyKind::Nothing title=move || tr!(timeline.nothing) /> }.into_any()
        }
        (Some(days), _) => {
            days.into_iter().map(|(day, entries)| one_day(entity, day, entries)).collect_view().into_any()
        }
    };
    view! {
        <section class="timeline" aria-label=move || tr!(timeline.title)>
            <header class="timeline-head">
                <h2>{move || tr!(timeline.title)}</h2>
                <Segmented
                    value=shown
                    on_change=Callback::new(move |value| shown.set(value))
                    choices=filter
                    label=move || tr!(timeline.filter)
                />
            </header>
            {body}
            <Show when=move || next.with(Option::is_some)>
                <Button
                    label=move || tr!(timeline.more)
                    kind=ButtonKind::Ghost
                    on_press=Callback::new(move |()| load(next.get_untracked()))
                />
            </Show>
        </section>
    }
    .into_any()
}

fn by_day(entries: Vec<TimelineEntry>) -> Vec<(NaiveDate, Vec<TimelineEntry>)> {
    let mut days: Vec<(NaiveDate, Vec<TimelineEntry>)> = Vec::new();
    for entry in entries {
        let day = format::day_of(entry.at);
        match days.last_mut().filter(|(last, _)| *last == day) {
            Some((_, entries)) => entries.push(entry),
            None => days.push((day, vec![entry])),
        }
    }
    days
}

fn one_day(entity: &'static Entity, day: NaiveDate, entries: Vec<TimelineEntry>) -> AnyView {
    let rows = entries.into_iter().map(|entry| one(entity, entry)).collect_view();
    view! {
        <section class="timeline-day">
            <h3>{move || format::relative_day(day)}</h3>
            <ol>{rows}</ol>
        </section>
    }
    .into_any()
}

fn one(entity: &'static Entity, entry: TimelineEntry) -> AnyView {
    let at = entry.at;
    let actor = entry.actor_id.map(|id| names::of(id.0).unwrap_or_else(|| tr!(record.unknown)));
    let who = match actor {
        Some(name) => view! { <Person name=name /> }.into_any(),
        None => view! { <span class="quiet">{move || tr!(timeline.system)}</span> }.into_any(),
    };
    view! {
        <li class="timeline-entry" data-event=entry.event.clone()>
            <span class="timeline-icon"><kit::Icon icon=event::icon(&entry) /></span>
            <div class="timeline-text">
                <p>{event::sentence(entity, &entry)}</p>
                <p class="timeline-meta">
                    {who}
                    <time datetime=at.to_rfc3339() title=move || format::instant_long(at)>{move || format::clock(at)}</time>
                </p>
            </div>
        </li>
    }
    .into_any()
}
