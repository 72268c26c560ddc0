//! The third step: every row is read and nothing is kept, so that mistakes are seen before they are made.

use domain::ImportStatus;
use kit::{Banner, Button, ButtonKind, Tone, format};
use leptos::prelude::*;
use wire::import::StartImport;
use words::tr;

use super::progress::{Counts, Running, Unreadable};
use super::refused::Refused;
use super::wizard::Wizard;

/// The step.
#[component]
pub(super) fn CheckStep(wizard: Wizard) -> impl IntoView {
    let import = wizard.import;
    let status = Memo::new(move |_| import.with(|import| import.status));
    let body = move || match status.get() {
        status if status.is_active() => {
            view! { <Running wizard title=move || tr!(import.checking) /> }.into_any()
        }
        ImportStatus::Cancelled => view! { <Stopped wizard /> }.into_any(),
        _ => view! { <Checked wizard /> }.into_any(),
    };
    view! { <div class="import-step" data-step="check">{body}</div> }.into_any()
}

/// A check that did not reach the end.
#[component]
fn Stopped(wizard: Wizard) -> impl IntoView {
    let check = move || wizard.start(StartImport { is_dry_run: true });
    view! {
        <Banner>{move || tr!(import.check_stopped)}</Banner>
        <div class="import-foot">
            <ChangeColumns wizard />
            <Button
                label=move || tr!(import.check)
                kind=ButtonKind::Primary
                busy=wizard.is_busy
                on_press=check
            />
        </div>
    }
    .into_any()
}

/// What a check has found.
#[component]
fn Checked(wizard: Wizard) -> impl IntoView {
    let import = wizard.import.get_untracked();
    let (good, bad) = (import.created_rows + import.updated_rows, import.failed_rows);
    let counts = import.problem.is_none().then(|| view! { <Counts wizard /> });
    let to_column = Callback::new(move |column: String| wizard.back_to_match(Some(column)));
    let run = move || wizard.start(StartImport { is_dry_run: false });
    let label = move || match bad {
        0 => tr!(import.start),
        _ => tr!(import.start_some, good = format::number(good), total = format::number(good + bad)),
    };
    let go_on = (good > 0)
        .then(|| view! { <Button label kind=ButtonKind::Primary busy=wizard.is_busy on_press=run /> });
    view! {
        {verdict(import.problem.as_deref(), good, bad)}
        {counts}
        {(bad > 0).then(|| view! { <Refused import on_column=to_column /> })}
        <div class="import-foot">
            <ChangeColumns wizard />
            {go_on}
        </div>
    }
    .into_any()
}

/// What is to be expected of an import of so many good and bad rows.
fn verdict(problem: Option<&str>, good: i64, bad: i64) -> AnyView {
    if let Some(problem) = problem {
        return view! { <Unreadable problem=problem.to_owned() /> }.into_any();
    }
    let tone = match (good, bad) {
        (0, 1..) => Tone::Danger,
        (0, _) | (_, 1..) => Tone::Warning,
        _ => Tone::Success,
    };
    let words = move || match (good, bad) {
        (0, 0) => tr!(import.no_rows),
        (_, 0) => tr!(import.all_good),
        (0, _) => tr!(import.all_bad),
        _ => tr!(import.some_bad, bad = format::number(bad), total = format::number(good + bad)),
    };
    view! { <Banner tone>{words}</Banner> }.into_any()
}

/// Leads back to the columns.
#[component]
pub(super) fn ChangeColumns(wizard: Wizard) -> impl IntoView {
    view! { <Button label=move || tr!(import.change_mapping) on_press=move || wizard.back_to_match(None) /> }
}
