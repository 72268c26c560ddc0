//! The words on the screen, in the language of the user.
//!
//! `locales/*.json` has them by key; [`tr!`] reads one, and follows a change of language where it is called in a
//! reactive place. Keys and their arguments are checked when the crate is compiled.

use std::cell::Cell;

use domain::language::Language;
use leptos::prelude::*;
use leptos::reactive::graph::Observer;

#[allow(warnings, clippy::all, clippy::unwrap_used, clippy::expect_used, reason = "written by build.rs")]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/i18n.rs"));
}

pub use generated::i18n::Locale;

/// A text that follows the language: what descriptions of screens hold.
pub type Word = fn() -> String;

thread_local! {
    static LOCALE: ArcRwSignal<Locale> = ArcRwSignal::new(Locale::en);
    /// The language of [`in_language`], while it is at work.
    static SPOKEN: Cell<Option<Locale>> = const { Cell::new(None) };
}

/// The language files in use. Followed where it is read in a reactive place.
pub fn locale() -> Locale {
    SPOKEN.get().unwrap_or_else(|| {
        LOCALE.with(|locale| if Observer::get().is_some() { locale.get() } else { locale.get_untracked() })
    })
}

/// What `say` says in this language, whatever the language of the screen: for texts that are compared, not shown.
pub fn in_language<T>(language: Language, say: impl FnOnce() -> T) -> T {
    let before = SPOKEN.replace(Some(locale_of(language)));
    let said = say();
    SPOKEN.set(before);
    said
}

/// The language of the screen. Followed where it is read in a reactive place.
pub fn language() -> Language {
    match locale() {
        Locale::en => Language::English,
        Locale::zh_CN => Language::Chinese,
    }
}

/// Switches the language of every text on the screen.
pub fn set_language(language: Language) {
    LOCALE.with(|locale| locale.set(locale_of(language)));
}

const fn locale_of(language: Language) -> Locale {
    match language {
        Language::English => Locale::en,
        Language::Chinese => Locale::zh_CN,
    }
}

/// The text of a key: `tr!(common.save)`, `tr!(list.selected, count = 3)`. A [`String`].
#[macro_export]
macro_rules! tr {
    ($($key:ident).+ $(, $($arguments:tt)*)?) => {
        leptos_i18n::td_string!($crate::locale(), $($key).+ $(, $($arguments)*)?).to_string()
    };
}

/// The text of a key as a [`Word`], for descriptions: `word!(account.name)`.
#[macro_export]
macro_rules! word {
    ($($key:ident).+) => {
        (|| $crate::tr!($($key).+)) as $crate::Word
    };
}
