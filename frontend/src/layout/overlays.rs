//! What can be opened over every screen. It is loaded after the first screen.

use leptos::prelude::*;

use super::bell::News;
use super::notices::NoticesSheet;
use super::palette::Palette;
use super::shortcuts::ShortcutSheet;
use crate::features::opportunity::StepDialog;
use crate::record::conflict::Conflicts;

/// What the frame opens by key or press.
#[derive(Debug, Clone, Copy)]
pub(super) struct Opened {
    pub(super) palette: RwSignal<bool>,
    pub(super) sheet: RwSignal<bool>,
    pub(super) news: News,
}

/// All of it; nothing outside the frame.
#[component]
pub(crate) fn Overlays() -> impl IntoView {
    use_context::<Opened>().map(|Opened { palette, sheet, news }| {
        view! {
            <Palette open=palette />
            <ShortcutSheet open=sheet />
            <NoticesSheet news />
            <Conflicts />
            <StepDialog />
        }
        .into_any()
    })
}
