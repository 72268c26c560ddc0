//! Signing in, staying in, signing out.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use persistence::Via;
use persistence::session::{Attempt, KnownDevice, NewSession, Refreshed, TokenHash};
use wire::auth::{Client, Refresh, SignIn, Tokens};
use wire::{Problem, ProblemCode};

use super::Sessions;
use super::cookie::{self, RefreshCookie};
use super::origin::seen;
use super::password::{self, Verified};
use super::secret::new_token;
use crate::body::{RawBody, valid};
use crate::db::Db;
use crate::error::ApiError;
use crate::query::NoQuery;

/// Sign in.
///
/// Answers `sign_in_failed` in the same words whether the user is unknown, disabled or locked for too many tries, or
/// the password is wrong. Five wrong passwords make an account wait, longer with each more; twenty make an address
/// wait for a quarter of an hour at most.
#[utoipa::path(post, path = "/auth/login", tag = "auth", operation_id = "login", request_body = SignIn, security(()),
    responses((status = 200, description = "Signed in.", body = Tokens), (status = "4XX", body = Problem)))]
pub(crate) async fn login(
    request: HttpRequest,
    db: Db,
    sessions: web::Data<Sessions>,
    _: NoQuery,
    body: RawBody<SignIn>,
) -> Result<HttpResponse, ApiError> {
    let SignIn { email, password, client: kind } = valid(body.0)?;
    let client = seen!(&request).client(&sessions.settings().trusted_proxies);
    let now = sessions.runtime().now();
    let device = sessions.marks.read(&request, now);
    let address = client.origin.address.clone();
    let attempt = db.run(move |store| store.begin_sign_in(&email, address.as_deref(), device)).await?;
    let (attempt, verified) = verify(&sessions, attempt, password).await?;
    let Verified::Right { rehash } = verified else {
        db.run(move |store| store.fail_sign_in(&attempt, &client.origin)).await?;
        return Err(ApiError::new(ProblemCode::SignInFailed));
    };
    let refresh_token = new_token();
    let new = NewSession { client, token: TokenHash::of(&refresh_token), rehash };
    let of = db.run(move |store| store.complete_sign_in(&attempt, new)).await?;
    let known = KnownDevice { id: sessions.runtime().new_id(), user_id: of.user_id, since: now };
    let mut response = HttpResponse::Ok();
    Ok(match kind {
        Client::App => response.json(sessions.tokens(of, Some(refresh_token))?),
        Client::Browser => {
            if let Some(mark) = sessions.marks.cookie(known) {
                response.cookie(mark);
            }
            response.cookie(cookie::refresh(refresh_token)).json(sessions.tokens(of, None)?)
        }
    })
}

/// Verifies the password of a counted try, behind the gate.
pub(super) async fn verify(
    sessions: &Sessions,
    attempt: Attempt,
    password: String,
) -> Result<(Attempt, Verified), ApiError> {
    let work = move || {
        let verified = password::verify(&password, attempt.hash());
        (attempt, verified)
    };
    sessions.gate.run(work).await
}

/// Get new tokens for a refresh token.
///
/// A refresh token is good for one use. Used twice, it ends the session with `refresh_reused`; but the same token
/// may be sent again within ten seconds if the answer got lost. Browsers send `{}` with the cookie and the header
/// `X-Requested-With: rapport`.
#[utoipa::path(post, path = "/auth/refresh", tag = "auth", operation_id = "refresh", request_body = Refresh, security(()),
    responses((status = 200, description = "New tokens.", body = Tokens), (status = "4XX", body = Problem)))]
pub(crate) async fn refresh(
    request: HttpRequest,
    cookie: RefreshCookie,
    db: Db,
    sessions: web::Data<Sessions>,
    _: NoQuery,
    body: RawBody<Refresh>,
) -> Result<HttpResponse, ApiError> {
    let (token, kind) =
        presented(valid(body.0)?, cookie).ok_or_else(|| ApiError::new(ProblemCode::Unauthenticated))?;
    let origin = seen!(&request).origin(Via::Session, &sessions.settings().trusted_proxies);
    let next = new_token();
    let (hash, next_hash) = (TokenHash::of(&token), TokenHash::of(&next));
    match db.run(move |store| store.refresh_session(&hash, &next_hash, &origin)).await? {
        Refreshed::Renewed(of) => Ok(match kind {
            Client::App => HttpResponse::Ok().json(sessions.tokens(of, Some(next))?),
            Client::Browser => {
                HttpResponse::Ok().cookie(cookie::refresh(next)).json(sessions.tokens(of, None)?)
            }
        }),
        Refreshed::Reused(of) => {
            sessions.forget(of.session_id);
            Err(ApiError::new(ProblemCode::RefreshReused))
        }
        Refreshed::Refused => Err(ApiError::new(ProblemCode::Unauthenticated)),
    }
}

/// Sign out.
///
/// Ends the session that the refresh token belongs to; its access tokens are dead within two seconds. Answers the
/// same if there is no such session any more.
#[utoipa::path(post, path = "/auth/logout", tag = "auth", operation_id = "logout", request_body = Refresh, security(()),
    responses((status = 204, description = "Signed out."), (status = "4XX", body = Problem)))]
pub(crate) async fn logout(
    request: HttpRequest,
    cookie: RefreshCookie,
    db: Db,
    sessions: web::Data<Sessions>,
    _: NoQuery,
    body: RawBody<Refresh>,
) -> Result<HttpResponse, ApiError> {
    let origin = seen!(&request).origin(Via::Session, &sessions.settings().trusted_proxies);
    if let Some((token, _)) = presented(valid(body.0)?, cookie) {
        let hash = TokenHash::of(&token);
        if let Some(of) = db.run(move |store| store.sign_out(&hash, &origin)).await? {
            sessions.forget(of.session_id);
        }
    }
    let clear = (header::CLEAR_SITE_DATA, "\"cache\", \"storage\"");
    Ok(HttpResponse::NoContent().cookie(cookie::no_refresh()).insert_header(clear).finish())
}

/// The refresh token of a request, and who keeps it.
fn presented(body: Refresh, cookie: RefreshCookie) -> Option<(String, Client)> {
    let in_body = body.refresh_token.map(|token| (token, Client::App));
    in_body.or_else(|| cookie.0.map(|token| (token, Client::Browser)))
}
