//! Small marks: states, kinds and counts.

use leptos::prelude::*;
use leptos::text_prop::TextProp;

use crate::icon::Icon;
use crate::tone::Tone;

/// A state or kind, in a soft colour.
#[component]
pub fn Badge(
    /// The state's name.
    #[prop(into)]
    label: TextProp,
    /// What its colour says.
    #[prop(optional)]
    tone: Tone,
    /// With a dot before the text: for states.
    #[prop(optional)]
    dot: bool,
    /// Before the text.
    #[prop(optional)]
    icon: Option<Icon>,
) -> impl IntoView {
    view! {
        <span class="badge" data-tone=tone.name() data-dot=dot.then_some("")>
            {icon.map(|icon| view! { <Icon icon size=12 /> })}
            <span class="badge-label">{move || label.get()}</span>
        </span>
    }
    .into_any()
}
