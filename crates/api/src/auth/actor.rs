//! From a bearer token to an actor.

use std::future::{Ready, ready};
use std::sync::Arc;
use std::time::Duration;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::header;
use actix_web::middleware::Next;
use actix_web::{Error, FromRequest, HttpMessage, HttpRequest, HttpResponse, web};
use domain::{ApiKeyId, SessionId};
use moka::sync::Cache;
use persistence::session::{SessionOf, TokenHash};
use persistence::{Access, Actor, Origin, Runtime, Via};
use wire::ProblemCode;
use wire::auth::Tokens;

use super::cookie::DeviceMarks;
use super::gate::Gate;
use super::origin::seen;
use super::token::{self, KeyRing, Refusal};
use super::{AuthSettings, BadSecret, secret};
use crate::db::Db;
use crate::document::is_public;
use crate::error::ApiError;

/// How long an answer of the database holds: after so long at most, a session that was ended, a user who was
/// disabled or a role that was changed has its effect on every replica.
const REMEMBERED: Duration = Duration::from_secs(2);
/// How many sessions and keys are remembered.
const MEMORY: u64 = 10_000;

/// Signing in, and turning tokens and keys into actors.
pub struct Sessions {
    settings: AuthSettings,
    keys: KeyRing,
    pub(super) marks: DeviceMarks,
    pub(super) gate: Gate,
    runtime: Runtime,
    by_session: Cache<SessionId, Option<Arc<Access>>>,
    by_key: Cache<Vec<u8>, Option<(ApiKeyId, Arc<Access>)>>,
}

/// Who asks, and in which session; None for API keys.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    pub(super) actor: Actor,
    pub(super) session_id: Option<SessionId>,
}

impl Sessions {
    /// Fails if the secret is too short.
    pub fn new(settings: AuthSettings, runtime: Runtime) -> Result<Self, BadSecret> {
        let cache = || Cache::builder().max_capacity(MEMORY).time_to_live(REMEMBERED);
        Ok(Self {
            keys: KeyRing::new(&settings)?,
            marks: DeviceMarks::new(&settings)?,
            gate: Gate::new(),
            runtime,
            by_session: cache().build(),
            by_key: Cache::builder().max_capacity(MEMORY).time_to_live(REMEMBERED).build(),
            settings,
        })
    }

    /// Where browsers find this server.
    pub(crate) fn public_url(&self) -> &str {
        &self.settings.public_url
    }

    pub(super) fn settings(&self) -> &AuthSettings {
        &self.settings
    }

    pub(super) fn runtime(&self) -> &Runtime {
        &self.runtime
    }

    /// An access token for a session, with the refresh token for those who keep it themselves.
    pub(super) fn tokens(&self, of: SessionOf, refresh_token: Option<String>) -> Result<Tokens, ApiError> {
        let (id, now) = (self.runtime.new_id(), self.runtime.now());
        let access_token = self.keys.sign(of.user_id, of.session_id, id, now);
        let access_token = access_token.ok_or_else(|| ApiError::new(ProblemCode::Internal))?;
        Ok(Tokens { access_token, expires_in: token::LIFETIME, refresh_token })
    }

    /// Forgets what was remembered of a session that has just been ended.
    pub(super) fn forget(&self, session_id: SessionId) {
        self.by_session.invalidate(&session_id);
    }

    async fn caller(&self, db: &Db, bearer: &str, origin: Origin) -> Result<Caller, ApiError> {
        if secret::claims_to_be_api_key(bearer) {
            let (key, access) = self.access_by_key(db, bearer).await?;
            let origin = Origin { via: Via::ApiKey(key), ..origin };
            return Ok(Caller { actor: Actor::new(access, origin), session_id: None });
        }
        let claims = self.keys.verify(bearer, self.runtime.now()).map_err(|refusal| match refusal {
            Refusal::Invalid => unauthenticated(),
            Refusal::Expired => ApiError::new(ProblemCode::TokenExpired),
        })?;
        let of = SessionOf { session_id: claims.sid, user_id: claims.sub };
        let access = self.access_by_session(db, of).await?;
        Ok(Caller { actor: Actor::new(access, origin), session_id: Some(of.session_id) })
    }

    async fn access_by_session(&self, db: &Db, of: SessionOf) -> Result<Arc<Access>, ApiError> {
        let known = match self.by_session.get(&of.session_id) {
            Some(known) => known,
            None => {
                let access = db.run(move |store| {
                    if store.session_is_live(of.session_id)? {
                        store.load_access(of.user_id)
                    } else {
                        Ok(None)
                    }
                });
                let access = access.await?.map(Arc::new);
                self.by_session.insert(of.session_id, access.clone());
                access
            }
        };
        known.ok_or_else(unauthenticated)
    }

    async fn access_by_key(&self, db: &Db, key: &str) -> Result<(ApiKeyId, Arc<Access>), ApiError> {
        if !secret::is_api_key(key) {
            return Err(unauthenticated());
        }
        let hash = TokenHash::of(key);
        let known = match self.by_key.get(hash.as_bytes()) {
            Some(known) => known,
            None => {
                let asked = hash.clone();
                let access = db.run(move |store| {
                    let Some(holder) = store.api_key_holder(&asked)? else { return Ok(None) };
                    let access = store.load_access(holder.user_id)?;
                    Ok(access.map(|access| (holder.id, Arc::new(access.within(&holder.scopes)))))
                });
                let access = access.await?;
                self.by_key.insert(hash.as_bytes().to_vec(), access.clone());
                access
            }
        };
        known.ok_or_else(unauthenticated)
    }
}

fn unauthenticated() -> ApiError {
    ApiError::new(ProblemCode::Unauthenticated)
}

impl Caller {
    /// The actor of a session. An API key may not change who gets in: 403.
    pub(crate) fn in_session(self) -> Result<(Actor, SessionId), ApiError> {
        let Self { actor, session_id } = self;
        session_id.map(|id| (actor, id)).ok_or_else(|| ApiError::new(ProblemCode::Forbidden))
    }
}

impl FromRequest for Caller {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(request.extensions().get::<Self>().cloned().ok_or_else(unauthenticated))
    }
}

/// Lets a request through to the API with its actor; 401 comes before anything of the body is read.
pub(crate) async fn authenticate(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if !is_public(request.path()) {
        match caller_of(&request).await {
            Ok(caller) => {
                request.extensions_mut().insert(caller.actor.clone());
                request.extensions_mut().insert(caller);
            }
            Err(error) => return Ok(request.into_response(HttpResponse::from_error(error))),
        }
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

/// Where a request of nobody comes from.
pub(crate) fn origin_of(request: &HttpRequest, sessions: &Sessions, via: Via) -> Origin {
    seen!(request).origin(via, &sessions.settings.trusted_proxies)
}

async fn caller_of(request: &ServiceRequest) -> Result<Caller, ApiError> {
    let header = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let bearer = header.and_then(|value| value.split_once(' '));
    let bearer = bearer.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer")).map(|(_, token)| token);
    let bearer = bearer.ok_or_else(unauthenticated)?;
    let internal = || ApiError::new(ProblemCode::Internal);
    let sessions = request.app_data::<web::Data<Sessions>>().ok_or_else(internal)?;
    let db = request.app_data::<web::Data<Db>>().ok_or_else(internal)?;
    let origin = seen!(request).origin(Via::Session, &sessions.settings.trusted_proxies);
    sessions.caller(db, bearer, origin).await
}
