//! Things that were picked, and can be taken away again.

use icondata_lu::LuX;
use leptos::prelude::*;
use leptos::text_prop::TextProp;
use words::tr;

use crate::icon::Icon;
use crate::tone::Tone;

/// A filter or a chosen value. Pressing it changes it, its cross removes it.
#[component]
pub fn Chip(
    /// What was picked.
    #[prop(into)]
    label: TextProp,
    /// When its cross is pressed; without it there is no cross.
    #[prop(optional, into)]
    on_remove: Option<Callback<()>>,
    /// When its text is pressed; without it the text cannot be pressed.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
) -> impl IntoView {
    let text = {
        let label = label.clone();
        move || label.get()
    };
    let body = match on_press {
        Some(on_press) => view! {
            <button type="button" class="chip-body" on:click=move |_| on_press.run(())>
                {text}
            </button>
        }
        .into_any(),
        None => view! { <span class="chip-body">{text}</span> }.into_any(),
    };
    let remove = on_remove.map(|on_remove| {
        let name = move || tr!(kit.remove, name = label.get().to_string());
        view! {
            <button type="button" class="chip-remove" aria-label=name on:click=move |_| on_remove.run(())>
                <Icon icon=LuX size=12 />
            </button>
        }
    });
    view! {
        <span class="chip">
            {body}
            {remove}
        </span>
    }
    .into_any()
}

/// A tag that somebody gave to a record.
#[component]
pub fn Tag(
    /// Its name.
    #[prop(into)]
    label: TextProp,
    /// Its colour.
    #[prop(optional)]
    tone: Tone,
) -> impl IntoView {
    view! {
        <span class="tag" data-tone=tone.name()>
            {move || label.get()}
        </span>
    }
    .into_any()
}
