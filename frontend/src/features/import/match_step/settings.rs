//! What a line says besides: how its texts are read, and how the records that they name are found.

use domain::Quantity;
use kit::{ChipsInput, InputKind, TextInput};
use leptos::prelude::*;
use wire::import::{ImportColumn, MissingReference};
use words::tr;

use super::alias_table::AliasTable;
use super::reference::Reference;
use crate::features;
use crate::features::import::listed::Listed;
use crate::features::import::mapping::{Line, Mapping};
use crate::record::{Entity, Field, Is};

/// The settings of a line, while they are open.
#[component]
pub(super) fn Settings(mapping: Mapping, line: Line) -> impl IntoView {
    let name = Memo::new(move |_| line.column.with(|column| column.to.clone()));
    let is_fixed = Memo::new(move |_| line.column.with(is_fixed));
    let body = move || {
        let field = mapping.entity.field(&name.get()).filter(|_| line.is_open.get())?;
        let texts = (!is_fixed.get()).then(|| view! { <Texts mapping line field /> });
        Some(view! {
            <div class="import-settings">
                {target_of(field).map(|target| view! { <Reference mapping line target /> })}
                {texts}
            </div>
        })
    };
    body.into_any()
}

/// True if the line has anything to set.
pub(super) fn has_settings(field: &Field, column: &ImportColumn) -> bool {
    !is_fixed(column) || target_of(field).is_some()
}

/// True if every row gets the same text, which the user enters as it is to be.
const fn is_fixed(column: &ImportColumn) -> bool {
    column.value.is_some()
}

/// How the texts of the line are read.
#[component]
fn Texts(mapping: Mapping, line: Line, field: &'static Field) -> impl IntoView {
    let empty_as = Signal::derive(move || line.column.with(|column| column.empty_as.clone()));
    let set_empty_as = Callback::new(move |texts| line.set(|column| column.empty_as = texts));
    view! {
        <AliasTable mapping line field />
        <div class="form-fields">
            {text_setting(line, Text::Default)}
            <kit::Field label=move || tr!(import.empty_as) hint=move || tr!(import.empty_as_hint)>
                <ChipsInput values=empty_as on_change=set_empty_as />
            </kit::Field>
            {is_number(field).then(|| text_setting(line, Text::Factor))}
            {is_list(field).then(|| text_setting(line, Text::Separator))}
        </div>
    }
    .into_any()
}

/// The kind of record that the field names, if it names any.
pub(super) fn target_of(field: &Field) -> Option<&'static Entity> {
    let (Is::Reference(kind) | Is::References(kind)) = field.is else { return None };
    features::entity(kind)
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
            Self::Factor => column.multiply_by = factor(&text),
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

fn factor(text: &str) -> Option<Quantity> {
    text.trim().parse().ok().map(Quantity)
}

fn text_setting(line: Line, text: Text) -> AnyView {
    let value = Signal::derive(move || line.column.with(|column| text.read(column)));
    let change = Callback::new(move |typed: String| {
        let is_wrong = text == Text::Factor && !typed.trim().is_empty() && factor(&typed).is_none();
        line.set(|column| text.write(column, typed));
        line.error.set(is_wrong.then(|| tr!(import.factor_wrong)));
    });
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
