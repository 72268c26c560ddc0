//! What the server finds as the user types.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::search::SearchResult;

use crate::api::Failure;
use crate::api::search::search;

/// Milliseconds without another letter after which the server is asked.
const PAUSE: u32 = 200;

/// The last answer and whether another one is on its way.
#[derive(Clone, Copy)]
pub(super) struct Found {
    answer: RwSignal<Option<Answer>>,
    is_loading: RwSignal<bool>,
    turn: StoredValue<u32>,
}

/// What was found, and what for.
#[derive(Clone)]
pub(super) struct Answer {
    pub(super) q: String,
    pub(super) result: Result<SearchResult, Failure>,
}

impl Found {
    pub(super) fn new() -> Self {
        Self { answer: RwSignal::new(None), is_loading: RwSignal::new(false), turn: StoredValue::new(0) }
    }

    /// The last answer: that for an earlier text for as long as the next one is on its way.
    pub(super) fn answer(self) -> Option<Answer> {
        self.answer.get()
    }

    /// True while an answer is on its way.
    pub(super) fn is_loading(self) -> bool {
        self.is_loading.get()
    }

    /// Asks for `text` once nothing more is typed.
    pub(super) fn ask(self, text: &str) {
        self.turn.update_value(|turn| *turn = turn.wrapping_add(1));
        let mine = self.turn.get_value();
        let q = text.trim().to_owned();
        if !domain::search::is_enough(&q) {
            self.answer.set(None);
            self.is_loading.set(false);
            return;
        }
        self.is_loading.set(true);
        let is_current = move || self.turn.try_get_value() == Some(mine);
        spawn_local(async move {
            TimeoutFuture::new(PAUSE).await;
            if !is_current() {
                return;
            }
            let result = search(&q).await;
            if is_current() {
                self.answer.try_set(Some(Answer { q, result }));
                self.is_loading.try_set(false);
            }
        });
    }
}
