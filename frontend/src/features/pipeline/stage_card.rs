//! A stage among the stages of its pipeline.

use kit::{Badge, Drag, DragCard, Icon, IconButton, format};
use leptos::prelude::*;
use serde_json::Value;
use uuid::Uuid;
use words::tr;

use super::{Edited, STAGES, Stages};
use crate::api::records::Record;
use crate::features::opportunity::OPPORTUNITY;
use crate::features::value_list;

/// The card. It is moved by a pointer or by keys, and opened to be changed.
#[component]
pub(super) fn StageCard(stages: Stages, drag: Drag, id: Uuid) -> impl IntoView {
    let stage = Memo::new(move |_| stages.rows.with(|rows| find(rows?, id)));
    let index = Signal::derive(move || {
        stages.rows.with(|rows| rows.and_then(|rows| rows.iter().position(|row| row.id() == id)).unwrap_or(0))
    });
    let name = move || stage.with(|stage| stage.as_ref().map_or_else(String::new, name_of));
    let edit = Callback::new(move |()| {
        if stages.may_change {
            stages.edited.set(stage.get_untracked().map(Edited::Stage));
        }
    });
    let facts = move || stage.get().map(|stage| facts(&stage));
    let pencil = stages.may_change.then(|| {
        view! {
            <IconButton
                icon=icondata_lu::LuPencil
                label=move || tr!(record.edit_field, field = name())
                on_press=edit
            />
        }
    });
    view! {
        <DragCard drag id=id.to_string() label=name column=STAGES index on_open=edit fixed=!stages.may_change>
            <div class="pipeline-stage">
                <span class="pipeline-stage-grip"><Icon icon=icondata_lu::LuGripVertical /></span>
                <span class="pipeline-stage-place figure">{move || index.get() + 1}</span>
                <div class="pipeline-stage-body">{facts}</div>
                {pencil}
            </div>
        </DragCard>
    }
    .into_any()
}

fn find(rows: &[Record], id: Uuid) -> Option<Record> {
    rows.iter().find(|row| row.id() == id).cloned()
}

fn name_of(stage: &Record) -> String {
    stage.text("name").unwrap_or_default().to_owned()
}

fn facts(stage: &Record) -> AnyView {
    let outcome = stage
        .text("outcome")
        .and_then(|value| value_list::OUTCOME.iter().find(|listed| listed.value == value));
    let badge = outcome.map(|listed| view! { <Badge label=listed.label tone=listed.tone dot=true /> });
    let chance = stage.text("probability").and_then(|text| text.parse().ok()).map(format::percent);
    let days = stage.value("rotting_days").as_i64().filter(|days| *days > 0);
    let stale = days
        .map(|days| view! { <span>{move || tr!(pipeline.stale_after, days = format::number(days))}</span> });
    let required = required(stage);
    let asks = (!required.is_empty()).then(|| {
        let fields = required.join(", ");
        view! { <span>{tr!(pipeline.asks_for, fields = fields)}</span> }
    });
    view! {
        <p class="pipeline-stage-name">{name_of(stage)} {badge}</p>
        <p class="pipeline-stage-facts">
            <span>{tr!(pipeline.chance, chance = chance.unwrap_or_default())}</span>
            {stale}
            {asks}
        </p>
    }
    .into_any()
}

/// The names of the fields that the stage asks for.
fn required(stage: &Record) -> Vec<String> {
    let names = stage.value("required_fields").as_array().into_iter().flatten().filter_map(Value::as_str);
    names
        .map(|name| OPPORTUNITY.field(name).map_or_else(|| name.to_owned(), |field| (field.label)()))
        .collect()
}
