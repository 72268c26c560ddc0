//! The audit log: who changed what, from what to what. It can be read and never changed.

mod entry;
mod filter;
mod names;

use kit::{Button, Empty, EmptyKind, Failed, Skeleton, SkeletonShape, TopProgress};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;
use uuid::Uuid;
use wire::Page;
use wire::trail::AuditEntry;
use words::tr;

use self::filter::Filters;
use super::settings::Trail;
use crate::api::{Failure, Load, Request};

/// Which entries are shown: it is in the address, so that a link shows them again.
#[derive(Debug, Clone, Default, PartialEq)]
struct Chosen {
    kind: Option<domain::Kind>,
    record_id: Option<Uuid>,
    actor_id: Option<Uuid>,
}

impl Chosen {
    /// As the query of an address, here and at the API.
    fn print(&self) -> String {
        let mut text = form_urlencoded::Serializer::new(String::new());
        if let Some(kind) = self.kind {
            text.append_pair("kind", kind.as_str());
        }
        let ids = [("record_id", self.record_id), ("actor_id", self.actor_id)];
        for (name, id) in ids.into_iter().filter_map(|(name, id)| Some((name, id?))) {
            text.append_pair(name, &id.to_string());
        }
        text.finish()
    }
}

/// Entries, and where to go on.
#[derive(Debug, Clone, PartialEq)]
struct Entries {
    rows: Vec<AuditEntry>,
    next: Option<String>,
}

/// One page of the log, and the names that it does not bring along itself.
async fn page(chosen: Chosen, cursor: Option<String>) -> Result<Entries, Failure> {
    let mut path = format!("audit?limit=50&{}", chosen.print());
    if let Some(cursor) = cursor {
        path = format!("{path}&cursor={cursor}");
    }
    let page: Page<AuditEntry> = Request::get(path.trim_end_matches('&')).read().await?;
    crate::api::names::learn(&page.labels);
    names::learn(&chosen, &page.data).await?;
    Ok(Entries { rows: page.data, next: page.page.next_cursor })
}

/// The screen.
#[component]
pub(crate) fn AuditPage() -> impl IntoView {
    let query = use_query_map();
    let chosen = Memo::new(move |_| {
        query.with(|query| Chosen {
            kind: query.get("kind").and_then(|kind| kind.parse().ok()),
            record_id: query.get("record_id").and_then(|id| id.parse().ok()),
            actor_id: query.get("actor_id").and_then(|id| id.parse().ok()),
        })
    });
    let entries = Load::new(move || page(chosen.get(), None));
    let is_busy = RwSignal::new(false);
    let more = Callback::new(move |()| {
        let asked = chosen.get_untracked();
        let next = untrack(|| entries.with(|entries| entries.and_then(|entries| entries.next.clone())));
        is_busy.set(true);
        spawn_local(async move {
            let result = page(asked.clone(), next).await;
            is_busy.try_set(false);
            // The filters may have changed in the meantime.
            if chosen.try_get_untracked() != Some(asked) {
                return;
            }
            match result {
                Ok(more) => entries.put(|entries| {
                    entries.rows.extend(more.rows);
                    entries.next = more.next;
                }),
                Err(failure) => kit::toast::failed(failure.words(), None),
            }
        });
    });
    let body = move || {
        match (entries.get(), entries.failure()) {
        (None, None) => view! { <Skeleton shape=SkeletonShape::Rows(12) /> }.into_any(),
        (None, Some(failure)) => {
            let again = Callback::new(move |()| entries.again());
            view! { <Failed text=move || failure.words() on_retry=again /> }.into_any()
        }
        (Some(entries), _) if entries.rows.is_empty() => {
            view! { <Empty kind=EmptyKind::NoMatch title=move || tr!(audit.nothing) body=move || tr!(audit.nothing_text) /> }
                .into_any()
        }
        (Some(entries), _) => table(&entries.rows),
    }
    };
    view! {
        <section class="settings" data-kind="audit">
            <Trail here=Signal::derive(|| tr!(audit.title)) />
            <header class="page-head"><h1 tabindex="-1">{move || tr!(audit.title)}</h1></header>
            <Filters chosen />
            <TopProgress active=Signal::derive(move || entries.is_loading()) />
            {body}
            <Show when=move || entries.with(|entries| entries.is_some_and(|entries| entries.next.is_some()))>
                <div><Button label=move || tr!(timeline.more) busy=is_busy on_press=more /></div>
            </Show>
        </section>
    }
    .into_any()
}

fn table(rows: &[AuditEntry]) -> AnyView {
    let rows = rows.iter().map(entry::row).collect_view();
    view! {
        <table class="audit">
            <thead>
                <tr>
                    <th scope="col">{move || tr!(audit.when)}</th>
                    <th scope="col">{move || tr!(audit.who)}</th>
                    <th scope="col">{move || tr!(audit.what)}</th>
                    <th scope="col">{move || tr!(audit.changes)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
