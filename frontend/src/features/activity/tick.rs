//! Ticks activities off: in lists by a round box before the name, on the page by a button. A tick can be taken back.

use std::sync::Arc;

use domain::access::Action;
use kit::{Button, Icon, toast};
use leptos::prelude::*;
use serde_json::{Map, Value};
use words::tr;

use super::ACTIVITY;
use crate::api::Failure;
use crate::api::records::Record;
use crate::record::{Mark, cell, conflict};

/// Where it stands: done or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tick {
    Done,
    Open,
}

impl Tick {
    fn of(activity: &Record) -> Self {
        if activity.value("done_at").is_null() { Self::Open } else { Self::Done }
    }

    fn other(self) -> Self {
        match self {
            Self::Done => Self::Open,
            Self::Open => Self::Done,
        }
    }
}

/// The box before the name of an activity in a list.
pub(super) static MARK: Mark = Mark { members: &["done_at"], view: mark };

fn mark(activity: &Record) -> AnyView {
    let name = cell::name_of(&ACTIVITY, activity);
    let shown = RwSignal::new(Tick::of(activity));
    let activity = activity.clone();
    let is_fixed = !ACTIVITY.may(Action::Update);
    let press = move |event: web_sys::MouseEvent| {
        event.stop_propagation();
        let to = shown.get_untracked().other();
        shown.set(to);
        let failed = Callback::new(move |()| {
            shown.try_set(to.other());
        });
        set(activity.clone(), to, failed);
    };
    view! {
        <button
            type="button"
            class="tick"
            role="checkbox"
            aria-checked=move || (shown.get() == Tick::Done).to_string()
            aria-label=move || tr!(tick.done_named, name = name.clone())
            disabled=is_fixed
            on:click=press
            on:dblclick=|event| event.stop_propagation()
        >
            <Icon icon=icondata_lu::LuCheck size=12 />
        </button>
    }
    .into_any()
}

/// The button in the head of an activity's page.
pub(super) fn action(activity: Signal<Record>) -> AnyView {
    let state = Memo::new(move |_| activity.with(Tick::of));
    let is_busy = RwSignal::new(false);
    let press = move || {
        is_busy.set(true);
        set(activity.get_untracked(), state.get_untracked().other(), Callback::new(move |()| ()));
    };
    // Another version of it means that the server has answered.
    Effect::new(move |_| {
        activity.with(Record::version);
        is_busy.set(false);
    });
    let button = move || match state.get() {
        Tick::Open => view! {
            <Button label=|| tr!(tick.done) icon=icondata_lu::LuCheck on_press=press busy=is_busy />
        }
        .into_any(),
        Tick::Done => view! {
            <Button label=|| tr!(tick.open) icon=icondata_lu::LuRotateCcw on_press=press busy=is_busy />
        }
        .into_any(),
    };
    (move || ACTIVITY.may(Action::Update).then(button)).into_any()
}

/// Sets when it was done, now or not yet, and offers to take that back.
fn set(activity: Record, to: Tick, failed: Callback<()>) {
    let before = activity.value("done_at").clone();
    let patch = |value: Value| Map::from_iter([("done_at".to_owned(), value)]);
    let now = match to {
        Tick::Done => kit::format::now().to_rfc3339().into(),
        Tick::Open => Value::Null,
    };
    let then = move |result: Result<Record, Failure>| match result {
        Ok(after) => {
            let name = cell::name_of(&ACTIVITY, &after);
            let text = if to == Tick::Done {
                tr!(tick.was_done, name = name)
            } else {
                tr!(tick.was_opened, name = name)
            };
            let before = before.clone();
            let back = Callback::new(move |()| {
                let settle = Arc::new(|result: Result<Record, Failure>| {
                    if let Err(failure) = result {
                        toast::failed(failure.words(), None);
                    }
                });
                conflict::save(&ACTIVITY, after.clone(), patch(before.clone()), settle);
            });
            toast::undo(text, back);
        }
        Err(failure) => {
            failed.try_run(());
            toast::failed(failure.words(), None);
        }
    };
    conflict::save(&ACTIVITY, activity, patch(now), Arc::new(then));
}
