//! Framed parts of a page.

use leptos::prelude::*;
use leptos::text_prop::TextProp;

use crate::id;

/// A framed part of a page with a heading.
#[component]
pub fn Card(
    /// The heading.
    #[prop(optional, into)]
    title: Option<TextProp>,
    /// Buttons beside the heading.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// The content reaches to the edges, as a table does.
    #[prop(optional)]
    flush: bool,
    /// The content.
    children: Children,
) -> impl IntoView {
    let heading = id::unique("card");
    let labelled_by = title.is_some().then(|| heading.clone());
    let head = title.map(|title| {
        view! {
            <header class="card-head">
                <h2 class="card-title" id=heading>
                    {move || title.get()}
                </h2>
                {actions.map(|actions| view! { <div class="card-actions">{actions.run()}</div> })}
            </header>
        }
    });
    view! {
        <section class="card" aria-labelledby=labelled_by data-flush=flush.then_some("")>
            {head}
            <div class="card-body">{children()}</div>
        </section>
    }
    .into_any()
}

/// Names and values of a record.
#[component]
pub fn DescriptionList(
    /// Each a [`Description`].
    children: Children,
) -> impl IntoView {
    view! { <dl class="descriptions">{children()}</dl> }.into_any()
}

/// A name and its value.
#[component]
pub fn Description(
    /// The name of the value.
    #[prop(into)]
    term: TextProp,
    /// The value; a dash if there is none.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="description">
            <dt>{move || term.get()}</dt>
            <dd>{children.map(|children| children())}</dd>
        </div>
    }
    .into_any()
}

/// A part that opens and closes.
#[component]
pub fn Disclosure(
    /// The heading.
    #[prop(into)]
    label: TextProp,
    /// Whether it is open.
    #[prop(optional)]
    open: RwSignal<bool>,
    /// The content.
    children: Children,
) -> impl IntoView {
    view! {
        <details
            class="disclosure"
            prop:open=move || open.get()
            on:toggle=move |event| {
                open.set(event_target::<web_sys::Element>(&event).has_attribute("open"));
            }
        >
            <summary>{move || label.get()}</summary>
            <div class="disclosure-body">{children()}</div>
        </details>
    }
    .into_any()
}
