//! Where the texts of a further field come from: a fixed one, a pattern, or a column.

use kit::{Choice, Menu, MenuItem, Segmented, Select, TextInput};
use leptos::prelude::*;
use wire::import::Template;
use words::tr;

use super::text_entry::TextEntry;
use crate::features::import::mapping::{Line, Mapping};

/// The choice of the source, and what it needs.
#[component]
pub(super) fn Source(mapping: Mapping, line: Line) -> impl IntoView {
    let which = Signal::derive(move || {
        line.column.with(|column| match (&column.column, &column.template) {
            (Some(_), _) => "column".to_owned(),
            (_, Some(_)) => "template".to_owned(),
            _ => "value".to_owned(),
        })
    });
    let choices = Signal::derive(|| {
        vec![
            Choice::new("value", tr!(import.source_value)),
            Choice::new("template", tr!(import.source_template)),
            Choice::new("column", tr!(import.source_column)),
        ]
    });
    let first =
        move || mapping.sample.with_value(|sample| sample.headers.first().cloned()).unwrap_or_default();
    let change = Callback::new(move |which: String| {
        line.set(|column| {
            let text = column.template.take().or(column.value.take()).unwrap_or_default();
            column.column = None;
            match which.as_str() {
                "column" => column.column = Some(first()),
                "template" => column.template = Some(text),
                _ => column.value = Some(text),
            }
        });
    });
    let kind = Memo::new(move |_| which.get());
    let input = move || match kind.get().as_str() {
        "column" => from_column(mapping, line),
        "template" => from_template(mapping, line),
        _ => from_value(mapping, line),
    };
    view! {
        <Segmented value=which choices on_change=change label=move || tr!(import.source) />
        {input}
    }
    .into_any()
}

fn from_column(mapping: Mapping, line: Line) -> AnyView {
    let choices = Signal::derive(move || {
        let mut names = mapping.sample.with_value(|sample| sample.headers.clone());
        // A template may name a column that this file does not have.
        let own = line.column.with(|column| column.column.clone()).unwrap_or_default();
        if !names.contains(&own) {
            names.insert(0, own);
        }
        names.into_iter().map(|name| Choice::new(name.clone(), name)).collect::<Vec<_>>()
    });
    let change = Callback::new(move |name: String| line.set(|column| column.column = Some(name)));
    let value = line.text(|column| column.column.clone().unwrap_or_default());
    view! { <Select value choices on_change=change label=move || tr!(import.source_column) small=true /> }
        .into_any()
}

fn from_template(mapping: Mapping, line: Line) -> AnyView {
    let value = line.text(|column| column.template.clone().unwrap_or_default());
    let input = Callback::new(move |text: String| line.set(|column| column.template = Some(text)));
    template_input(mapping, value, input)
}

/// The input of a pattern, with a menu of the columns and an example from the first row.
pub(super) fn template_input(mapping: Mapping, value: Signal<String>, on_input: Callback<String>) -> AnyView {
    let items = Signal::derive(move || {
        let headers = mapping.sample.with_value(|sample| sample.headers.clone());
        let item = |name: String| {
            let label = name.clone();
            MenuItem::new(label, move || on_input.run(format!("{}{{{name}}}", value.get_untracked())))
        };
        headers.into_iter().map(item).collect::<Vec<_>>()
    });
    let example = move || {
        let template = value.with(|text| Template::parse(text)).ok()?;
        let filled = mapping.sample.with_value(|sample| {
            let row = sample.rows.first()?;
            template.fill(|name| row.get(sample.place(name)?).map(String::as_str))
        });
        let filled = filled.filter(|text| !text.is_empty())?;
        Some(view! { <p class="import-example quiet">{tr!(import.example, text = filled)}</p> })
    };
    let placeholder =
        mapping.sample.with_value(|sample| sample.headers.first().map(|name| format!("{{{name}}}")));
    view! {
        <div class="import-template">
            <TextInput value on_input max_length=500 placeholder=placeholder.unwrap_or_default() label=move || tr!(import.source_template) />
            <Menu label=move || tr!(import.insert_column) icon=icondata_lu::LuBraces label_hidden=true small=true items />
        </div>
        {example}
    }
    .into_any()
}

fn from_value(mapping: Mapping, line: Line) -> AnyView {
    let value = line.text(|column| column.value.clone().unwrap_or_default());
    let change = Callback::new(move |text: String| line.set(|column| column.value = Some(text)));
    let label = move || tr!(import.source_value);
    view! { <TextEntry mapping line value on_change=change label placeholder="" /> }.into_any()
}
