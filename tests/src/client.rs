//! Users of the API, as little clients.

use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

/// Somebody who speaks to the API, signed in or not.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    base: String,
    token: Option<String>,
    /// The user's id; nil without one.
    pub id: String,
}

/// What the API answered.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body; null if there is none, a string if it is no JSON.
    pub body: Value,
}

impl Answer {
    /// The body, if the status is this one.
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.body);
        self.body
    }

    /// A header's text.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The code of a problem.
    pub fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }

    /// The places that a problem names.
    pub fn places(&self) -> Vec<String> {
        let errors = self.body["errors"].as_array().cloned().unwrap_or_default();
        let place = |error: &Value| {
            let place = ["pointer", "parameter", "header"].iter().find_map(|name| error[*name].as_str());
            place.unwrap_or_default().to_owned()
        };
        errors.iter().map(place).collect()
    }

    /// The ids of a page.
    pub fn ids(&self) -> Vec<String> {
        let data = self.body["data"].as_array().cloned().unwrap_or_default();
        data.iter().map(|record| record["id"].as_str().unwrap_or_default().to_owned()).collect()
    }
}

impl Client {
    /// Nobody in particular.
    pub fn anonymous(base: &str) -> Self {
        let http = reqwest::Client::builder().no_proxy().build().expect("a client can be made");
        Self { http, base: base.to_owned(), token: None, id: uuid::Uuid::nil().to_string() }
    }

    /// The same client with a token.
    pub fn with_token(&self, token: &str, id: &str) -> Self {
        Self { token: Some(token.to_owned()), id: id.to_owned(), ..self.clone() }
    }

    /// The access token.
    pub fn token(&self) -> &str {
        self.token.as_deref().unwrap_or_default()
    }

    fn url(&self, path: &str) -> String {
        let below = if path.starts_with('/') { "" } else { "/api/v1/" };
        format!("{}{below}{path}", self.base)
    }

    /// Sends a request; `path` is below `/api/v1` unless it starts with a slash.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Answer {
        let mut request = self.http.request(method, self.url(path));
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        for (name, value) in headers {
            request = request.header(*name, HeaderValue::from_str(value).expect("a header"));
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        Self::answer(request).await
    }

    /// The status of an answer and the bytes of its body.
    pub async fn bytes(&self, method: Method, path: &str, body: Option<&Value>) -> (u16, Vec<u8>) {
        let mut request = self.http.request(method, self.url(path)).bearer_auth(self.token());
        if let Some(body) = body {
            request = request.json(body);
        }
        let response = request.send().await.expect("the server answers");
        let status = response.status().as_u16();
        (status, response.bytes().await.expect("the body arrives").to_vec())
    }

    /// Sends bytes that are no JSON.
    pub async fn send_bytes(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        bytes: Vec<u8>,
    ) -> Answer {
        let mut request = self.http.request(method, self.url(path)).body(bytes);
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        for (name, value) in headers {
            request = request.header(*name, HeaderValue::from_str(value).expect("a header"));
        }
        Self::answer(request).await
    }

    /// Sends a text that is no JSON.
    pub async fn send_text(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        text: &str,
    ) -> Answer {
        self.send_bytes(method, path, headers, text.as_bytes().to_vec()).await
    }

    async fn answer(request: reqwest::RequestBuilder) -> Answer {
        let response = request.send().await.expect("the server answers");
        let (status, headers) = (response.status(), response.headers().clone());
        let text = response.text().await.expect("the body arrives");
        let body = if text.is_empty() {
            Value::Null
        } else {
            serde_json::from_str(&text).unwrap_or(Value::String(text))
        };
        assert_ne!(status, StatusCode::INTERNAL_SERVER_ERROR, "{body}");
        Answer { status: status.as_u16(), headers, body }
    }

    /// GET.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], None).await
    }

    /// POST.
    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, &[], Some(&body)).await
    }

    /// POST of an action on a record, whatever its version.
    pub async fn act(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, &[("if-match", "*")], Some(&body)).await
    }

    /// PATCH of one version; `*` for whatever is there.
    pub async fn patch(&self, path: &str, if_match: &str, body: Value) -> Answer {
        self.send(Method::PATCH, path, &[("if-match", if_match)], Some(&body)).await
    }

    /// DELETE, whatever the version.
    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, &[("if-match", "*")], None).await
    }

    /// Creates a record.
    pub async fn create(&self, path: &str, input: Value) -> Value {
        self.post(path, input).await.expect(201)
    }

    /// The id of a new record.
    pub async fn make(&self, path: &str, input: Value) -> String {
        self.create(path, input).await["id"].as_str().unwrap_or_default().to_owned()
    }

    /// Signs in.
    pub async fn sign_in(&self, email: &str, password: &str) -> Self {
        let body = json!({ "email": email, "password": password, "client": "app" });
        let tokens = self.post("auth/login", body).await.expect(200);
        let signed_in = self.with_token(tokens["access_token"].as_str().unwrap_or_default(), "");
        let me = signed_in.get("auth/me").await.expect(200);
        Self { id: me["user"]["id"].as_str().unwrap_or_default().to_owned(), ..signed_in }
    }
}
