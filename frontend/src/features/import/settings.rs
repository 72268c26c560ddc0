//! What a line says besides: how its texts are read, and how the records that they name are found.

use domain::Quantity;
use kit::{ChipsInput, InputKind, TextInput};
use leptos::prelude::*;
use wire::import::{ImportColumn, MissingReference};
use words::tr;

use super::alias_table::AliasTable;
use super::listed::Listed;
use super::mapping::{Line, Mapping};
use super::reference::Reference;
use crate::record::{Field, Is};

/// The settings of a line, while they are open.
#[component]
pub(super) fn Settings(mapping: Mapping, line: Line) -> impl IntoView {
    let name = Memo::new(move |_| line.column.with(|column| column.to.clone()));
    let body = move || {
        let field = mapping.entity.field(&name.get()).filter(|_| line.is_open.get())?;
        Some(view! {
            <div class="import-settings">
                {refers(field).then(|| view! { <Reference mapping line field /> })}
                <AliasTable mapping line field />
                <div class="form-fields">
                    {text_setting(line, Text::Default)}
                    <kit::Field label=move || tr!(import.empty_as) hint=move || tr!(import.empty_as_hint)>
                        <ChipsInput
                            values=Signal::derive(move || line.column.with(|column| column.empty_as.clone()))
                            on_change=Callback::new(move |texts| line.set(|column| column.empty_as = texts))
                        />
                    </kit::Field>
                    {is_number(field).then(|| text_setting(line, Text::Factor))}
                    {is_list(field).then(|| text_setting(line, Text::Separator))}
                </div>
            </div>
        })
    };
    body.into_any()
}

/// True if the field names another record, or several.
pub(super) const fn refers(field: &Field) -> bool {
    matches!(field.is, Is::Reference(_) | Is::References(_))
}

const fn is_number(field: &Field) -> bool {
    matches!(field.is, Is::Number | Is::Money(_) | Is::Decimal | Is::Share | Is::Year)
}

const fn is_list(field: &Field) -> bool {
    matches!(field.is, Is::References(_) | Is::Texts)
}

/// A setting that is a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Text {
    Default,
    Factor,
    Separator,
}

impl Text {
    fn read(self, column: &ImportColumn) -> String {
        match self {
            Self::Default => column.default.clone().unwrap_or_default(),
            Self::Factor => column.multiply_by.map(|factor| factor.0.to_string()).unwrap_or_default(),
            Self::Separator => column.separator.clone().unwrap_or_default(),
        }
    }

    fn write(self, column: &mut ImportColumn, text: String) {
        match self {
            Self::Default => column.default = Some(text).filter(|text| !text.is_empty()),
            Self::Factor => column.multiply_by = text.trim().parse().ok().map(Quantity),
            Self::Separator => column.separator = Some(text).filter(|text| !text.is_empty()),
        }
    }

    fn label(self) -> String {
        match self {
            Self::Default => tr!(import.default),
            Self::Factor => tr!(import.factor),
            Self::Separator => tr!(import.separator),
        }
    }

    fn hint(self) -> String {
        match self {
            Self::Default => tr!(import.default_hint),
            Self::Factor => tr!(import.factor_hint),
            Self::Separator => tr!(import.separator_hint),
        }
    }
}

fn text_setting(line: Line, text: Text) -> AnyView {
    let value = Signal::derive(move || line.column.with(|column| text.read(column)));
    let change = Callback::new(move |typed: String| line.set(|column| text.write(column, typed)));
    let kind = if text == Text::Factor { InputKind::Number } else { InputKind::Text };
    let most = if text == Text::Separator { 5 } else { 2000 };
    view! {
        <kit::Field label=move || text.label() hint=move || text.hint()>
            <TextInput kind value on_change=change max_length=most />
        </kit::Field>
    }
    .into_any()
}

/// What a line says besides, in a few words each.
pub(super) fn summary(column: &ImportColumn) -> Vec<String> {
    let mut texts = Vec::new();
    if !column.aliases.is_empty() {
        texts.push(tr!(import.aliases_count, count = column.aliases.len()));
    }
    if let Some(reference) = &column.reference {
        texts.push(reference.by.label());
        if reference.missing != MissingReference::Fail {
            texts.push(reference.missing.label());
        }
    }
    texts.extend(column.multiply_by.map(|factor| format!("× {}", factor.0)));
    texts.extend(column.default.as_ref().map(|text| tr!(import.default_is, text = text.clone())));
    texts
}
