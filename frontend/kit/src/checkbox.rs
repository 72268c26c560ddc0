//! Yes or no.

use leptos::prelude::*;
use leptos::text_prop::TextProp;

/// A box to tick.
#[component]
pub fn Checkbox(
    /// Whether it is ticked.
    #[prop(into)]
    checked: Signal<bool>,
    /// When it is ticked or unticked.
    #[prop(into)]
    on_change: Callback<bool>,
    /// What is agreed to.
    #[prop(into)]
    label: TextProp,
    /// Some of what it stands for is ticked, and some is not.
    #[prop(optional, into)]
    indeterminate: Signal<bool>,
    /// Only screen readers get the label.
    #[prop(optional)]
    label_hidden: bool,
    /// It cannot be used.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    view! {
        <label class="checkbox">
            <input
                type="checkbox"
                prop:checked=move || checked.get()
                prop:indeterminate=move || indeterminate.get()
                disabled=move || disabled.get()
                on:change=move |event| on_change.run(event_target_checked(&event))
            />
            <span class=if label_hidden { "visually-hidden" } else { "checkbox-label" }>
                {move || label.get()}
            </span>
        </label>
    }
    .into_any()
}

/// A setting that is on or off, and takes effect at once.
#[component]
pub fn Switch(
    /// Whether it is on.
    #[prop(into)]
    checked: Signal<bool>,
    /// When it is switched.
    #[prop(into)]
    on_change: Callback<bool>,
    /// What is switched.
    #[prop(into)]
    label: TextProp,
    /// Only screen readers get the label.
    #[prop(optional)]
    label_hidden: bool,
    /// It cannot be used.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    view! {
        <label class="switch">
            <input
                type="checkbox"
                role="switch"
                prop:checked=move || checked.get()
                disabled=move || disabled.get()
                on:change=move |event| on_change.run(event_target_checked(&event))
            />
            <span class=if label_hidden { "visually-hidden" } else { "switch-label" }>{move || label.get()}</span>
        </label>
    }
    .into_any()
}
