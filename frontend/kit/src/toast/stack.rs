//! The messages on the screen.

use std::time::Duration;

use icondata_lu::{LuCircleAlert, LuCircleCheck, LuX};
use leptos::html::Div;
use leptos::prelude::*;
use words::tr;

use super::{Kind, Toast, act, dismiss, tick, toasts};
use crate::button::IconButton;
use crate::icon::Icon;
use crate::shortcut::is_typing;

const QUARTER: Duration = Duration::from_millis(250);

/// The place where all messages appear: mounted once by the application. Time stands still while the pointer or the
/// focus is on them.
#[component]
pub fn Toasts() -> impl IntoView {
    let region = NodeRef::<Div>::new();
    let all = toasts();
    let any = Memo::new({
        let all = all.clone();
        move |_| all.with(|toasts| !toasts.is_empty())
    });
    let held = RwSignal::new(false);
    Effect::new(move |running: Option<Option<IntervalHandle>>| {
        if let Some(Some(running)) = running {
            running.clear();
        }
        let interval = move || {
            if !held.get_untracked() {
                tick();
            }
        };
        any.get().then(|| set_interval_with_handle(interval, QUARTER).ok()).flatten()
    });
    Effect::new({
        let all = all.clone();
        move |_| {
            let Some(region) = region.get() else { return };
            let covered = all.with(|toasts| !toasts.is_empty())
                && document().query_selector("dialog:modal").ok().flatten().is_some();
            // Shown again, it stands before a dialog that was opened since.
            if covered {
                _ = region.hide_popover();
            }
            // Fails only if it is shown already.
            _ = region.show_popover();
        }
    });
    let keys = window_event_listener(leptos::ev::keydown, {
        let all = all.clone();
        move |event| {
            let is_undo = (event.ctrl_key() || event.meta_key()) && !event.shift_key() && event.key() == "z";
            if !is_undo || is_typing(&event) {
                return;
            }
            let last =
                all.with_untracked(|toasts| toasts.iter().rfind(|toast| toast.kind == Kind::Undo).cloned());
            if let Some(toast) = last {
                event.prevent_default();
                act(toast.id);
            }
        }
    });
    on_cleanup(move || keys.remove());
    view! {
        <div
            class="toasts"
            popover="manual"
            role="status"
            aria-atomic="false"
            node_ref=region
            on:mouseenter=move |_| held.set(true)
            on:mouseleave=move |_| held.set(false)
            on:focusin=move |_| held.set(true)
            on:focusout=move |_| held.set(false)
        >
            <For each=move || all.get() key=|toast| (toast.id, toast.times) let:toast>
                {row(toast)}
            </For>
        </div>
    }
    .into_any()
}

fn row(toast: Toast) -> AnyView {
    let id = toast.id;
    let (icon, role, state) = match toast.kind {
        Kind::Failed => (LuCircleAlert, Some("alert"), "failed"),
        // The place around says them.
        Kind::Done | Kind::Undo => (LuCircleCheck, None, "done"),
    };
    let word = move || if toast.kind == Kind::Undo { tr!(kit.undo) } else { tr!(kit.retry) };
    let action = (!toast.actions.is_empty()).then(|| {
        view! {
            <button type="button" class="toast-action" on:click=move |_| act(id)>
                {word}
            </button>
        }
    });
    let times =
        (toast.times > 1).then(|| view! { <span class="toast-times">{format!("×{}", toast.times)}</span> });
    view! {
        <div class="toast" role=role data-state=state>
            <Icon icon />
            <p class="toast-text">{toast.text} {times}</p>
            {action}
            <IconButton icon=LuX label=|| tr!(kit.dismiss) small=true on_press=move || dismiss(id) />
        </div>
    }
    .into_any()
}
