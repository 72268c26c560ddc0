//! A request that can be sent by several clients, or again with other ids.

use reqwest::Method;
use serde_json::Value;

use crate::{Answer, Client};

/// What a request carries.
#[derive(Debug, Clone)]
pub enum Content {
    /// Nothing.
    Nothing,
    /// JSON.
    Json(Value),
    /// A file.
    Csv(String),
}

/// A request, not yet sent.
#[derive(Debug, Clone)]
pub struct Request {
    /// Its method.
    pub method: Method,
    /// Its path and query, from `/api` on or below `/api/v1`.
    pub path: String,
    /// `If-Match`, if it is sent.
    pub if_match: Option<String>,
    /// Its body.
    pub content: Content,
}

impl Request {
    /// A request without a body.
    pub fn new(method: Method, path: impl Into<String>) -> Self {
        Self { method, path: path.into(), if_match: None, content: Content::Nothing }
    }

    /// With a JSON body.
    pub fn json(self, body: Value) -> Self {
        Self { content: Content::Json(body), ..self }
    }

    /// Sends it.
    pub async fn send(&self, client: &Client) -> Answer {
        self.send_with(client, &[]).await
    }

    /// Sends it with more headers.
    pub async fn send_with(&self, client: &Client, headers: &[(&str, &str)]) -> Answer {
        let mut headers = headers.to_vec();
        if let Some(version) = &self.if_match {
            headers.push(("if-match", version));
        }
        let method = self.method.clone();
        match &self.content {
            Content::Nothing => client.send(method, &self.path, &headers, None).await,
            Content::Json(body) => client.send(method, &self.path, &headers, Some(body)).await,
            Content::Csv(text) => {
                headers.push(("content-type", "text/csv"));
                client.send_text(method, &self.path, &headers, text).await
            }
        }
    }

    /// The same request with other texts for these, in path and body.
    pub fn replaced(&self, replace: impl Fn(&str) -> String) -> Self {
        let content = match &self.content {
            Content::Json(body) => {
                Content::Json(serde_json::from_str(&replace(&body.to_string())).expect("ids are plain text"))
            }
            Content::Csv(text) => Content::Csv(replace(text)),
            Content::Nothing => Content::Nothing,
        };
        Self { path: replace(&self.path), content, ..self.clone() }
    }
}
