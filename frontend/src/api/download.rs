//! Files from the server: a link could not name the access token, so they are fetched like anything else.

use std::time::Duration;

use js_sys::Uint8Array;
use leptos::prelude::{document, set_timeout};
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlAnchorElement, ReadableStreamDefaultReader, Url};

use super::client::Answer;
use super::{Failure, Request};

/// The status of an answer to something that takes longer.
const ACCEPTED: u16 = 202;

/// Fetches a file and lets the browser save it under this name.
pub(crate) async fn save(request: Request, name: &str) -> Result<(), Failure> {
    save_body(request.open().await?.into(), name).await
}

/// The same where the server may say that the file is still to be made, and how that stands.
pub(crate) async fn save_or_wait<T: DeserializeOwned>(
    request: Request,
    name: &str,
) -> Result<Option<T>, Failure> {
    let response = request.open().await?;
    if response.status() != ACCEPTED {
        return save_body(response.into(), name).await.map(|()| None);
    }
    Answer::of(response).await?.read().map(Some)
}

async fn save_body(response: web_sys::Response, name: &str) -> Result<(), Failure> {
    let blob = response.blob().map_err(|_error| Failure::Unreadable)?;
    let blob: Blob = JsFuture::from(blob).await.map_err(|_error| Failure::Offline)?.unchecked_into();
    hand_over(&blob, name).map_err(|_error| Failure::Unreadable)
}

/// The beginning of a file that is text, at most about so many bytes of it, and whether that is all of it.
pub(crate) async fn beginning(request: Request, most: usize) -> Result<(String, bool), Failure> {
    let response = request.open().await?;
    let Some(body) = response.body() else { return Ok((String::new(), true)) };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let mut bytes = Vec::new();
    while bytes.len() < most {
        let piece = JsFuture::from(reader.read()).await.map_err(|_error| Failure::Offline)?;
        let member = |name: &str| js_sys::Reflect::get(&piece, &name.into()).unwrap_or(JsValue::UNDEFINED);
        if member("done").is_truthy() {
            return Ok((String::from_utf8_lossy(&bytes).into_owned(), true));
        }
        bytes.extend(Uint8Array::new(&member("value")).to_vec());
    }
    let _ = reader.cancel();
    Ok((String::from_utf8_lossy(&bytes).into_owned(), false))
}

fn hand_over(blob: &Blob, name: &str) -> Result<(), JsValue> {
    let address = Url::create_object_url_with_blob(blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The browser still reads it when the click is over.
    set_timeout(move || drop(Url::revoke_object_url(&address)), Duration::from_secs(60));
    Ok(())
}
