//! Sends a file in such a way that the browser tells how much of it has arrived: `fetch` does not.

use js_sys::Promise;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ProgressEvent, XmlHttpRequest};

use super::{Failure, Request};

/// Sends the request with its file; answers whether the server took it, and with the body of its answer.
pub(super) async fn send(
    request: &Request,
    on_progress: impl Fn(f64) + 'static,
) -> Result<(bool, String), Failure> {
    let exchange = start(request).map_err(|_error| Failure::Unreadable)?;
    let heard = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
        if event.length_computable() && event.total() > 0.0 {
            on_progress(event.loaded() / event.total());
        }
    });
    if let Ok(upload) = exchange.upload() {
        upload.set_onprogress(Some(heard.as_ref().unchecked_ref()));
    }
    let ended = Promise::new(&mut |resolve, reject| {
        exchange.set_onload(Some(&resolve));
        exchange.set_onerror(Some(&reject));
        exchange.set_onabort(Some(&reject));
    });
    exchange.send_with_opt_blob(request.file().map(AsRef::as_ref)).map_err(|_error| Failure::Offline)?;
    JsFuture::from(ended).await.map_err(|_event| Failure::Offline)?;
    let status = exchange.status().unwrap_or_default();
    let text = exchange.response_text().ok().flatten().unwrap_or_default();
    Ok(((200..300).contains(&status), text))
}

fn start(request: &Request) -> Result<XmlHttpRequest, JsValue> {
    let exchange = XmlHttpRequest::new()?;
    exchange.open_with_async(request.method(), &request.address(), true)?;
    for (name, value) in request.headers() {
        exchange.set_request_header(name, &value)?;
    }
    Ok(exchange)
}
