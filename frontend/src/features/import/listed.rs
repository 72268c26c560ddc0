//! The short lists of a plan, as a select offers them.

use kit::{Choice, Select};
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use wire::import::{
    DateFormat, DecimalSeparator, Delimiter, Encoding, ImportMode, MissingReference, ReferenceKey,
};
use words::tr;

/// One of a short list of values.
pub(super) trait Listed: Serialize + DeserializeOwned + Copy + Send + Sync + 'static {
    /// Every value.
    const ALL: &'static [Self];

    /// In the language of the user.
    fn label(self) -> String;

    /// As the API writes it.
    fn text(self) -> String {
        match serde_json::to_value(self) {
            Ok(Value::String(text)) => text,
            _ => String::new(),
        }
    }

    /// The value that the API writes so.
    fn read(text: &str) -> Option<Self> {
        serde_json::from_value(text.into()).ok()
    }

    /// As a control offers it.
    fn choice(self) -> Choice {
        Choice::new(self.text(), self.label())
    }
}

/// A select of these values.
pub(super) fn pick<T: Listed>(value: Signal<T>, values: Signal<Vec<T>>, on_change: Callback<T>) -> AnyView {
    let choices = Signal::derive(move || values.get().into_iter().map(Listed::choice).collect::<Vec<_>>());
    let change = Callback::new(move |text: String| {
        if let Some(value) = T::read(&text) {
            on_change.run(value);
        }
    });
    let text = Signal::derive(move || value.get().text());
    view! { <Select value=text choices on_change=change /> }.into_any()
}

/// All values of a list, as a signal.
pub(super) fn all<T: Listed>() -> Signal<Vec<T>> {
    Signal::derive(|| T::ALL.to_vec())
}

impl Listed for Encoding {
    const ALL: &'static [Self] = &[Self::Utf8, Self::Gb18030];

    fn label(self) -> String {
        match self {
            Self::Utf8 => tr!(import.utf8),
            Self::Gb18030 => tr!(import.gb18030),
        }
    }
}

impl Listed for Delimiter {
    const ALL: &'static [Self] = &[Self::Comma, Self::Semicolon, Self::Tab, Self::Pipe];

    fn label(self) -> String {
        match self {
            Self::Comma => tr!(import.comma),
            Self::Semicolon => tr!(import.semicolon),
            Self::Tab => tr!(import.tab),
            Self::Pipe => tr!(import.pipe),
        }
    }
}

impl Listed for DecimalSeparator {
    const ALL: &'static [Self] = &[Self::Point, Self::Comma];

    fn label(self) -> String {
        match self {
            Self::Point => tr!(import.decimal_point),
            Self::Comma => tr!(import.decimal_comma),
        }
    }
}

impl Listed for DateFormat {
    const ALL: &'static [Self] = &[Self::Iso, Self::Cn, Self::Us, Self::Eu];

    fn label(self) -> String {
        match self {
            Self::Iso => tr!(import.date_iso),
            Self::Cn => tr!(import.date_cn),
            Self::Us => tr!(import.date_us),
            Self::Eu => tr!(import.date_eu),
        }
    }
}

impl Listed for ImportMode {
    const ALL: &'static [Self] = &[Self::Create, Self::Update, Self::Upsert];

    fn label(self) -> String {
        match self {
            Self::Create => tr!(import.mode_create),
            Self::Update => tr!(import.mode_update),
            Self::Upsert => tr!(import.mode_upsert),
        }
    }

    fn choice(self) -> Choice {
        let hint = match self {
            Self::Create => tr!(import.mode_create_hint),
            Self::Update => tr!(import.mode_update_hint),
            Self::Upsert => tr!(import.mode_upsert_hint),
        };
        Choice::new(self.text(), self.label()).hint(hint)
    }
}

impl Listed for ReferenceKey {
    const ALL: &'static [Self] = &[Self::Name, Self::ExternalId, Self::Email, Self::Code, Self::Id];

    fn label(self) -> String {
        match self {
            Self::Name => tr!(import.by_name),
            Self::ExternalId => tr!(import.by_external_id),
            Self::Email => tr!(import.by_email),
            Self::Code => tr!(import.by_code),
            Self::Id => tr!(import.by_id),
        }
    }
}

impl Listed for MissingReference {
    const ALL: &'static [Self] = &[Self::Fail, Self::LeaveEmpty, Self::Create];

    fn label(self) -> String {
        match self {
            Self::Fail => tr!(import.missing_fail),
            Self::LeaveEmpty => tr!(import.missing_leave_empty),
            Self::Create => tr!(import.missing_create),
        }
    }
}
