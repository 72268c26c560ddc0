//! The third step: every row is read and nothing is kept, so that mistakes are seen before they are made.

use domain::ImportStatus;
use kit::{Banner, Button, ButtonKind, Tone, format};
use leptos::prelude::*;
use wire::import::{Import, StartImport};
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
    let rows = import.created_rows + import.updated_rows;
    let has_refused = import.failed_rows > 0;
    let counts = import.problem.is_none().then(|| view! { <Counts wizard /> });
    let to_column = Callback::new(move |column: String| wizard.back_to_match(Some(column)));
    let run = move || wizard.start(StartImport { is_dry_run: false });
    let go_on = (rows > 0).then(|| {
        let label = move || tr!(import.start, count = format::number(rows));
        view! { <Button label kind=ButtonKind::Primary busy=wizard.is_busy on_press=run /> }
    });
    view! {
        {verdict(&import, rows)}
        {counts}
        {has_refused.then(|| view! { <Refused import on_column=to_column /> })}
        <div class="import-foot">
            <ChangeColumns wizard />
            {go_on}
        </div>
    }
    .into_any()
}

/// What is to be expected of the import, of which `rows` would come in.
fn verdict(import: &Import, rows: i64) -> AnyView {
    if let Some(problem) = &import.problem {
        return view! { <Unreadable problem=problem.clone() /> }.into_any();
    }
    let refused = import.failed_rows;
    let (tone, words): (Tone, fn(i64) -> String) = match (rows, refused) {
        (0, 0) => (Tone::Warning, |_| tr!(import.no_rows)),
        (_, 0) => (Tone::Success, |_| tr!(import.all_good)),
        (0, _) => (Tone::Danger, |_| tr!(import.all_bad)),
        _ => (Tone::Warning, |refused| tr!(import.some_bad, count = format::number(refused))),
    };
    view! { <Banner tone>{move || words(refused)}</Banner> }.into_any()
}

/// Leads back to the columns.
#[component]
pub(super) fn ChangeColumns(wizard: Wizard) -> impl IntoView {
    view! { <Button label=move || tr!(import.change_mapping) on_press=move || wizard.back_to_match(None) /> }
}
