//! The change of a field in all selected records.

use kit::{Button, ButtonKind, Dialog, DialogSize, Select};
use leptos::prelude::*;
use serde_json::{Map, Value};
use words::tr;

use super::job::{Deed, Job, count};
use super::{begin, meant};
use crate::record::list_page::List;
use crate::record::{FieldInput, Is, in_place};

/// The dialog.
#[component]
pub(super) fn ChangeDialog(list: List, job: Job, open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Dialog open title=move || tr!(bulk.change) size=DialogSize::Small>
            {
                let job = job.clone();
                move || open.get().then(|| form(list, job.clone(), open))
            }
        </Dialog>
    }
    .into_any()
}

fn form(list: List, job: Job, open: RwSignal<bool>) -> AnyView {
    let entity = list.entity;
    let fields = || {
        entity.fields.iter().filter(|field| in_place::can_edit(entity, field) && field.name != entity.name)
    };
    let name = RwSignal::new(fields().next().map(|field| field.name));
    let draft = RwSignal::new(Map::<String, Value>::new());
    let pick = Callback::new(move |chosen: String| {
        name.set(entity.field(&chosen).map(|field| field.name));
        draft.set(Map::new());
    });
    let on_change = Callback::new(move |(name, value): (&'static str, Value)| {
        draft.update(|draft| drop(draft.insert(name.to_owned(), value)));
    });
    let meant = meant(list);
    let size = count(meant.len());
    let apply = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(name) = name.get_untracked() else { return };
        let mut patch = draft.get_untracked();
        patch.entry(name.to_owned()).or_insert(Value::Null);
        open.set(false);
        begin(list, &job, meant.clone(), Deed::Change(patch));
    };
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
                <Button label=move || tr!(bulk.apply, count = size.clone()) kind=ButtonKind::Primary submit=true />
            </div>
        </form>
    }
    .into_any()
}
