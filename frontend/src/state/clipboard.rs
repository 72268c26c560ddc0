//! The clipboard, which a browser may refuse.

use kit::toast;
use leptos::prelude::window;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;
use words::tr;

/// Copies a text, and says whether that worked.
pub(crate) fn copy(text: &str) {
    let promise = window().navigator().clipboard().write_text(text);
    spawn_local(async move {
        match JsFuture::from(promise).await {
            Ok(_) => toast::done(tr!(record.copied)),
            Err(_) => toast::failed(tr!(record.not_copied), None),
        }
    });
}
