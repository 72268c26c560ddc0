//! The third step: every row is read and nothing is kept, so that mistakes are seen before they are made.

use domain::ImportStatus;
use kit::{Banner, Button, ButtonKind, Tone, format, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::import::{Import, StartImport};
use words::tr;

use super::calls;
use super::progress::{Counts, Running};
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
        ImportStatus::Cancelled => view! {
            <Banner>{tr!(import.check_stopped)}</Banner>
            <Foot wizard />
        }
        .into_any(),
        _ => view! { <Checked wizard /> }.into_any(),
    };
    view! { <div class="import-step" data-step="check">{body}</div> }.into_any()
}

/// Rows that would come in.
fn accepted(import: &Import) -> i64 {
    import.created_rows + import.updated_rows
}

#[component]
fn Checked(wizard: Wizard) -> impl IntoView {
    let import = wizard.import.get_untracked();
    let rows = accepted(&import);
    let (id, failed) = (import.id, import.failed_rows);
    let verdict = match (&import.problem, rows, failed) {
        (Some(problem), ..) => {
            let problem = problem.clone();
            view! {
                <Banner tone=Tone::Danger>
                    <span>{move || tr!(import.cannot_be_read)}</span>
                    <span>{problem}</span>
                </Banner>
            }
            .into_any()
        }
        (None, 0, 0) => {
            view! { <Banner tone=Tone::Warning>{move || tr!(import.no_rows)}</Banner> }.into_any()
        }
        (None, _, 0) => {
            view! { <Banner tone=Tone::Success>{move || tr!(import.all_good)}</Banner> }.into_any()
        }
        (None, 0, _) => view! { <Banner tone=Tone::Danger>{move || tr!(import.all_bad)}</Banner> }.into_any(),
        (None, ..) => {
            let count = format::number(failed);
            view! { <Banner tone=Tone::Warning>{move || tr!(import.some_bad, count = count.clone())}</Banner> }
                .into_any()
        }
    };
    let counts = import.problem.is_none().then(|| view! { <Counts wizard /> });
    let column = Callback::new(move |column: String| wizard.back_to_match(Some(column)));
    view! {
        {verdict}
        {counts}
        {(failed > 0).then(|| view! { <Refused id on_column=column /> })}
        <Foot wizard />
    }
    .into_any()
}

/// Back to the columns, or on to the import.
#[component]
fn Foot(wizard: Wizard) -> impl IntoView {
    let is_busy = RwSignal::new(false);
    let start = move |is_dry_run: bool| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        spawn_local(async move {
            let result = calls::start(&wizard.import.get_untracked(), StartImport { is_dry_run }).await;
            is_busy.try_set(false);
            match result {
                Ok(import) => wizard.forward(import),
                Err(failure) => toast::failed(failure.words(), None),
            }
        });
    };
    let rows = move || wizard.import.with(accepted);
    let is_checked = move || wizard.import.with(|import| import.status != ImportStatus::Cancelled);
    let go_on = move || {
        if is_checked() {
            (rows() > 0).then(|| {
                let label = move || tr!(import.start, count = format::number(rows()));
                let press = move || start(false);
                view! { <Button label kind=ButtonKind::Primary busy=is_busy on_press=press /> }
            })
        } else {
            let press = move || start(true);
            Some(view! {
                <Button label=move || tr!(import.check) kind=ButtonKind::Primary busy=is_busy on_press=press />
            })
        }
    };
    view! {
        <div class="import-foot">
            <Button label=move || tr!(import.change_mapping) on_press=move || wizard.back_to_match(None) />
            {go_on}
        </div>
    }
    .into_any()
}
