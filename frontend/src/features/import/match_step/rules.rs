//! What becomes of the rows, and how the file writes numbers and dates.

use kit::{Checkbox, RadioGroup};
use leptos::prelude::*;
use wire::import::{DateFormat, ImportMode};
use words::tr;

use crate::features::import::listed::{Listed, all, pick};
use crate::features::import::mapping::{Mapping, targets};
use crate::record::{Field, Is};

/// The name that is alone where it is matched by.
const EXTERNAL_IDS: &str = "external_ids";

/// Whether rows make new records or change those that are there, and how these are found.
#[component]
pub(super) fn Rows(mapping: Mapping) -> impl IntoView {
    let choices = Signal::derive(|| ImportMode::ALL.iter().map(|mode| mode.choice()).collect::<Vec<_>>());
    let value = Signal::derive(move || mapping.mode.get().text());
    let change = Callback::new(move |text: String| {
        let Some(mode) = ImportMode::read(&text) else { return };
        mapping.error.set(None);
        mapping.mode.set(mode);
        if mode == ImportMode::Create {
            mapping.match_by.set(Vec::new());
        }
    });
    let keys = move || (mapping.mode.get() != ImportMode::Create).then(|| view! { <MatchBy mapping /> });
    view! {
        <RadioGroup value choices on_change=change label=move || tr!(import.mode) />
        {keys}
    }
    .into_any()
}

/// By which of the filled fields a row finds its record.
#[component]
fn MatchBy(mapping: Mapping) -> impl IntoView {
    let fields = move || {
        let filled = mapping.filled();
        let can = |field: &&'static Field| filled.contains(field.name) && can_match(field);
        targets(mapping.entity).into_iter().filter(can).collect::<Vec<_>>()
    };
    let checkbox = move |field: &'static Field| {
        let checked =
            Signal::derive(move || mapping.match_by.with(|by| by.iter().any(|it| it == field.name)));
        let change = Callback::new(move |checked: bool| {
            mapping.error.set(None);
            mapping.match_by.update(|by| {
                // The name in another system stands alone.
                by.retain(|name| {
                    name != field.name && (name == EXTERNAL_IDS) == (field.name == EXTERNAL_IDS)
                });
                if checked {
                    by.push(field.name.to_owned());
                }
            });
        });
        view! { <Checkbox checked on_change=change label=move || (field.label)() /> }
    };
    let none =
        move || fields().is_empty().then(|| view! { <p class="quiet">{tr!(import.match_by_none)}</p> });
    // A field that is not filled any more finds nothing.
    Effect::new(move |_| {
        let filled = mapping.filled();
        if mapping.match_by.with_untracked(|by| by.iter().any(|name| !filled.contains(name))) {
            mapping.match_by.update(|by| by.retain(|name| filled.contains(name)));
        }
    });
    view! {
        <fieldset class="import-match-by">
            <legend class="field-label">{move || tr!(import.match_by)}</legend>
            <p class="quiet">{move || tr!(import.match_by_hint)}</p>
            <For each=fields key=|field| field.name children=checkbox />
            {none}
        </fieldset>
    }
    .into_any()
}

/// True if the server can find records by the field: it has one exact value.
fn can_match(field: &Field) -> bool {
    let has_one_value = !matches!(
        field.is,
        Is::References(_) | Is::Texts | Is::Flag | Is::Decimal | Is::Money(_) | Is::Share | Is::Instant
    );
    (has_one_value && !matches!(field.name, "owner_id" | "created_at")) || field.name == EXTERNAL_IDS
}

/// How numbers and dates are written.
#[component]
pub(super) fn Form(mapping: Mapping) -> impl IntoView {
    let separator = Callback::new(move |separator| mapping.decimal_separator.set(separator));
    let format = move |format: &'static DateFormat| {
        let format = *format;
        let checked = Signal::derive(move || mapping.date_formats.with(|formats| formats.contains(&format)));
        let change = Callback::new(move |checked: bool| {
            mapping.date_formats.update(|formats| {
                formats.retain(|other| *other != format);
                if checked {
                    formats.push(format);
                }
            });
        });
        view! { <Checkbox checked on_change=change label=move || format.label() /> }
    };
    let formats = DateFormat::ALL.iter().map(format).collect_view();
    let order = move || {
        let formats = mapping.date_formats.get();
        (formats.len() > 1).then(|| {
            let list = formats.into_iter().map(Listed::label).collect::<Vec<_>>().join(" → ");
            view! { <p class="quiet">{tr!(import.date_order, list = list)}</p> }
        })
    };
    view! {
        <kit::Field label=move || tr!(import.decimal_separator)>
            {pick(mapping.decimal_separator.into(), all(), separator)}
        </kit::Field>
        <fieldset class="import-match-by">
            <legend class="field-label">{move || tr!(import.date_formats)}</legend>
            <p class="quiet">{move || tr!(import.date_formats_hint)}</p>
            {formats}
            {order}
        </fieldset>
    }
    .into_any()
}
