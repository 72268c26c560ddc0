//! Sends requests: the only place in the application that fetches.

use domain::Kind;
use gloo_net::http::{Method, RequestBuilder, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;
use wire::{Problem, ProblemCode};

use super::{Failure, changes, session};

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
        let answer = match self.send_with_token().await {
            Err(failure) if failure.code().is_some_and(is_stale) && session::has_token() => {
                session::renew().await?;
                self.send_with_token().await
            }
            Err(Failure::Offline) if self.key.is_some() => self.send_with_token().await,
            other => other,
        };
        if answer.is_ok() {
            self.changes.iter().for_each(|kind| changes::tell(*kind));
        }
        answer
    }

    /// Sends it and reads the answer.
    pub(crate) async fn read<T: DeserializeOwned>(self) -> Result<T, Failure> {
        self.send().await?.read()
    }

    async fn send_with_token(&self) -> Result<Answer, Failure> {
        let mut builder = RequestBuilder::new(&format!("{BASE}{}", self.path)).method(self.method.clone());
        builder = builder.header("Accept-Language", words::language().as_str());
        // No other site can make a browser send this: it shows the server that the page is its own.
        builder = builder.header("X-Requested-With", "rapport");
        if let Some(token) = session::token() {
            builder = builder.header("Authorization", &format!("Bearer {token}"));
        }
        if let Some(version) = self.version {
            let value = if version < 0 { "*".to_owned() } else { format!("\"{version}\"") };
            builder = builder.header("If-Match", &value);
        }
        if let Some(key) = &self.key {
            builder = builder.header("Idempotency-Key", key);
        }
        let request = match &self.body {
            Body::None => builder.build(),
            Body::Json(text) => builder.header("Content-Type", "application/json").body(text.clone()),
            Body::File(file) => builder.header("Content-Type", "text/csv").body(JsValue::from(file.clone())),
        };
        let request = request.map_err(|_error| Failure::Unreadable)?;
        let response = request.send().await.map_err(|_error| Failure::Offline)?;
        Answer::of(response).await
    }
}

impl Answer {
    async fn of(response: Response) -> Result<Self, Failure> {
        let is_good = response.ok();
        let text = response.text().await.map_err(|_error| Failure::Offline)?;
        if is_good {
            return Ok(Self { text });
        }
        let problem: Problem = serde_json::from_str(&text).map_err(|_error| Failure::Unreadable)?;
        Err(Failure::Problem(Box::new(problem)))
    }

    /// The body as it came.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The body as what it is.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        serde_json::from_str(&self.text).map_err(|error| {
            leptos::logging::error!("an answer cannot be read: {error}");
            Failure::Unreadable
        })
    }
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
