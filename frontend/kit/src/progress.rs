//! How far something is.

use leptos::prelude::*;
use leptos::text_prop::TextProp;
use words::tr;

/// A thin line at the top of the page or of a panel while something loads again.
#[component]
pub fn TopProgress(
    /// Something loads.
    #[prop(into)]
    active: Signal<bool>,
) -> impl IntoView {
    move || {
        active.get().then(|| {
            view! { <div class="top-progress" role="progressbar" aria-label=move || tr!(kit.loading)></div> }
        })
    }
}

/// A bar that fills.
#[component]
pub fn Progress(
    /// From 0 to 1.
    #[prop(into)]
    value: Signal<f64>,
    /// What is under way.
    #[prop(into)]
    label: TextProp,
) -> impl IntoView {
    view! {
        <div
            class="progress"
            role="progressbar"
            aria-label=label
            aria-valuemin="0"
            aria-valuemax="100"
            aria-valuenow=move || percents(value.get())
            style:--value=move || percents(value.get()) + "%"
        ></div>
    }
    .into_any()
}

/// A bar in a cell or a card that compares a value with its greatest one.
#[component]
pub fn Meter(
    /// From 0 to 1.
    #[prop(into)]
    value: Signal<f64>,
    /// What is measured.
    #[prop(into)]
    label: TextProp,
) -> impl IntoView {
    view! {
        <span
            class="meter"
            role="meter"
            aria-label=label
            aria-valuemin="0"
            aria-valuemax="100"
            aria-valuenow=move || percents(value.get())
            style:--value=move || percents(value.get()) + "%"
        ></span>
    }
    .into_any()
}

fn percents(share: f64) -> String {
    format!("{:.0}", share.clamp(0.0, 1.0) * 100.0)
}
