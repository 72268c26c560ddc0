//! How far an import is.

use domain::ImportStatus;
use kit::{Badge, Banner, Button, Figure, Progress, Tone, format};
use leptos::prelude::*;
use wire::import::Import;
use words::tr;

use super::wizard::Wizard;
use crate::features;

/// The share of the rows that are done, from 0 to 1.
pub(super) fn share(import: &Import) -> f64 {
    let Some(total) = import.total_rows.filter(|total| *total > 0) else { return 0.0 };
    let thousandths = import.done_rows.saturating_mul(1000) / total;
    u32::try_from(thousandths).map_or(0.0, f64::from) / 1000.0
}

/// An import under way, with the button that stops it.
#[component]
pub(super) fn Running(wizard: Wizard, #[prop(into)] title: Signal<String>) -> impl IntoView {
    let import = wizard.import;
    let rows = move || {
        import.with(|import| match (import.status, import.total_rows) {
            (ImportStatus::Running, Some(total)) => {
                let (done, total) = (format::number(import.done_rows), format::number(total));
                tr!(import.rows_done, done = done, total = total)
            }
            _ => tr!(import.waiting),
        })
    };
    view! {
        <section class="import-running" aria-live="polite">
            <h2>{move || title.get()}</h2>
            <Progress value=Signal::derive(move || import.with(share)) label=move || title.get() />
            <p class="figures">{rows}</p>
            <p class="quiet">{move || tr!(import.may_leave)}</p>
        </section>
        <Counts wizard />
        <div class="import-foot">
            <Button label=move || tr!(import.stop) busy=wizard.is_busy on_press=move || wizard.stop() />
        </div>
    }
    .into_any()
}

/// Why a file cannot be imported in the way that was planned.
#[component]
pub(super) fn Unreadable(problem: String) -> impl IntoView {
    view! {
        <Banner tone=Tone::Danger>
            <span>{move || tr!(import.cannot_be_read)}</span>
            <span>{problem}</span>
        </Banner>
    }
    .into_any()
}

/// What became of the rows so far; after a check, what would become of them.
#[component]
pub(super) fn Counts(wizard: Wizard) -> impl IntoView {
    let import = wizard.import;
    let is_dry = import.with_untracked(|import| import.is_dry_run);
    let figure = move |read: fn(&Import) -> i64| {
        Signal::derive(move || import.with(|import| format::number(read(import))))
    };
    let created = move || if is_dry { tr!(import.would_create) } else { tr!(import.created) };
    let updated = move || if is_dry { tr!(import.would_update) } else { tr!(import.updated) };
    let list = move || import.with(list_of_created);
    let created_figure = move || match list() {
        Some(href) => {
            view! { <Figure label=created value=figure(|import| import.created_rows) href /> }.into_any()
        }
        None => view! { <Figure label=created value=figure(|import| import.created_rows) /> }.into_any(),
    };
    view! {
        <div class="import-counts">
            <Figure label=move || tr!(import.rows_read) value=figure(|import| import.done_rows) />
            {created_figure}
            <Figure label=updated value=figure(|import| import.updated_rows) />
            <Figure label=move || tr!(import.refused) value=figure(|import| import.failed_rows) />
        </div>
    }
    .into_any()
}

/// The list of the records that an import made: those that were created while it ran. None if it made none, or gave
/// them another date.
fn list_of_created(import: &Import) -> Option<String> {
    let entity = features::entity(import.kind)?;
    let (start, end) = import.started_at.zip(import.finished_at)?;
    let is_dated = import.plan.columns.iter().any(|column| column.to == "created_at");
    let can_filter = entity.fact("created_at").ops.contains(&wire::Op::Gte);
    if import.is_dry_run || import.created_rows == 0 || is_dated || !can_filter {
        return None;
    }
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("created_at__gte", &start.to_rfc3339());
    query.append_pair("created_at__lte", &end.to_rfc3339());
    Some(format!("{}?{}", entity.list_href(), query.finish()))
}

/// How an import stands, as a mark.
pub(super) fn badge(import: &Import) -> AnyView {
    let (status, is_dry_run) = (import.status, import.is_dry_run);
    let label = move || match status {
        ImportStatus::Uploading => tr!(import.status_uploading),
        ImportStatus::Queued => tr!(import.status_queued),
        ImportStatus::Running if is_dry_run => tr!(import.status_checking),
        ImportStatus::Running => tr!(import.status_running),
        ImportStatus::Cancelled => tr!(import.status_cancelled),
        _ if is_dry_run => tr!(import.status_checked),
        ImportStatus::Succeeded => tr!(import.status_succeeded),
        ImportStatus::PartlyFailed => tr!(import.status_partly_failed),
        ImportStatus::Failed => tr!(import.status_failed),
    };
    let tone = match status {
        ImportStatus::Queued | ImportStatus::Running => Tone::Accent,
        ImportStatus::Uploading | ImportStatus::Cancelled => Tone::Neutral,
        _ if is_dry_run => Tone::Teal,
        ImportStatus::Succeeded => Tone::Success,
        ImportStatus::PartlyFailed => Tone::Warning,
        ImportStatus::Failed => Tone::Danger,
    };
    view! { <Badge label tone dot=true /> }.into_any()
}
