//! The colours that carry a meaning.

/// What a colour says. Screens choose a meaning, the theme chooses the colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Neutral,
    /// In progress, chosen, informative.
    Accent,
    /// Won, paid, done.
    Success,
    /// Soon due, needs a look.
    Warning,
    /// Lost, overdue, destructive.
    Danger,
    /// A category, without judgement.
    Violet,
    /// A category, without judgement.
    Teal,
    /// A category, without judgement.
    Pink,
}

impl Tone {
    /// Every tone, in the order in which they are shown.
    pub const ALL: [Self; 8] = [
        Self::Neutral,
        Self::Accent,
        Self::Success,
        Self::Warning,
        Self::Danger,
        Self::Violet,
        Self::Teal,
        Self::Pink,
    ];

    /// The value of `data-tone`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Accent => "accent",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Danger => "danger",
            Self::Violet => "violet",
            Self::Teal => "teal",
            Self::Pink => "pink",
        }
    }
}
