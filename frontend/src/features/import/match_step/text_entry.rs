//! What a text for a field is entered with.

use domain::Kind;
use kit::{TextInput, TextProp};
use leptos::prelude::*;
use serde_json::{Map, Value};
use wire::import::{MissingReference, ReferenceKey};

use super::settings::target_of;
use crate::features::import::mapping::{Line, Mapping};
use crate::record::input::plain;
use crate::record::picker::RecordNamePicker;
use crate::record::{Field, FieldInput, Is};

/// The control by which a text for the field of a line is entered: the field's own where it takes certain values only,
/// a search where the text is the name of a record.
#[component]
pub(super) fn TextEntry(
    mapping: Mapping,
    line: Line,
    /// The text; empty for none.
    #[prop(into)]
    value: Signal<String>,
    on_change: Callback<String>,
    #[prop(into)] label: TextProp,
    #[prop(into)] placeholder: TextProp,
) -> impl IntoView {
    let name = Memo::new(move |_| line.column.with(|column| column.to.clone()));
    let named = Memo::new(move |_| mapping.field_of(line).and_then(|field| named_kind(line, field)));
    let input = move || {
        let (label, placeholder) = (label.clone(), placeholder.clone());
        match (mapping.entity.field(&name.get()), named.get()) {
            (Some(field), _) if has_own_input(field) => own_input(field, value, on_change, label),
            (_, Some(kind)) => {
                view! { <RecordNamePicker kind value on_change label placeholder /> }.into_any()
            }
            _ => {
                view! { <TextInput value on_input=on_change label placeholder max_length=2000 /> }.into_any()
            }
        }
    };
    view! { <div class="import-entry">{input}</div> }.into_any()
}

fn own_input(
    field: &'static Field,
    value: Signal<String>,
    on_change: Callback<String>,
    label: TextProp,
) -> AnyView {
    let draft = Signal::derive(move || Map::from_iter([(field.name.to_owned(), Value::String(value.get()))]));
    let change = Callback::new(move |(_, value): (&'static str, Value)| on_change.run(plain(Some(&value))));
    view! {
        <kit::Field label>
            <FieldInput field draft on_change=change max_length=None />
        </kit::Field>
    }
    .into_any()
}

/// True if the field's own control writes what a cell may have.
const fn has_own_input(field: &Field) -> bool {
    matches!(field.is, Is::Choice(_) | Is::Country | Is::Currency | Is::Zone)
}

/// The kind of record of which a text must be the name; None where it may be another text. Followed.
fn named_kind(line: Line, field: &Field) -> Option<Kind> {
    let rule = line.reference();
    let must_be_there = rule.by == ReferenceKey::Name && rule.missing != MissingReference::Create;
    target_of(field).filter(|_| must_be_there).map(|target| target.kind)
}
