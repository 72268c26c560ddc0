//! What can be done with the selected records of a list: change a field, give them to somebody, delete them.

use domain::Right;
use domain::access::Action;
use kit::{Button, ButtonKind, Dialog, DialogSize, Question, Select, ask, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::{Map, Value};
use uuid::Uuid;
use wire::batch::BatchResult;
use words::{tr, word};

use super::list_page::List;
use super::{FieldInput, Is, in_place};
use crate::api::{Failure, records, session};

/// The bar; it is there while records are selected.
#[component]
pub(crate) fn BulkBar(list: List) -> impl IntoView {
    let entity = list.entity;
    let count = Memo::new(move |_| list.selected.with(std::collections::BTreeSet::len));
    let changing = RwSignal::new(false);
    let may_change =
        move || entity.may(Action::Update) && (session::has(Right::BulkChange) || count.get() == 1);
    let may_delete =
        move || entity.may(Action::Delete) && (session::has(Right::BulkChange) || count.get() == 1);
    let delete = Callback::new(move |()| {
        let ids = chosen(list);
        spawn_local(async move {
            let question = Question {
                title: tr!(bulk.delete_title, count = ids.len()),
                body: tr!(bulk.delete_text),
                confirm_label: tr!(bulk.delete),
                danger: true,
            };
            if ask(question).await {
                report(
                    list,
                    records::batch(entity, &ids, None).await.map(|done| done.results),
                    Done::Deleted,
                );
            }
        });
    });
    let clear = Callback::new(move |()| list.selected.update(std::collections::BTreeSet::clear));
    view! {
        <Show when=move || { count.get() > 0 }>
            {clear_by_key(clear)}
            <div class="bulk-bar" role="region" aria-label=move || tr!(bulk.bar)>
                <span class="bulk-count" aria-live="polite">{move || tr!(bulk.selected, count = count.get())}</span>
                <Show when=may_change>
                    <Button
                        label=move || tr!(bulk.change)
                        icon=icondata_lu::LuPencil
                        small=true
                        on_press=Callback::new(move |()| changing.set(true))
                    />
                </Show>
                <Show when=may_delete>
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
        <ChangeDialog list open=changing />
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

fn chosen(list: List) -> Vec<(Uuid, Option<i64>)> {
    list.selected.with_untracked(|selected| {
        let records = selected.iter().filter_map(|id| list.record(id));
        records.map(|record| (record.id(), Some(record.version()))).collect()
    })
}

#[component]
fn ChangeDialog(list: List, open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Dialog open title=move || tr!(bulk.change) size=DialogSize::Small>
            {move || open.get().then(|| change(list, open))}
        </Dialog>
    }
    .into_any()
}

fn change(list: List, open: RwSignal<bool>) -> AnyView {
    let entity = list.entity;
    let fields = || {
        entity.fields.iter().filter(|field| in_place::can_edit(entity, field) && field.name != entity.name)
    };
    let name = RwSignal::new(fields().next().map(|field| field.name));
    let draft = RwSignal::new(Map::<String, Value>::new());
    let is_busy = RwSignal::new(false);
    let pick = Callback::new(move |chosen: String| {
        name.set(entity.field(&chosen).map(|field| field.name));
        draft.set(Map::new());
    });
    let on_change = Callback::new(move |(name, value): (&'static str, Value)| {
        draft.update(|draft| drop(draft.insert(name.to_owned(), value)));
    });
    let apply = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(name) = name.get_untracked() else { return };
        let mut patch = draft.get_untracked();
        patch.entry(name.to_owned()).or_insert(Value::Null);
        let ids = chosen(list);
        is_busy.set(true);
        spawn_local(async move {
            let result = records::batch(entity, &ids, Some(&patch)).await;
            is_busy.try_set(false);
            open.try_set(false);
            report(list, result.map(|done| done.results), Done::Changed);
        });
    };
    let count = list.selected.with_untracked(std::collections::BTreeSet::len);
    view! {
        <form class="record-form" on:submit=apply>
            <kit::Field label=move || tr!(bulk.field)>
                <Select
                    value=Signal::derive(move || name.get().unwrap_or_default().to_owned())
                    on_change=pick
                    choices=Signal::derive(move || fields().map(|field| kit::Choice::new(field.name, (field.label)())).collect::<Vec<_>>())
                />
            </kit::Field>
            {move || {
                let field = name.get().and_then(|name| entity.field(name))?;
                let hint = move || if field.is == Is::Flag { String::new() } else { tr!(bulk.empty_clears) };
                Some(view! {
                    <kit::Field label=move || tr!(bulk.value) hint=hint>
                        <FieldInput field draft on_change max_length=entity.fact(field.name).max_length />
                    </kit::Field>
                })
            }}
            <div class="dialog-actions">
                <Button label=move || tr!(bulk.apply, count = count) kind=ButtonKind::Primary submit=true busy=is_busy />
            </div>
        </form>
    }
    .into_any()
}

#[derive(Clone, Copy)]
enum Done {
    Changed,
    Deleted,
}

/// Says what became of the records, each for itself; deleted ones can be taken back.
fn report(list: List, result: Result<Vec<BatchResult>, Failure>, done: Done) {
    let results = match result {
        Ok(results) => results,
        Err(failure) => {
            toast::failed(failure.words(), None);
            return;
        }
    };
    let (good, bad): (Vec<_>, Vec<_>) = results.into_iter().partition(|result| result.code.is_none());
    list.selected.try_update(std::collections::BTreeSet::clear);
    if let Some(first) = bad.first() {
        let why = first.code.map(|code| code.words(words::language())).unwrap_or_default();
        toast::failed(tr!(bulk.failed, count = bad.len(), why = why), None);
    }
    if good.is_empty() {
        return;
    }
    match done {
        Done::Changed => toast::done(tr!(bulk.changed, count = good.len())),
        Done::Deleted => {
            let entity = list.entity;
            let ids: Vec<Uuid> = good.iter().filter_map(|result| result.id).collect();
            let back = Callback::new(move |()| {
                let ids = ids.clone();
                spawn_local(async move {
                    for id in ids {
                        if let Err(failure) = records::restore(entity, id).await {
                            toast::failed(failure.words(), None);
                        }
                    }
                });
            });
            toast::undo(tr!(bulk.deleted, count = good.len()), back);
        }
    }
}
