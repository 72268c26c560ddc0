//! Data on its way to a screen.

use std::future::Future;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Failure, session};

/// Something fetched, and fetched again whenever what it depends on changes. While it is fetched again the old value
/// stays; an answer that comes after a newer question is dropped.
pub(crate) struct Load<T: Send + Sync + 'static> {
    value: RwSignal<Option<T>>,
    failure: RwSignal<Option<Failure>>,
    is_loading: RwSignal<bool>,
    again: Trigger,
}

impl<T: Send + Sync> Clone for Load<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync> Copy for Load<T> {}

impl<T: Send + Sync + Clone + 'static> Load<T> {
    /// Fetches now, and again when a signal changes that `fetch` reads before it first waits.
    pub(crate) fn new<F>(fetch: impl Fn() -> F + 'static) -> Self
    where
        F: Future<Output = Result<T, Failure>> + 'static,
    {
        let load = Self {
            value: RwSignal::new(None),
            failure: RwSignal::new(None),
            is_loading: RwSignal::new(true),
            again: Trigger::new(),
        };
        let turn = StoredValue::new(0_u32);
        Effect::new(move |_| {
            load.again.track();
            session::follow_sign_ins();
            let answer = fetch();
            turn.update_value(|turn| *turn = turn.wrapping_add(1));
            let mine = turn.get_value();
            load.is_loading.set(true);
            spawn_local(async move {
                let answer = answer.await;
                if turn.try_get_value() == Some(mine) {
                    load.take(answer);
                }
            });
        });
        load
    }

    /// Fetches nothing and has nothing.
    pub(crate) fn idle() -> Self {
        Self {
            value: RwSignal::new(None),
            failure: RwSignal::new(None),
            is_loading: RwSignal::new(false),
            again: Trigger::new(),
        }
    }

    fn take(self, answer: Result<T, Failure>) {
        let (value, failure) = match answer {
            Ok(value) => (Some(value), None),
            Err(failure) => (None, Some(failure)),
        };
        if value.is_some() {
            self.value.try_set(value);
        }
        self.failure.try_set(failure);
        self.is_loading.try_set(false);
    }

    /// The latest value; followed.
    pub(crate) fn get(self) -> Option<T> {
        self.value.get()
    }

    /// A part of the latest value; followed.
    pub(crate) fn with<R>(self, read: impl FnOnce(Option<&T>) -> R) -> R {
        self.value.with(|value| read(value.as_ref()))
    }

    /// Why the last fetch came to nothing, if it did; followed.
    pub(crate) fn failure(self) -> Option<Failure> {
        self.failure.get()
    }

    /// True while it is fetched; followed.
    pub(crate) fn is_loading(self) -> bool {
        self.is_loading.get()
    }

    /// Fetches again.
    pub(crate) fn again(self) {
        self.again.notify();
    }

    /// Puts a value in its place without asking the server: what the user has just done, before it is confirmed.
    pub(crate) fn put(self, change: impl FnOnce(&mut T)) {
        self.value.update(|value| {
            if let Some(value) = value {
                change(value);
            }
        });
    }
}
