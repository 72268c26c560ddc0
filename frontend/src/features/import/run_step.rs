//! The last steps: the rows come in, and what became of them.

use domain::ImportStatus;
use kit::{Banner, Button, ButtonKind, LinkButton, Tone, format};
use leptos::prelude::*;
use wire::import::{Import, StartImport};
use words::tr;

use super::check_step::ChangeColumns;
use super::progress::{Counts, Running, Unreadable};
use super::refused::Refused;
use super::wizard::Wizard;

/// The rows on their way, or why they are not.
#[component]
pub(super) fn RunStep(wizard: Wizard) -> impl IntoView {
    let is_active = Memo::new(move |_| wizard.import.with(|import| import.status.is_active()));
    let body = move || {
        if is_active.get() {
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
    let go_on = move || wizard.start(StartImport { is_dry_run: false });
    let was_stopped = import.status == ImportStatus::Cancelled;
    let why = if was_stopped {
        view! { <Banner>{move || tr!(import.stopped)}</Banner> }.into_any()
    } else {
        view! { <Unreadable problem=import.problem.unwrap_or_default() /> }.into_any()
    };
    let label = move || if was_stopped { tr!(import.resume) } else { tr!(import.try_again) };
    view! {
        {why}
        <Counts wizard />
        <div class="import-foot">
            <ChangeColumns wizard />
            <Button label kind=ButtonKind::Primary busy=wizard.is_busy on_press=go_on />
        </div>
    }
    .into_any()
}

/// What became of the rows.
#[component]
pub(super) fn ResultStep(wizard: Wizard) -> impl IntoView {
    let import = wizard.import.get_untracked();
    let next = format!("/imports/new?kind={}", import.kind.as_str());
    let again = format!("/imports/new?from={}", import.id);
    let has_refused = import.failed_rows > 0;
    let is_whole = !has_refused && import.problem.is_none();
    let corrected = (!is_whole).then(|| {
        view! { <LinkButton href=again label=move || tr!(import.corrected) kind=ButtonKind::Primary /> }
    });
    view! {
        <div class="import-step" data-step="result">
            {verdict(&import)}
            <Counts wizard />
            {has_refused.then(|| view! { <Refused import /> })}
            <div class="import-foot">
                <LinkButton href="/imports" label=move || tr!(import.to_history) kind=ButtonKind::Ghost />
                <LinkButton href=next label=move || tr!(import.another) />
                {corrected}
            </div>
        </div>
    }
    .into_any()
}

fn verdict(import: &Import) -> AnyView {
    let (good, bad) = (import.created_rows + import.updated_rows, import.failed_rows);
    if let Some(problem) = &import.problem {
        return view! { <Unreadable problem=problem.clone() /> }.into_any();
    }
    // The file was there no longer before all of its rows were in.
    if import.is_dry_run || import.status == ImportStatus::Cancelled {
        return view! { <Banner>{move || tr!(import.file_gone)}</Banner> }.into_any();
    }
    if bad == 0 {
        return view! { <Banner tone=Tone::Success>{move || tr!(import.done)}</Banner> }.into_any();
    }
    let text =
        move || tr!(import.done_partly, good = format::number(good), total = format::number(good + bad));
    view! { <Banner tone=Tone::Warning>{text}</Banner> }.into_any()
}
