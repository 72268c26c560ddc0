//! A sentence over a part of the screen that concerns all of it.

use icondata_lu::{LuCircleAlert, LuCircleCheck, LuInfo, LuTriangleAlert, LuX};
use leptos::prelude::*;
use words::tr;

use crate::button::IconButton;
use crate::icon::Icon;
use crate::tone::Tone;

/// A sentence and perhaps a button. It is an alert if its tone is danger.
#[component]
pub fn Banner(
    /// What its colour says.
    #[prop(default = Tone::Accent)]
    tone: Tone,
    /// When its cross is pressed; without it there is no cross.
    #[prop(optional, into)]
    on_close: Option<Callback<()>>,
    /// The sentence and buttons.
    children: Children,
) -> impl IntoView {
    let icon = match tone {
        Tone::Danger => LuCircleAlert,
        Tone::Warning => LuTriangleAlert,
        Tone::Success => LuCircleCheck,
        _ => LuInfo,
    };
    let role = if tone == Tone::Danger { "alert" } else { "status" };
    view! {
        <div class="banner" role=role data-tone=tone.name()>
            <Icon icon />
            <div class="banner-body">{children()}</div>
            {on_close
                .map(|on_close| {
                    view! { <IconButton icon=LuX label=|| tr!(kit.close) small=true on_press=on_close /> }
                })}
        </div>
    }
    .into_any()
}
