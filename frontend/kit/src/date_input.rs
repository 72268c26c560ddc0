//! Days and times, by the browser's own pickers.

use leptos::prelude::*;
use leptos::text_prop::TextProp;

use crate::field::Naming;

/// A day, as ISO 8601 writes it: `2026-11-22`.
#[component]
pub fn DateInput(
    /// The day; empty for none.
    #[prop(into)]
    value: Signal<String>,
    /// When another is chosen.
    #[prop(into)]
    on_change: Callback<String>,
    /// The first day that may be chosen.
    #[prop(optional, into)]
    min: Signal<String>,
    /// The last day that may be chosen.
    #[prop(optional, into)]
    max: Signal<String>,
    /// It cannot be used.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Its name, where no field gives it one.
    #[prop(optional, into)]
    label: Option<TextProp>,
) -> impl IntoView {
    picker("date", value, on_change, [min, max], disabled, label)
}

/// A local time, as ISO 8601 writes it without a zone: `2026-11-22T14:20`.
#[component]
pub fn DateTimeInput(
    /// The time; empty for none.
    #[prop(into)]
    value: Signal<String>,
    /// When another is chosen.
    #[prop(into)]
    on_change: Callback<String>,
    /// The first time that may be chosen.
    #[prop(optional, into)]
    min: Signal<String>,
    /// The last time that may be chosen.
    #[prop(optional, into)]
    max: Signal<String>,
    /// It cannot be used.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Its name, where no field gives it one.
    #[prop(optional, into)]
    label: Option<TextProp>,
) -> impl IntoView {
    picker("datetime-local", value, on_change, [min, max], disabled, label)
}

fn picker(
    html_type: &'static str,
    value: Signal<String>,
    on_change: Callback<String>,
    [min, max]: [Signal<String>; 2],
    disabled: Signal<bool>,
    label: Option<TextProp>,
) -> AnyView {
    let naming = Naming::of(label);
    let bound = |bound: Signal<String>| move || Some(bound.get()).filter(|bound| !bound.is_empty());
    view! {
        <div class="input" data-kind=html_type>
            <input
                id=naming.id.clone()
                type=html_type
                min=bound(min)
                max=bound(max)
                disabled=move || disabled.get()
                aria-label=naming.label()
                aria-describedby=naming.described_by()
                aria-invalid=naming.invalid()
                aria-required=naming.required()
                prop:value=move || value.get()
                on:change=move |event| on_change.run(event_target_value(&event))
            />
        </div>
    }
    .into_any()
}
