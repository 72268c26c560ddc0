//! What the texts of a column stand for: the values that it has, each with the text to read in its place.

use kit::{Banner, Button, Checkbox, Disclosure, TextInput, Tone};
use leptos::prelude::*;
use words::tr;

use super::text_entry::TextEntry;
use crate::features::import::mapping::{Line, Mapping};
use crate::record::Field;

/// The replacements of a line.
#[component]
pub(super) fn AliasTable(mapping: Mapping, line: Line, field: &'static Field) -> impl IntoView {
    let values = untrack(|| mapping.values_of(line));
    // Those that need a replacement first.
    let unknown = untrack(|| mapping.strange_of(line));
    let mut seen = values.list;
    seen.sort_by_key(|text| !unknown.contains(text));
    let texts = Memo::new(move |_| {
        let others = line.column.with(|column| {
            let is_new = |text: &&String| !seen.contains(text);
            column.aliases.keys().filter(is_new).cloned().collect::<Vec<_>>()
        });
        seen.iter().cloned().chain(others).collect::<Vec<_>>()
    });
    let strange = Memo::new(move |_| mapping.strange_of(line));
    let warning = move || {
        strange.with(|strange| {
            (!strange.is_empty()).then(|| {
                let list = strange.iter().take(8).cloned().collect::<Vec<_>>().join(" · ");
                let text = tr!(import.strange_values, field = (field.label)(), values = list);
                view! { <Banner tone=Tone::Warning>{text}</Banner> }
            })
        })
    };
    let is_open = {
        let has_some = line.column.with_untracked(|column| !column.aliases.is_empty());
        RwSignal::new(line.is_asked || has_some || strange.with_untracked(|strange| !strange.is_empty()))
    };
    let label = move || tr!(import.aliases, count = line.column.with(|column| column.aliases.len()));
    let is_part = values.has_more || mapping.sample.with_value(|sample| !sample.is_whole);
    view! {
        {warning}
        <Disclosure label open=is_open>
            <p class="quiet">{move || tr!(import.aliases_hint)}</p>
            {is_part.then(|| view! { <p class="quiet">{move || tr!(import.aliases_part)}</p> })}
            <ul class="import-aliases">
                <For each=move || texts.get() key=|text| text.clone() let:text>
                    <AliasRow mapping line text />
                </For>
            </ul>
            <AddText line />
        </Disclosure>
    }
    .into_any()
}

/// A text, and what is read in its place.
#[component]
fn AliasRow(mapping: Mapping, line: Line, text: String) -> impl IntoView {
    let text = StoredValue::new(text);
    let alias = Signal::derive(move || {
        line.column.with(|column| text.with_value(|text| column.aliases.get(text).cloned()))
    });
    let set = move |to: Option<String>| {
        line.set(|column| match to {
            Some(to) => drop(column.aliases.insert(text.get_value(), to)),
            None => drop(text.with_value(|text| column.aliases.remove(text))),
        });
    };
    let is_emptied = Memo::new(move |_| alias.get().is_some_and(|to| to.is_empty()));
    let empty = Callback::new(move |checked: bool| set(checked.then(String::new)));
    let value = Signal::derive(move || alias.get().unwrap_or_default());
    let change = Callback::new(move |to: String| set(Some(to).filter(|to| !to.is_empty())));
    let label = move || tr!(import.alias_of, text = text.get_value());
    let placeholder = move || tr!(import.alias_same);
    let input = move || {
        if is_emptied.get() {
            view! { <span class="quiet">{tr!(import.alias_empty)}</span> }.into_any()
        } else {
            view! { <TextEntry mapping line value on_change=change label placeholder /> }.into_any()
        }
    };
    view! {
        <li class="import-alias">
            <span class="import-alias-from">{text.get_value()}</span>
            <kit::Icon icon=icondata_lu::LuArrowRight />
            <div class="import-alias-to">{input}</div>
            <Checkbox checked=is_emptied on_change=empty label=move || tr!(import.leave_empty) />
        </li>
    }
    .into_any()
}

/// Adds a text that the beginning of the file does not have.
#[component]
fn AddText(line: Line) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let add = move || {
        let typed = text.get_untracked().trim().to_owned();
        if typed.is_empty() {
            return;
        }
        line.set(|column| {
            column.aliases.entry(typed.clone()).or_insert_with(|| typed.clone());
        });
        text.set(String::new());
    };
    view! {
        <div class="import-add-text">
            <TextInput
                value=text
                on_input=Callback::new(move |typed| text.set(typed))
                placeholder=move || tr!(import.alias_add_hint)
                label=move || tr!(import.alias_add_hint)
                max_length=2000
            />
            <Button label=move || tr!(import.alias_add) on_press=add />
        </div>
    }
    .into_any()
}
