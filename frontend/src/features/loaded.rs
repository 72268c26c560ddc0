//! What a card shows while its content is on the way, or does not come.

use std::time::Duration;

use kit::{Button, Failed, Skeleton, SkeletonShape, TopProgress};
use leptos::prelude::*;
use words::tr;

use crate::api::{Failure, Load};

/// After this the card says that it still waits, and offers to ask again.
const LONG: Duration = Duration::from_secs(5);

/// How far the content of a card is fetched.
#[derive(Clone, Copy)]
pub(crate) struct Progress {
    is_there: Signal<bool>,
    is_loading: Signal<bool>,
    failure: Signal<Option<Failure>>,
    again: Callback<()>,
}

impl Progress {
    /// That of something fetched.
    pub(crate) fn of<T: Clone + Send + Sync + 'static>(load: Load<T>) -> Self {
        let is_there = Memo::new(move |_| load.with(|value| value.is_some()));
        Self {
            is_there: is_there.into(),
            is_loading: Signal::derive(move || load.is_loading()),
            failure: Signal::derive(move || load.failure()),
            again: Callback::new(move |()| load.again()),
        }
    }
}

/// The content once it is there; before, its shape, and why it does not come. While it is fetched again it stays and
/// is paler; an error stands above it.
#[component]
pub(crate) fn Loaded(progress: Progress, children: ChildrenFn) -> impl IntoView {
    let has_failed = Memo::new(move |_| progress.failure.with(Option::is_some));
    let failed = move || {
        let failure = progress.failure.get()?;
        let id = failure.request_id().unwrap_or_default().to_owned();
        Some(view! { <Failed text=move || failure.words() detail=id on_retry=progress.again /> })
    };
    move || match (progress.is_there.get(), has_failed.get()) {
        (false, false) => view! { <Waiting again=progress.again /> }.into_any(),
        (false, true) => failed().into_any(),
        (true, true) => view! { {failed} }.into_any(),
        (true, false) => {
            let content = children();
            view! {
                <TopProgress active=progress.is_loading />
                <div class="loaded" data-loading=move || progress.is_loading.get().then_some("")>
                    {content}
                </div>
            }
            .into_any()
        }
    }
}

#[component]
fn Waiting(again: Callback<()>) -> impl IntoView {
    let is_long = RwSignal::new(false);
    if let Ok(timer) = set_timeout_with_handle(move || drop(is_long.try_set(true)), LONG) {
        on_cleanup(move || timer.clear());
    }
    view! {
        <Skeleton shape=SkeletonShape::Text />
        <Show when=move || is_long.get()>
            <p class="still-loading" role="status">
                {move || tr!(loaded.still)} " "
                <Button label=|| tr!(loaded.retry) small=true on_press=again />
            </p>
        </Show>
    }
    .into_any()
}
