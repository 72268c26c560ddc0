//! What can be done with the selected records of a list: change a field, give them to another owner, export them, delete
//! them. Selected are records of the page, or all that the list has.

mod change;
mod job;
mod outcome;

use std::collections::BTreeSet;

use domain::Right;
use domain::access::Action;
use kit::{Button, ButtonKind, Question, ask, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::ListQuery;
use wire::batch::Assign;
use wire::list::Count;
use words::{tr, word};

use self::change::ChangeDialog;
use self::job::{Deed, Job, Meant, count};
use self::outcome::OutcomeDialog;
use super::assign::AssignDialog;
use super::export::{ExportButton, ExportDialog, Of};
use super::list_page::List;
use crate::api::{records, session};

/// The bar; it is there while records are selected.
#[component]
pub(crate) fn BulkBar(list: List) -> impl IntoView {
    let entity = list.entity;
    let job = Job::new(entity);
    let size = Memo::new(move |_| list.everything.get().unwrap_or_else(|| list.selected.with(BTreeSet::len)));
    let (changing, assigning, exporting) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let may_assign = move || session::has(Right::Assign) && entity.field("owner_id").is_some();
    let may =
        move |action: Action| entity.may(action) && (session::has(Right::BulkChange) || size.get() == 1);
    let delete = {
        let job = job.clone();
        Callback::new(move |()| {
            let (job, meant) = (job.clone(), meant(list));
            spawn_local(async move {
                let question = Question {
                    title: tr!(bulk.delete_title, count = count(meant.len())),
                    body: tr!(bulk.delete_text),
                    confirm_label: tr!(bulk.delete),
                    danger: true,
                };
                if ask(question).await {
                    begin(list, &job, meant, Deed::Delete);
                }
            });
        })
    };
    let assign = {
        let job = job.clone();
        Callback::new(move |to: Assign| {
            assigning.set(false);
            begin(list, &job, meant(list), Deed::Assign(to));
        })
    };
    let clear = Callback::new(move |()| list.selected.update(BTreeSet::clear));
    view! {
        <Show when=move || { size.get() > 0 }>
            {clear_by_key(clear)}
            <div class="bulk-bar" role="region" aria-label=move || tr!(bulk.bar)>
                <span class="bulk-count" aria-live="polite">{move || tr!(bulk.selected, count = count(size.get()))}</span>
                <Everything list />
                <Show when=move || may(Action::Update)>
                    <Button
                        label=move || tr!(bulk.change)
                        icon=icondata_lu::LuPencil
                        small=true
                        on_press=Callback::new(move |()| changing.set(true))
                    />
                </Show>
                <Show when=move || may_assign() && may(Action::Update)>
                    <Button
                        label=move || tr!(bulk.assign)
                        icon=icondata_lu::LuUserRoundPen
                        small=true
                        on_press=Callback::new(move |()| assigning.set(true))
                    />
                </Show>
                <ExportButton open=exporting />
                <Show when=move || may(Action::Delete)>
                    <Button
                        label=move || tr!(bulk.delete)
                        icon=icondata_lu::LuTrash2
                        small=true
                        kind=ButtonKind::Danger
                        on_press=delete
                    />
                </Show>
                <Button label=move || tr!(bulk.clear) small=true kind=ButtonKind::Ghost on_press=clear />
            </div>
        </Show>
        <ChangeDialog list job=job.clone() open=changing />
        <AssignDialog open=assigning is_busy=false on_assign=assign />
        <ExportDialog list of=Of::Selected open=exporting />
        <OutcomeDialog job />
    }
    .into_any()
}

/// Offers to select what is on the other pages too, once all of this page is.
#[component]
fn Everything(list: List) -> impl IntoView {
    let is_whole_page = Memo::new(move |_| {
        let selected = list.selected.get();
        list.data.with(|records| {
            records.is_some_and(|records| {
                records.rows.iter().all(|row| selected.contains(&row.id().to_string()))
            })
        })
    });
    Effect::new(move |_| {
        if !is_whole_page.get() {
            list.everything.set(None);
        }
    });
    let total = move || list.data.with(|records| records.and_then(|records| records.page.total));
    let is_longer = move || {
        let shown = list.data.with(|records| records.map_or(0, |records| records.rows.len()));
        total().and_then(|total| usize::try_from(total).ok()).is_some_and(|total| total > shown)
    };
    let is_capped =
        move || list.data.with(|records| records.is_some_and(|records| records.page.total_is_capped));
    let label = move || match total().filter(|_| !is_capped()) {
        Some(total) => tr!(bulk.select_all, count = kit::format::number(total)),
        None => tr!(bulk.select_list),
    };
    let select = Callback::new(move |()| {
        let query = ListQuery { count: Count::Exact, limit: 1, ..all(list) };
        spawn_local(async move {
            match records::list(list.entity, &query).await {
                Ok(records) => {
                    let total = records.page.total.and_then(|total| usize::try_from(total).ok());
                    list.everything.try_set(total);
                }
                Err(failure) => toast::failed(failure.words(), None),
            }
        });
    });
    view! {
        <Show when=move || is_whole_page.get() && is_longer() && list.everything.with(Option::is_none)>
            <span class="bulk-everything">
                <Button label small=true kind=ButtonKind::Ghost on_press=select />
            </span>
        </Show>
    }
    .into_any()
}

/// Escape clears the selection, while there is one.
fn clear_by_key(clear: Callback<()>) {
    kit::shortcut::register(kit::shortcut::Shortcut {
        keys: "Escape",
        label: word!(shortcut.clear_selection),
        group: word!(shortcut.lists),
        action: clear,
    });
}

/// The records that are selected.
fn meant(list: List) -> Meant {
    if let Some(count) = list.everything.get_untracked() {
        return Meant::All(all(list), count);
    }
    let selected = list.selected.get_untracked();
    Meant::These(untrack(|| selected.iter().filter_map(|id| list.record(id)).collect()))
}

/// Every record of the list, whatever page is shown.
fn all(list: List) -> ListQuery {
    list.state.with_untracked(|state| {
        let ListQuery { q, filter, .. } = state.query.clone();
        ListQuery { q, filter, ..ListQuery::default() }
    })
}

/// Begins, and lets go of the selection.
fn begin(list: List, job: &Job, meant: Meant, deed: Deed) {
    list.selected.try_update(BTreeSet::clear);
    job.start(meant, deed);
}
