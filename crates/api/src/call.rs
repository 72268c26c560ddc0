//! What a request is besides its body: who asks, once or again, and in answer to what.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse};
use persistence::{Actor, Claim, Reply, Tx};
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use wire::{FieldCode, ProblemCode};

use crate::db::Db;
use crate::error::ApiError;
use crate::etag;

/// A request of an actor.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    /// Who asks.
    pub(crate) actor: Actor,
    key: Option<String>,
    route: String,
    query: String,
}

impl FromRequest for Call {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::read(request))
    }
}

impl Call {
    fn read(request: &HttpRequest) -> Result<Self, ApiError> {
        let actor = request.extensions().get::<Actor>().cloned();
        let actor = actor.ok_or_else(|| ApiError::new(ProblemCode::Unauthenticated))?;
        let key = request.headers().get("idempotency-key").map(|value| {
            let text = value.to_str().unwrap_or_default();
            let right = (1..=255).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
            let wrong =
                || ApiError::header(ProblemCode::Malformed, "Idempotency-Key", FieldCode::InvalidFormat);
            right.then(|| text.to_owned()).ok_or_else(wrong)
        });
        Ok(Self {
            actor,
            key: key.transpose()?,
            route: format!("{} {}", request.method(), request.path()),
            query: request.query_string().to_owned(),
        })
    }

    /// Runs `work` in one transaction; with an `Idempotency-Key`, once, and again only its answer.
    pub(crate) async fn write(
        self,
        db: &Db,
        digest: &[u8],
        work: impl FnOnce(&mut Tx<'_>) -> persistence::Result<Reply> + Send + 'static,
    ) -> Result<HttpResponse, ApiError> {
        let claim = self.claim(digest);
        let actor = self.actor;
        let (reply, again) = db.run(move |store| store.write_once(&actor, claim, work)).await?;
        Ok(answer(reply, again))
    }

    fn claim(&self, digest: &[u8]) -> Option<Claim> {
        let principal = self.actor.principal();
        let fingerprint = Sha256::digest([self.query.as_bytes(), b"\n", digest].concat()).to_vec();
        self.key.clone().map(|key| Claim { principal, route: self.route.clone(), key, fingerprint })
    }
}

/// A reply as HTTP.
fn answer(reply: Reply, again: bool) -> HttpResponse {
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::OK);
    let mut response = HttpResponse::build(status);
    if let Some(etag) = reply.etag {
        response.insert_header((header::ETAG, etag));
    }
    if let Some(location) = reply.location {
        response.insert_header((header::LOCATION, location));
    }
    if again {
        response.insert_header(("idempotent-replayed", "true"));
    }
    match reply.body {
        Value::Null => response.finish(),
        body => response.json(body),
    }
}

/// A changed record.
pub(crate) fn changed<R: wire::Resource>(record: &R) -> persistence::Result<Reply> {
    Ok(Reply { status: 200, etag: Some(etag::of(record.version())), location: None, body: json(record)? })
}

/// A new record.
pub(crate) fn created<R: wire::Resource>(record: &R) -> persistence::Result<Reply> {
    let location = Some(format!("/api/v1/{}/{}", R::PATH, record.id()));
    Ok(Reply { status: 201, location, ..changed(record)? })
}

/// Nothing to say but that it is done.
pub(crate) fn done() -> Reply {
    Reply { status: 204, etag: None, location: None, body: Value::Null }
}

/// Anything else.
pub(crate) fn body(status: u16, body: &impl Serialize) -> persistence::Result<Reply> {
    Ok(Reply { status, etag: None, location: None, body: json(body)? })
}

fn json(value: &impl Serialize) -> persistence::Result<Value> {
    Ok(serde_json::to_value(value)?)
}
