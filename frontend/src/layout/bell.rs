//! The bell: how much others have done with the user's records since the user last looked.

use kit::{IconButton, format};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::VisibilityState;
use words::tr;

use crate::api::{notifications, session};

/// Between two looks, in milliseconds.
const PAUSE: u64 = 20_000;
/// From here on it is said only that there are more.
const COUNTED: i64 = 99;

/// What the bell shows and opens.
#[derive(Debug, Clone, Copy)]
pub(super) struct News {
    pub(super) open: RwSignal<bool>,
    /// How many notifications are not read.
    pub(super) unread: RwSignal<i64>,
}

impl News {
    pub(super) fn new() -> Self {
        Self { open: RwSignal::new(false), unread: RwSignal::new(0) }
    }

    /// Looks how many are not read; a look that fails changes nothing.
    pub(super) fn look(self) {
        spawn_local(async move {
            if let Ok(count) = notifications::unread().await {
                self.unread.try_set(count);
            }
        });
    }
}

/// The bell. It looks from time to time while the page is seen, and when it is seen again.
#[component]
pub(super) fn Bell(news: News) -> impl IntoView {
    let look = move || {
        let is_seen = document().visibility_state() == VisibilityState::Visible;
        if is_seen && session::me().is_some() {
            news.look();
        }
    };
    look();
    if let Ok(timer) = set_interval_with_handle(look, std::time::Duration::from_millis(PAUSE)) {
        on_cleanup(move || timer.clear());
    }
    let seen = window_event_listener_untyped("visibilitychange", move |_| look());
    on_cleanup(move || seen.remove());
    let count = move || match news.unread.get() {
        count if count > COUNTED => format!("{COUNTED}+"),
        count => format::number(count),
    };
    let label = move || match news.unread.get() {
        0 => tr!(notification.title),
        _ => tr!(notification.unread, count = count()),
    };
    view! {
        <span class="bell">
            <IconButton
                icon=icondata_lu::LuBell
                label
                on_press=Callback::new(move |()| news.open.update(|open| *open = !*open))
            />
            <Show when=move || { news.unread.get() > 0 }>
                <span class="bell-count" aria-hidden="true">{count}</span>
            </Show>
        </span>
    }
    .into_any()
}
