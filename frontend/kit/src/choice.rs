//! What can be chosen in selects, comboboxes and groups of buttons.

use crate::tone::Tone;

/// One of several values to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What is stored.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// Something that tells it from others of the same name.
    pub hint: Option<String>,
    /// A coloured dot before the label.
    pub tone: Option<Tone>,
    /// The choice is a person: shown with an avatar.
    pub avatar: bool,
}

impl Choice {
    /// A choice that is only a value and its label.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), ..Self::default() }
    }

    /// The same with a hint.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// The same with a coloured dot.
    #[must_use]
    pub fn tone(self, tone: Tone) -> Self {
        Self { tone: Some(tone), ..self }
    }

    /// The same as a person.
    #[must_use]
    pub fn person(self) -> Self {
        Self { avatar: true, ..self }
    }
}
