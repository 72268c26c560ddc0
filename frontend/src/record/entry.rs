//! What is being entered in a dialog to be sent: values by the names of the API, and what is wrong with them.

use kit::{Banner, Tone};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::{Map, Value};
use wire::FieldError;

use super::{Field, FieldInput};
use crate::api::{Failure, field_words};

/// Values on their way.
#[derive(Clone, Copy)]
pub(crate) struct Entry {
    values: RwSignal<Map<String, Value>>,
    errors: RwSignal<Vec<FieldError>>,
    failure: RwSignal<Option<Failure>>,
    is_busy: RwSignal<bool>,
}

impl Entry {
    /// An entry that begins with these values.
    pub(crate) fn new(values: Map<String, Value>) -> Self {
        Self {
            values: RwSignal::new(values),
            errors: RwSignal::new(Vec::new()),
            failure: RwSignal::new(None),
            is_busy: RwSignal::new(false),
        }
    }

    /// Takes a value; what was wrong with it is forgotten.
    pub(crate) fn set(self, name: &'static str, value: Value) {
        // A control that goes tells its value once more.
        self.values.try_update(|values| values.insert(name.to_owned(), value));
        self.errors.try_update(|errors| errors.retain(|error| !is_at(error, name)));
    }

    /// All values, for controls that depend on several.
    pub(crate) fn values(self) -> Signal<Map<String, Value>> {
        self.values.into()
    }

    /// A value as it is now, null if nothing is entered; whatever reads it follows it.
    pub(crate) fn value(self, name: &str) -> Value {
        self.values.with(|values| values.get(name).cloned().unwrap_or_default())
    }

    /// All values that are not empty.
    pub(crate) fn filled(self) -> Map<String, Value> {
        let mut values = self.values.get_untracked();
        values.retain(|_, value| !value.is_null());
        values
    }

    /// True while it is sent.
    pub(crate) fn is_busy(self) -> Signal<bool> {
        self.is_busy.into()
    }

    /// What is wrong with a field.
    pub(crate) fn error(self, name: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.errors.with(|errors| errors.iter().find(|error| is_at(error, name)).map(field_words))
        })
    }

    /// A field with its label, control and what is wrong with it. Whether it is required may change.
    pub(crate) fn input(
        self,
        field: &'static Field,
        max_length: Option<u64>,
        required: Signal<bool>,
    ) -> AnyView {
        let on_change = Callback::new(move |(name, value): (&'static str, Value)| self.set(name, value));
        let shown = move || {
            view! {
                <kit::Field label=field.label error=self.error(field.name) required=required.get()>
                    <FieldInput field draft=self.values on_change max_length />
                </kit::Field>
            }
        };
        shown.into_any()
    }

    /// Why it could not be sent as a whole.
    pub(crate) fn banner(self) -> AnyView {
        let banner = move || {
            let failure = self.failure.get()?;
            Some(view! { <Banner tone=Tone::Danger>{move || failure.words()}</Banner> })
        };
        banner.into_any()
    }

    /// Sends it, unless something is `wrong` with it already or it is on its way; shows what the server refuses.
    pub(crate) fn send<T: 'static>(
        self,
        wrong: Vec<FieldError>,
        sent: impl Future<Output = Result<T, Failure>> + 'static,
        then: impl FnOnce(T) + 'static,
    ) {
        self.failure.set(None);
        let is_wrong = !wrong.is_empty();
        self.errors.set(wrong);
        if is_wrong || self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        spawn_local(async move {
            let result = sent.await;
            self.is_busy.try_set(false);
            match result {
                Ok(done) => then(done),
                Err(failure) => {
                    self.errors.try_set(failure.fields().to_vec());
                    self.failure.try_set(Some(failure));
                }
            }
        });
    }
}

/// The names on the way to what is wrong: of `/fields/amount` both.
pub(crate) fn names_in(error: &FieldError) -> impl Iterator<Item = &str> {
    error.pointer.as_deref().unwrap_or_default().split('/').filter(|name| !name.is_empty())
}

/// True if an error is about the field, wherever in the request it stood, or about something in it.
pub(crate) fn is_at(error: &FieldError, name: &str) -> bool {
    names_in(error).any(|part| part == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_at_its_field() {
        let at = |pointer: &str, name| {
            is_at(&FieldError { pointer: Some(pointer.to_owned()), ..Default::default() }, name)
        };
        assert!(at("/name", "name") && at("/fields/amount", "amount") && at("/tag_ids/3", "tag_ids"));
        assert!(!at("/company_name", "name") && !at("", "name"));
        assert!(!is_at(&FieldError::default(), "name"));
    }
}
