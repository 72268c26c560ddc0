//! Looks how far an import is while a worker has it.

use domain::Kind;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::import::Import;

use crate::api::changes;
use crate::features::import::{calls, kept};

/// Milliseconds before the first look, and the most between two looks.
const PAUSES: (u32, u32) = (400, 5000);

/// Keeps `import` as it is at the server as long as a worker has it: looks less and less often.
pub(super) fn follow(import: RwSignal<Import>) {
    let is_active = Memo::new(move |_| import.with(|import| import.status.is_active()));
    Effect::new(move |_| {
        if !is_active.get() {
            return;
        }
        let id = import.with_untracked(|import| import.id);
        spawn_local(async move {
            let mut pause = PAUSES.0;
            while is_active.try_get_untracked() == Some(true) {
                TimeoutFuture::new(pause).await;
                if let Ok(now) = calls::get(id).await {
                    take(import, now);
                }
                pause = (pause * 3 / 2).min(PAUSES.1);
            }
        });
    });
}

/// Takes what the server said last, and tells the other screens when it is over.
fn take(import: RwSignal<Import>, now: Import) {
    if import.try_with_untracked(|before| before.version <= now.version) != Some(true) {
        return;
    }
    if !now.status.is_active() {
        changes::tell(Kind::Import);
        if !now.is_dry_run {
            changes::tell(now.kind);
        }
        kept::discard_if_over(&now);
    }
    import.try_set(now);
}
