//! The last steps: the rows come in, and what became of them.

use domain::ImportStatus;
use kit::{Banner, Button, ButtonKind, LinkButton, Tone, format, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::import::StartImport;
use words::tr;

use super::calls;
use super::progress::{Counts, Running};
use super::refused::Refused;
use super::wizard::Wizard;

/// The rows on their way, or why they are not.
#[component]
pub(super) fn RunStep(wizard: Wizard) -> impl IntoView {
    let status = Memo::new(move |_| wizard.import.with(|import| import.status));
    let body = move || {
        if status.get().is_active() {
            view! { <Running wizard title=move || tr!(import.running) /> }.into_any()
        } else {
            view! { <Stopped wizard /> }.into_any()
        }
    };
    view! { <div class="import-step" data-step="run">{body}</div> }.into_any()
}

/// An import that was stopped, or that failed as a whole.
#[component]
fn Stopped(wizard: Wizard) -> impl IntoView {
    let import = wizard.import.get_untracked();
    let is_busy = RwSignal::new(false);
    let go_on = move || {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        spawn_local(async move {
            let start = StartImport { is_dry_run: false };
            let result = calls::start(&wizard.import.get_untracked(), start).await;
            is_busy.try_set(false);
            match result {
                Ok(import) => wizard.forward(import),
                Err(failure) => toast::failed(failure.words(), None),
            }
        });
    };
    let was_stopped = import.status == ImportStatus::Cancelled;
    let why = if was_stopped {
        view! { <Banner>{move || tr!(import.stopped)}</Banner> }.into_any()
    } else {
        let problem = import.problem.clone().unwrap_or_default();
        view! {
            <Banner tone=Tone::Danger>
                <span>{move || tr!(import.cannot_be_read)}</span>
                <span>{problem}</span>
            </Banner>
        }
        .into_any()
    };
    let label = move || if was_stopped { tr!(import.resume) } else { tr!(import.try_again) };
    view! {
        {why}
        <Counts wizard />
        <div class="import-foot">
            <Button label=move || tr!(import.change_mapping) on_press=move || wizard.back_to_match(None) />
            <Button label kind=ButtonKind::Primary busy=is_busy on_press=go_on />
        </div>
    }
    .into_any()
}

/// What became of the rows.
#[component]
pub(super) fn ResultStep(wizard: Wizard) -> impl IntoView {
    let import = wizard.import.get_untracked();
    let (id, kind) = (import.id, import.kind);
    let (accepted, failed) = (import.created_rows + import.updated_rows, import.failed_rows);
    let verdict = match (&import.problem, failed) {
        (Some(problem), _) => {
            let problem = problem.clone();
            view! {
                <Banner tone=Tone::Danger>
                    <span>{move || tr!(import.cannot_be_read)}</span>
                    <span>{problem}</span>
                </Banner>
            }
            .into_any()
        }
        (None, 0) => view! { <Banner tone=Tone::Success>{move || tr!(import.done)}</Banner> }.into_any(),
        (None, _) => {
            let (good, bad) = (format::number(accepted), format::number(failed));
            let text = move || tr!(import.done_partly, good = good.clone(), bad = bad.clone());
            view! { <Banner tone=Tone::Warning>{text}</Banner> }.into_any()
        }
    };
    let again = format!("/imports/new?from={id}");
    let next = format!("/imports/new?kind={}", kind.as_str());
    let is_whole = failed == 0 && import.problem.is_none();
    let actions = if is_whole {
        view! { <LinkButton href=next label=move || tr!(import.another) /> }.into_any()
    } else {
        view! {
            <LinkButton href=next label=move || tr!(import.another) />
            <LinkButton href=again label=move || tr!(import.corrected) kind=ButtonKind::Primary />
        }
        .into_any()
    };
    view! {
        <div class="import-step" data-step="result">
            {verdict}
            <Counts wizard />
            {(failed > 0).then(|| view! { <Refused id /> })}
            <div class="import-foot">
                <LinkButton href="/imports" label=move || tr!(import.to_history) kind=ButtonKind::Ghost />
                {actions}
            </div>
        </div>
    }
    .into_any()
}
