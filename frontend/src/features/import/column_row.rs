//! A line of the plan on the screen: where the texts come from, and which field they fill.

use kit::{Badge, Choice, IconButton, Menu, MenuItem, Segmented, Select, TextInput, Tone};
use leptos::prelude::*;
use serde_json::{Map, Value};
use wire::import::Template;
use words::tr;

use super::guess::{self, Sure};
use super::mapping::{Line, Mapping};
use super::settings::{Settings, summary};
use crate::record::{Field, FieldInput, Is};

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
        <li class="import-line" data-state=state>
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
        guess::targets(entity).into_iter().filter(free).map(choice).collect::<Vec<_>>()
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
        Some(match sure {
            Sure::Same => view! { <Badge label=move || tr!(import.same_name) tone=Tone::Success dot=true /> },
            Sure::Alike => {
                view! { <Badge label=move || tr!(import.like_name) tone=Tone::Warning dot=true /> }
            }
        })
    };
    let strange = move || {
        let count = strange_values(mapping, line).len();
        (count > 0).then(|| {
            let label = move || tr!(import.strange_count, count = count);
            view! { <Badge label tone=Tone::Warning icon=icondata_lu::LuTriangleAlert /> }
        })
    };
    let set = move || {
        let texts = mapping.field_of(line).map(|_| line.column.with(summary)).unwrap_or_default();
        texts.into_iter().map(|text| view! { <Badge label=text /> }).collect_view()
    };
    view! { <div class="import-notes">{proposed} {strange} {set}</div> }.into_any()
}

/// The texts of a line that its field takes neither as they are nor by a replacement; followed.
pub(super) fn strange_values(mapping: Mapping, line: Line) -> Vec<String> {
    let Some(field) = mapping.field_of(line) else { return Vec::new() };
    let values = mapping.values_of(line).list;
    let replaced = line.column.with(|column| {
        let is_set = |text: &String| !column.aliases.contains_key(text) && !column.empty_as.contains(text);
        values.into_iter().filter(is_set).collect::<Vec<_>>()
    });
    guess::strange(field, &replaced)
}

#[component]
fn Toggle(mapping: Mapping, line: Line) -> impl IntoView {
    let toggle = move || line.is_open.update(|open| *open = !*open);
    let button = move || {
        let has_field = mapping.field_of(line).is_some();
        has_field.then(|| {
            view! {
                <IconButton
                    icon=icondata_lu::LuSlidersHorizontal
                    label=move || tr!(import.settings)
                    pressed=Signal::from(line.is_open)
                    on_press=toggle
                />
            }
        })
    };
    view! { <span class="import-toggle">{button}</span> }.into_any()
}

/// Where the texts of a further field come from: a fixed one, a pattern, or a column.
#[component]
fn Source(mapping: Mapping, line: Line) -> impl IntoView {
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
        })?;
        Some(view! { <p class="import-example quiet">{tr!(import.example, text = filled)}</p> })
    };
    view! {
        <div class="import-template">
            <TextInput value on_input max_length=500 placeholder="{…|slug}" label=move || tr!(import.source_template) />
            <Menu label=move || tr!(import.insert_column) icon=icondata_lu::LuBraces label_hidden=true small=true items />
        </div>
        {example}
    }
    .into_any()
}

fn from_value(mapping: Mapping, line: Line) -> AnyView {
    let field = Memo::new(move |_| line.column.with(|column| column.to.clone()));
    let set = move |text: String| line.set(|column| column.value = Some(text));
    let input = move || match mapping.entity.field(&field.get()) {
        Some(field) if has_own_input(field) => {
            let draft = Signal::derive(move || {
                let text = line.column.with(|column| column.value.clone().unwrap_or_default());
                Map::from_iter([(field.name.to_owned(), Value::String(text))])
            });
            let change = Callback::new(move |(_, value): (&'static str, Value)| {
                set(value.as_str().unwrap_or_default().to_owned());
            });
            view! {
                <div class="import-value">
                    <kit::Field label=move || tr!(import.source_value)>
                        <FieldInput field draft on_change=change max_length=None />
                    </kit::Field>
                </div>
            }
            .into_any()
        }
        _ => {
            let value = line.text(|column| column.value.clone().unwrap_or_default());
            view! { <TextInput value on_input=set max_length=2000 label=move || tr!(import.source_value) /> }
                .into_any()
        }
    };
    input.into_any()
}

/// True if the field's own control writes what a cell may have.
pub(super) const fn has_own_input(field: &Field) -> bool {
    matches!(field.is, Is::Choice(_) | Is::Country | Is::Currency | Is::Zone)
}
