//! What an input of a password has besides: showing it, and a word on caps lock.

use icondata_lu::{LuArrowBigUp, LuEye, LuEyeOff};
use leptos::prelude::*;
use words::tr;

use crate::icon::Icon;

/// The button that shows and hides what was typed.
#[component]
pub(super) fn Reveal(revealed: RwSignal<bool>) -> impl IntoView {
    let label = move || if revealed.get() { tr!(kit.hide_password) } else { tr!(kit.show_password) };
    let icon = move || {
        let icon = if revealed.get() { LuEyeOff } else { LuEye };
        view! { <Icon icon /> }
    };
    view! {
        <button
            type="button"
            class="input-action"
            aria-label=label
            aria-pressed=move || revealed.get().to_string()
            on:click=move |_| revealed.update(|revealed| *revealed = !*revealed)
        >
            {icon}
        </button>
    }
    .into_any()
}

/// Says that caps lock is on.
#[component]
pub(super) fn CapsLock(on: RwSignal<bool>) -> impl IntoView {
    view! {
        <span class="input-caps" role="status">
            {move || {
                on.get()
                    .then(|| {
                        view! {
                            <Icon icon=LuArrowBigUp size=14 />
                            <span>{tr!(kit.caps_lock)}</span>
                        }
                    })
            }}
        </span>
    }
    .into_any()
}
