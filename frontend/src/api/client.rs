//! Sends requests: the only place in the application that fetches.

use std::future::Future;

use domain::Kind;
use gloo_net::http::{Method, RequestBuilder, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;
use wire::{Problem, ProblemCode};

use super::{Failure, changes, session, upload};

const BASE: &str = "/api/v1/";

/// A request to the API.
#[derive(Clone)]
pub(crate) struct Request {
    method: Method,
    path: String,
    body: Body,
    version: Option<i64>,
    key: Option<String>,
    changes: Vec<Kind>,
}

#[derive(Clone)]
enum Body {
    None,
    Json(String),
    File(web_sys::File),
}

/// An answer of success.
pub(crate) struct Answer {
    text: String,
}

impl Request {
    fn new(method: Method, path: impl Into<String>) -> Self {
        Self { method, path: path.into(), body: Body::None, version: None, key: None, changes: Vec::new() }
    }

    /// Reads `path`, which is relative to `/api/v1/`.
    pub(crate) fn get(path: impl Into<String>) -> Self {
        Self::new(Method::GET, path)
    }

    /// Asks a question that is too long for an address: nothing changes.
    pub(crate) fn search(path: impl Into<String>, body: &impl Serialize) -> Self {
        Self { body: json(body), ..Self::new(Method::POST, path) }
    }

    /// Makes or does something, once however often it is sent.
    pub(crate) fn post(path: impl Into<String>, body: &impl Serialize) -> Self {
        Self { body: json(body), key: Some(random_key()), ..Self::new(Method::POST, path) }
    }

    /// Changes a record.
    pub(crate) fn patch(path: impl Into<String>, body: &impl Serialize) -> Self {
        Self { body: json(body), ..Self::new(Method::PATCH, path) }
    }

    /// Puts something in the place of what is there.
    pub(crate) fn put(path: impl Into<String>, body: &impl Serialize) -> Self {
        Self { body: json(body), ..Self::new(Method::PUT, path) }
    }

    /// Sends a file.
    pub(crate) fn put_file(path: impl Into<String>, file: web_sys::File) -> Self {
        Self { body: Body::File(file), ..Self::new(Method::PUT, path) }
    }

    /// Deletes a record.
    pub(crate) fn delete(path: impl Into<String>) -> Self {
        Self::new(Method::DELETE, path)
    }

    /// Only if the record still has this version; None for whatever is there.
    pub(crate) fn at(self, version: Option<i64>) -> Self {
        Self { version: Some(version.unwrap_or(-1)), ..self }
    }

    /// Says which kind of record it changes, so that screens that show some are told.
    pub(crate) fn changes(mut self, kind: Kind) -> Self {
        self.changes.push(kind);
        self
    }

    /// Sends it. An access token that is over is renewed on the way; a request that may be sent twice is sent again
    /// if the network failed.
    pub(crate) async fn send(self) -> Result<Answer, Failure> {
        let answer = match renewing(|| self.send_with_token()).await {
            Err(Failure::Offline) if self.key.is_some() => self.send_with_token().await,
            other => other,
        };
        self.tell(&answer);
        answer
    }

    /// Sends it, and tells how much of its file has arrived, from 0 to 1.
    pub(crate) async fn upload(self, on_progress: impl Fn(f64) + Clone + 'static) -> Result<Answer, Failure> {
        let answer = renewing(|| async {
            let (is_good, text) = upload::send(&self, on_progress.clone()).await?;
            if is_good { Ok(Answer { text }) } else { Err(refusal(&text)) }
        })
        .await;
        self.tell(&answer);
        answer
    }

    /// Sends it, and gives the answer as it comes: for files.
    pub(super) async fn open(self) -> Result<Response, Failure> {
        renewing(|| async {
            let response = self.respond().await?;
            if response.ok() {
                return Ok(response);
            }
            let text = response.text().await.map_err(|_error| Failure::Offline)?;
            Err(refusal(&text))
        })
        .await
    }

    fn tell(&self, answer: &Result<Answer, Failure>) {
        if answer.is_ok() {
            self.changes.iter().for_each(|kind| changes::tell(*kind));
        }
    }

    /// Sends it and reads the answer.
    pub(crate) async fn read<T: DeserializeOwned>(self) -> Result<T, Failure> {
        self.send().await?.read()
    }

    async fn send_with_token(&self) -> Result<Answer, Failure> {
        Answer::of(self.respond().await?).await
    }

    async fn respond(&self) -> Result<Response, Failure> {
        let mut builder = RequestBuilder::new(&self.address()).method(self.method.clone());
        for (name, value) in self.headers() {
            builder = builder.header(name, &value);
        }
        let request = match &self.body {
            Body::None => builder.build(),
            Body::Json(text) => builder.body(text.clone()),
            Body::File(file) => builder.body(JsValue::from(file.clone())),
        };
        let request = request.map_err(|_error| Failure::Unreadable)?;
        request.send().await.map_err(|_error| Failure::Offline)
    }

    pub(super) fn method(&self) -> &'static str {
        match self.method {
            Method::PUT => "PUT",
            Method::POST => "POST",
            Method::PATCH => "PATCH",
            Method::DELETE => "DELETE",
            _ => "GET",
        }
    }

    pub(super) fn address(&self) -> String {
        format!("{BASE}{}", self.path)
    }

    pub(super) fn headers(&self) -> Vec<(&'static str, String)> {
        let mut headers = vec![("Accept-Language", words::language().as_str().to_owned())];
        // No other site can make a browser send this: it shows the server that the page is its own.
        headers.push(("X-Requested-With", "rapport".to_owned()));
        headers.extend(session::token().map(|token| ("Authorization", format!("Bearer {token}"))));
        headers.extend(self.version.map(|version| {
            ("If-Match", if version < 0 { "*".to_owned() } else { format!("\"{version}\"") })
        }));
        headers.extend(self.key.clone().map(|key| ("Idempotency-Key", key)));
        match self.body {
            Body::None => {}
            Body::Json(_) => headers.push(("Content-Type", "application/json".to_owned())),
            Body::File(_) => headers.push(("Content-Type", "text/csv".to_owned())),
        }
        headers
    }

    pub(super) fn file(&self) -> Option<&web_sys::File> {
        match &self.body {
            Body::File(file) => Some(file),
            Body::None | Body::Json(_) => None,
        }
    }
}

