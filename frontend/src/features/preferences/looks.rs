//! How this browser shows the application.

use kit::{Card, Choice, Segmented, Switch};
use leptos::prelude::*;
use words::tr;

use crate::features::sign_in::LanguageSwitch;
use crate::state::look;

/// The card.
#[component]
pub(super) fn Looks() -> impl IntoView {
    let themes = Signal::derive(|| {
        vec![
            Choice::new("", tr!(preferences.system)),
            Choice::new("light", tr!(theme.light)),
            Choice::new("dark", tr!(theme.dark)),
        ]
    });
    let densities = Signal::derive(|| {
        vec![
            Choice::new("compact", tr!(preferences.compact)),
            Choice::new("", tr!(preferences.normal)),
            Choice::new("comfortable", tr!(preferences.comfortable)),
        ]
    });
    let keys = RwSignal::new(kit::shortcut::enabled());
    let switch_keys = Callback::new(move |on: bool| {
        kit::shortcut::set_enabled(on);
        keys.set(on);
    });
    view! {
        <Card title=move || tr!(preferences.looks)>
            <div class="preference">
                <p class="quiet">{move || tr!(preferences.looks_text)}</p>
                <div class="preference-row">
                    <span>{move || tr!(field.language)}</span>
                    <LanguageSwitch />
                </div>
                <div class="preference-row">
                    <span>{move || tr!(preferences.theme)}</span>
                    <Segmented
                        value=Signal::derive(look::theme)
                        on_change=Callback::new(|theme: String| look::set_theme(&theme))
                        choices=themes
                        label=move || tr!(preferences.theme)
                    />
                </div>
                <div class="preference-row">
                    <span>{move || tr!(preferences.density)}</span>
                    <Segmented
                        value=Signal::derive(look::density)
                        on_change=Callback::new(|density: String| look::set_density(&density))
                        choices=densities
                        label=move || tr!(preferences.density)
                    />
                </div>
                <div class="preference-row">
                    <Switch checked=keys on_change=switch_keys label=move || tr!(preferences.shortcuts) />
                </div>
                <p class="quiet">{move || tr!(preferences.shortcuts_text)}</p>
            </div>
        </Card>
    }
    .into_any()
}
