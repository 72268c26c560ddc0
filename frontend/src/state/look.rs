//! How the screens look: theme, density, language. `theme.js` applies the same before the first paint.

use domain::language::Language;
use leptos::prelude::*;

use super::storage;

thread_local! {
    static CHOSEN: ArcTrigger = ArcTrigger::new();
}

const THEME: &str = "rapport.theme";
const DENSITY: &str = "rapport.density";
const LANGUAGE: &str = "rapport.language";

/// The theme: `light`, `dark`, or empty for that of the system. Followed where it is read in a reactive place.
pub(crate) fn theme() -> String {
    CHOSEN.with(Track::track);
    storage::read(THEME).unwrap_or_default()
}

/// Chooses a theme.
pub(crate) fn set_theme(theme: &str) {
    choose(THEME, "data-theme", theme);
}

/// How close the rows stand: `compact`, `comfortable`, or empty for in between. Followed where it is read
/// in a reactive place.
pub(crate) fn density() -> String {
    CHOSEN.with(Track::track);
    storage::read(DENSITY).unwrap_or_default()
}

/// Chooses a density.
pub(crate) fn set_density(density: &str) {
    choose(DENSITY, "data-density", density);
    // Long tables count in rows.
    if let Ok(event) = web_sys::Event::new("resize") {
        let _ = window().dispatch_event(&event);
    }
}

fn choose(key: &str, attribute: &str, value: &str) {
    storage::write(key, (!value.is_empty()).then_some(value));
    let Some(root) = document().document_element() else { return };
    let done = if value.is_empty() {
        root.remove_attribute(attribute)
    } else {
        root.set_attribute(attribute, value)
    };
    drop(done);
    CHOSEN.with(Notify::notify);
}

/// Begins with the language that was chosen in this browser, else with the browser's own.
pub(crate) fn start_language() {
    let chosen = storage::read(LANGUAGE).and_then(|tag| tag.parse::<Language>().ok());
    let own = || {
        let languages = window().navigator().languages();
        let tags = languages.iter().filter_map(|tag| tag.as_string()).collect::<Vec<_>>();
        Language::accepted(&tags.join(","))
    };
    apply_language(chosen.unwrap_or_else(own));
}

/// Chooses a language, for this browser.
pub(crate) fn set_language(language: Language) {
    storage::write(LANGUAGE, Some(language.as_str()));
    apply_language(language);
}

fn apply_language(language: Language) {
    words::set_language(language);
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("lang", language.as_str());
    }
}

const SIDEBAR: &str = "rapport.sidebar";

/// True if the navigation shows icons only.
pub(crate) fn is_sidebar_narrow() -> bool {
    storage::read(SIDEBAR).as_deref() == Some("narrow")
}

/// Remembers how wide the navigation is.
pub(crate) fn set_sidebar_narrow(is_narrow: bool) {
    storage::write(SIDEBAR, is_narrow.then_some("narrow"));
}
