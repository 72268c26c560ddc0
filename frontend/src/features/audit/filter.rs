//! What the log is filtered by: a kind of record, one record, and who did it.

use domain::Kind;
use kit::{Choice, Select};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use words::tr;

use super::Chosen;
use crate::features::{entity, kind_words};
use crate::record::picker::RecordPicker;

/// The filters.
#[component]
pub(super) fn Filters(chosen: Memo<Chosen>) -> impl IntoView {
    let navigate = StoredValue::new_local(use_navigate());
    let go = move |chosen: Chosen| {
        let options = NavigateOptions { scroll: false, ..Default::default() };
        navigate.with_value(|navigate| navigate(&format!("/audit?{}", chosen.print()), options));
    };
    let kinds = Signal::derive(|| {
        kind_words::all().map(|kind| Choice::new(kind.as_str(), kind_words::many(kind))).collect::<Vec<_>>()
    });
    let kind = Memo::new(move |_| chosen.with(|chosen| chosen.kind));
    let set_kind = Callback::new(move |value: String| {
        go(Chosen { kind: value.parse().ok(), record_id: None, ..chosen.get_untracked() });
    });
    let set_record = Callback::new(move |value: String| {
        go(Chosen { record_id: value.parse().ok(), ..chosen.get_untracked() });
    });
    let set_actor = Callback::new(move |value: String| {
        go(Chosen { actor_id: value.parse().ok(), ..chosen.get_untracked() });
    });
    let text = |id: Option<uuid::Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
    // Records are searched within a kind; those of kinds without screens cannot be.
    let record = move || {
        kind.get().filter(|kind| entity(*kind).is_some()).map(|kind| {
            view! {
                <kit::Field label=move || kind_words::one(kind)>
                    <RecordPicker
                        kind=Signal::derive(move || Some(kind))
                        value=Signal::derive(move || text(chosen.with(|chosen| chosen.record_id)))
                        on_change=set_record
                    />
                </kit::Field>
            }
        })
    };
    view! {
        <div class="audit-filters" role="search" aria-label=move || tr!(list.filters)>
            <kit::Field label=move || tr!(audit.kind)>
                <Select
                    value=Signal::derive(move || kind.get().map_or("", Kind::as_str).to_owned())
                    on_change=set_kind
                    choices=kinds
                    allow_none=move || tr!(audit.any_kind)
                />
            </kit::Field>
            {record}
            <kit::Field label=move || tr!(audit.who)>
                <RecordPicker
                    kind=Signal::derive(|| Some(Kind::User))
                    value=Signal::derive(move || text(chosen.with(|chosen| chosen.actor_id)))
                    on_change=set_actor
                />
            </kit::Field>
        </div>
    }
    .into_any()
}
