//! How far a job is, and what became of the records that it was not done with.

use kit::{Banner, Button, Dialog, Tone};
use leptos::prelude::*;
use words::tr;

use super::job::{Deed, Job, Progress, count};
use crate::record::{Entity, cell};

/// The dialog. Closing it stops the job.
#[component]
pub(super) fn OutcomeDialog(job: Job) -> impl IntoView {
    let Job { entity, progress, is_shown } = job.clone();
    let progress: Signal<Progress> = progress.into();
    let is_over = Memo::new(move |_| progress.with(|progress| progress.is_over));
    let title = move || {
        progress.with(|progress| match progress.deed {
            Deed::Change(_) => tr!(bulk.changing),
            Deed::Assign(_) => tr!(bulk.assigning),
            Deed::Delete => tr!(bulk.deleting),
            Deed::Restore => tr!(bulk.restoring),
        })
    };
    let is_undoable = move || {
        progress
            .with(|progress| progress.is_over && progress.deed == Deed::Delete && !progress.done.is_empty())
    };
    let undo = {
        let job = job.clone();
        Callback::new(move |()| job.undo())
    };
    let end = {
        let job = job.clone();
        Callback::new(move |()| if is_over.get_untracked() { is_shown.set(false) } else { job.stop() })
    };
    let footer = move || {
        let label = move || if is_over.get() { tr!(kit.close) } else { tr!(bulk.stop) };
        view! {
            <Show when=is_undoable>
                <Button label=move || tr!(kit.undo) on_press=undo />
            </Show>
            <Button label on_press=end />
        }
    };
    on_cleanup({
        let job = job.clone();
        move || job.stop()
    });
    let stop = Callback::new(move |()| job.stop());
    view! {
        <Dialog open=is_shown title footer on_close=stop>
            {move || match is_over.get() {
                true => progress.with(|progress| outcome(entity, progress)),
                false => way(progress),
            }}
        </Dialog>
    }
    .into_any()
}

/// How far it is.
fn way(progress: Signal<Progress>) -> AnyView {
    let words = move || {
        progress.with(|progress| {
            let total = count(progress.total);
            if progress.found > 0 && progress.passed() == 0 {
                tr!(bulk.finding, count = count(progress.found), total = total)
            } else {
                tr!(bulk.progress, count = count(progress.passed()), total = total)
            }
        })
    };
    let share = Signal::derive(move || {
        progress.with(|progress| {
            let of = |number: usize| u32::try_from(number).map_or(f64::MAX, f64::from);
            of(progress.passed()) / of(progress.total.max(1))
        })
    });
    view! {
        <p aria-live="polite">{words}</p>
        <kit::Progress value=share label=words />
    }
    .into_any()
}

/// What became of it, record by record where it was refused.
fn outcome(entity: &'static Entity, progress: &Progress) -> AnyView {
    let failure = progress.failure.clone().map(|failure| {
        view! { <Banner tone=Tone::Danger>{move || failure.words()}</Banner> }
    });
    let left = progress.total - progress.passed();
    let left = (left > 0).then(|| view! { <p>{tr!(bulk.left, count = count(left))}</p> });
    let refused = (!progress.refused.is_empty()).then(|| {
        let row = |(record, why): &(_, String)| {
            view! {
                <li>
                    <span class="bulk-refused-name">{cell::name_of(entity, record)}</span>
                    <span class="quiet">{why.clone()}</span>
                </li>
            }
        };
        let rows = progress.refused.iter().map(row).collect_view();
        view! {
            <p>{tr!(bulk.refused, count = count(progress.refused.len()))}</p>
            <ul class="bulk-refused" tabindex="0" aria-label=tr!(bulk.refused, count = count(progress.refused.len()))>{rows}</ul>
        }
    });
    view! {
        {failure}
        <p>{progress.words()}</p>
        {left}
        {refused}
    }
    .into_any()
}
