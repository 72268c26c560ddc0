//! A line of the plan on the screen: where the texts come from, and which field they fill.

use kit::{Badge, Choice, IconButton, Select, Tone};
use leptos::prelude::*;
use words::{Word, tr, word};

use super::settings::{Settings, has_settings, summary};
use super::source::Source;
use crate::features::import::mapping::{Line, Mapping, Sure, targets};
use crate::record::Field;

/// Values of a column that are shown beside its name.
const SAMPLES: usize = 3;

/// A column of the file.
#[component]
pub(super) fn ColumnRow(mapping: Mapping, line: Line) -> impl IntoView {
    let header = line.column.with_untracked(|column| column.column.clone()).unwrap_or_default();
    let values = mapping.sample.with_value(|sample| sample.values_of(&header));
    let samples = values.list.iter().take(SAMPLES).cloned().collect::<Vec<_>>().join(" · ");
    let state = move || match mapping.field_of(line) {
        _ if line.error.with(Option::is_some) => "wrong",
        Some(_) => "filled",
        None => "left",
    };
    view! {
        <li class="import-line" data-state=state data-asked=line.is_asked.then_some("")>
            <div class="import-source">
                <strong>{header}</strong>
                <span class="import-samples">{samples}</span>
            </div>
            <kit::Icon icon=icondata_lu::LuArrowRight />
            <div class="import-target">
                <Target mapping line />
                <Notes mapping line />
            </div>
            <Toggle mapping line />
            <Settings mapping line />
        </li>
    }
    .into_any()
}

/// A field that is filled from elsewhere.
#[component]
pub(super) fn FurtherRow(mapping: Mapping, line: Line) -> impl IntoView {
    let remove = move || mapping.remove(line);
    let state = move || if line.error.with(Option::is_some) { "wrong" } else { "filled" };
    view! {
        <li class="import-line" data-state=state>
            <div class="import-source"><Source mapping line /></div>
            <kit::Icon icon=icondata_lu::LuArrowRight />
            <div class="import-target">
                <Target mapping line />
                <Notes mapping line />
            </div>
            <span class="import-line-buttons">
                <Toggle mapping line />
                <IconButton icon=icondata_lu::LuTrash2 label=move || tr!(import.remove_field) on_press=remove />
            </span>
            <Settings mapping line />
        </li>
    }
    .into_any()
}

/// The choice of the field.
#[component]
fn Target(mapping: Mapping, line: Line) -> impl IntoView {
    let entity = mapping.entity;
    let choices = Signal::derive(move || {
        let own = line.column.with(|column| column.to.clone());
        let filled = mapping.filled();
        let free = |field: &&'static Field| field.name == own || !filled.contains(field.name);
        let choice = |field: &'static Field| {
            let star = if entity.fact(field.name).is_required { " *" } else { "" };
            Choice::new(field.name, format!("{}{star}", (field.label)()))
        };
        targets(entity).into_iter().filter(free).map(choice).collect::<Vec<_>>()
    });
    let choose = Callback::new(move |name: String| mapping.choose(line, &name));
    let is_column = line.column.with_untracked(|column| column.column.is_some());
    let label = move || {
        let header = line.column.with(|column| column.column.clone());
        header.map_or_else(|| tr!(import.target), |column| tr!(import.target_of, column = column))
    };
    let none = move || if is_column { tr!(import.leave_out) } else { tr!(import.choose) };
    view! {
        <kit::Field label error=line.error>
            <Select value=line.text(|column| column.to.clone()) choices on_change=choose allow_none=none small=true />
        </kit::Field>
    }
    .into_any()
}

/// How sure a proposal is, what is set besides, and which texts the field will not take.
#[component]
fn Notes(mapping: Mapping, line: Line) -> impl IntoView {
    let proposed = move || {
        let sure = line.proposed.get().filter(|_| mapping.field_of(line).is_some())?;
        let (tone, label): (Tone, Word) = match sure {
            Sure::Same => (Tone::Success, word!(import.same_name)),
            Sure::Alike => (Tone::Warning, word!(import.like_name)),
            Sure::Values => (Tone::Warning, word!(import.like_values)),
        };
        Some(view! { <Badge label tone dot=true /> })
    };
    let strange = move || {
        let count = mapping.strange_of(line).len();
        (count > 0).then(|| {
            let label = move || tr!(import.strange_count, count = count);
            view! {
                <button type="button" class="import-strange" on:click=move |_| line.is_open.set(true)>
                    <Badge label tone=Tone::Warning icon=icondata_lu::LuTriangleAlert />
                </button>
            }
        })
    };
    let set = move || {
        let texts = mapping.field_of(line).map(|_| line.column.with(summary)).unwrap_or_default();
        texts.into_iter().map(|text| view! { <Badge label=text /> }).collect_view()
    };
    view! { <div class="import-notes">{proposed} {strange} {set}</div> }.into_any()
}

/// Opens and closes the settings.
#[component]
fn Toggle(mapping: Mapping, line: Line) -> impl IntoView {
    let toggle = move || line.is_open.update(|open| *open = !*open);
    let has_some = Memo::new(move |_| {
        mapping.field_of(line).is_some_and(|field| line.column.with(|column| has_settings(field, column)))
    });
    let label = move || {
        let field = mapping.field_of(line).map(|field| (field.label)()).unwrap_or_default();
        tr!(import.settings_of, field = field)
    };
    view! {
        <span class="import-toggle">
            <Show when=move || has_some.get()>
                <IconButton
                    icon=icondata_lu::LuSlidersHorizontal
                    label
                    pressed=Signal::from(line.is_open)
                    on_press=toggle
                />
            </Show>
        </span>
    }
    .into_any()
}