impl Answer {
    /// The answer, once its body is there; a refusal is a failure.
    pub(super) async fn of(response: Response) -> Result<Self, Failure> {
        let is_good = response.ok();
        let text = response.text().await.map_err(|_error| Failure::Offline)?;
        if is_good {
            return Ok(Self { text });
        }
        Err(refusal(&text))
    }

    /// The body as what it is.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        serde_json::from_str(&self.text).map_err(|error| {
            leptos::logging::error!("an answer cannot be read: {error}");
            Failure::Unreadable
        })
    }
}

/// Tries, and once more with a new access token if the old one is over.
async fn renewing<T, F>(attempt: impl Fn() -> F) -> Result<T, Failure>
where
    F: Future<Output = Result<T, Failure>>,
{
    match attempt().await {
        Err(failure) if failure.code().is_some_and(is_stale) && session::has_token() => {
            session::renew().await?;
            attempt().await
        }
        other => other,
    }
}

/// What the body of a refused request says.
fn refusal(text: &str) -> Failure {
    serde_json::from_str::<Problem>(text)
        .map_or(Failure::Unreadable, |problem| Failure::Problem(Box::new(problem)))
}

fn json(body: &impl Serialize) -> Body {
    Body::Json(serde_json::to_string(body).unwrap_or_default())
}

fn is_stale(code: ProblemCode) -> bool {
    matches!(code, ProblemCode::TokenExpired | ProblemCode::Unauthenticated)
}

/// A key that no other request has.
fn random_key() -> String {
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    crypto.map(|crypto| crypto.random_uuid()).unwrap_or_default()
}
