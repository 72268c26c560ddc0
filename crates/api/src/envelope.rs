//! What every request and answer has: an id, a line in the log, headers, and problems in one form.

use std::time::Instant;

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::ConnectionType;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpResponse, web};
use domain::language::Language;
use wire::{Problem, ProblemCode};

use crate::drain::Draining;
use crate::error::{ApiError, code_of};

/// The id of a request: the client's own if it is one, else a new one.
#[derive(Debug, Clone)]
pub(crate) struct RequestId(pub(crate) String);

static REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Not packed.
const IDENTITY: HeaderValue = HeaderValue::from_static("identity");

/// Answers smaller than this are not worth compressing.
const COMPRESS_FROM: u64 = 1024;

/// Keeps from being packed what is too small to be worth it, what has secrets in it, whose length would tell of them,
/// and problems, which [`envelope`] puts in words of its own. Goes inside of what packs.
pub(crate) async fn unpacked(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let is_auth = request.path().starts_with("/api/v1/auth/");
    let mut response = next.call(request).await?.map_into_boxed_body();
    let small = matches!(response.response().body().size(), BodySize::Sized(size) if size < COMPRESS_FROM);
    let is_packed = response.headers().contains_key(header::CONTENT_ENCODING);
    if (small || is_auth || is_problem(&response)) && !is_packed {
        response.headers_mut().insert(header::CONTENT_ENCODING, IDENTITY);
    }
    Ok(response)
}

/// Wraps every request.
pub(crate) async fn envelope(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let started = Instant::now();
    let id = given_id(&request).unwrap_or_else(|| uuid_text(&request));
    request.extensions_mut().insert(RequestId(id.clone()));
    let is_api = request.path().starts_with("/api/");
    let accepted = !is_api || accepts_json(&request);
    let draining = request.app_data::<web::Data<Draining>>().cloned();
    // What is inside answers with responses only: an error would have lost its request, and a copy of the request
    // must not be held while actix matches it.
    let mut response = if accepted {
        next.call(request).await?.map_into_boxed_body()
    } else {
        request.into_response(HttpResponse::from_error(ApiError::new(ProblemCode::NotAcceptable)))
    };
    let cause = response.response().extensions().get::<ApiError>().and_then(|error| error.cause.clone());
    if is_problem(&response) {
        response = with_problem(response, &id);
    }
    headers(&mut response, &id, is_api);
    if draining.is_some_and(|draining| draining.has_begun()) {
        response.response_mut().head_mut().set_connection_type(ConnectionType::Close);
    }
    log_line(&response, &id, started, cause);
    Ok(response)
}

fn is_problem(response: &ServiceResponse<BoxBody>) -> bool {
    response.status().is_client_error() || response.status().is_server_error()
}

fn given_id(request: &ServiceRequest) -> Option<String> {
    let id = request.headers().get(&REQUEST_ID)?.to_str().ok()?;
    let plain = |c: u8| c.is_ascii_alphanumeric() || c == b'_' || c == b'-';
    ((8..=64).contains(&id.len()) && id.bytes().all(plain)).then(|| id.to_owned())
}

fn uuid_text(request: &ServiceRequest) -> String {
    let runtime = request.app_data::<actix_web::web::Data<persistence::Runtime>>();
    runtime.map_or_else(String::new, |runtime| runtime.new_id().simple().to_string())
}

fn accepts_json(request: &ServiceRequest) -> bool {
    let Some(accept) = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok()) else {
        return true;
    };
    let kinds = accept.split(',').map(|kind| kind.split(';').next().unwrap_or_default().trim());
    kinds.into_iter().any(|kind| {
        matches!(
            kind,
            "" | "*/*"
                | "application/*"
                | "application/json"
                | "application/problem+json"
                | "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                | "text/csv"
                | "text/*"
        )
    })
}

/// Puts the problem in words, with what the request alone knows.
fn with_problem(response: ServiceResponse<BoxBody>, id: &str) -> ServiceResponse<BoxBody> {
    let error = response.response().extensions().get::<ApiError>().cloned();
    let error = error.unwrap_or_else(|| ApiError::new(code_of(response.status())));
    let language =
        response.request().headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let language = Language::accepted(language.unwrap_or_default());
    let mut errors = error.errors;
    errors.truncate(100);
    for error in &mut errors {
        error.detail = error.words(language);
    }
    let problem = Problem {
        kind: crate::docs::of_code(error.code),
        title: error.code.words(language).to_owned(),
        status: response.status().as_u16(),
        code: error.code,
        detail: error.code.words(language).to_owned(),
        instance: response.request().path().to_owned(),
        request_id: id.to_owned(),
        retryable: error.code.is_retryable(),
        errors,
        current_etag: error.current_etag,
    };
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    let mut response = response.map_body(|_, _| BoxBody::new(body));
    let kind = HeaderValue::from_static("application/problem+json; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    if problem.status == 401 && !response.headers().contains_key(header::WWW_AUTHENTICATE) {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

fn headers(response: &mut ServiceResponse<BoxBody>, id: &str, is_api: bool) {
    let headers = response.headers_mut();
    // A word between us and what packs.
    if headers.get(header::CONTENT_ENCODING) == Some(&IDENTITY) {
        headers.remove(header::CONTENT_ENCODING);
    }
    let mut set = |name: &'static str, value: &'static str| {
        let name = HeaderName::from_static(name);
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    };
    set("strict-transport-security", "max-age=63072000; includeSubDomains");
    set("x-content-type-options", "nosniff");
    set("referrer-policy", "no-referrer");
    set("cross-origin-opener-policy", "same-origin");
    set("cross-origin-resource-policy", "same-origin");
    set("permissions-policy", "camera=(), microphone=(), geolocation=()");
    if is_api {
        set("cache-control", "no-store");
        set("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
    }
    if let Ok(value) = HeaderValue::from_str(id) {
        headers.insert(REQUEST_ID.clone(), value);
    }
}

/// One line per request: what, how it went, how long, for whom to look further. No bodies, no query, no names.
fn log_line(response: &ServiceResponse<BoxBody>, request_id: &str, started: Instant, cause: Option<String>) {
    let request = response.request();
    let route = request.match_pattern().unwrap_or_else(|| "unknown".to_owned());
    let (method, status) = (request.method().as_str(), response.status().as_u16());
    let ms = started.elapsed().as_secs_f64() * 1000.0;
    match cause {
        Some(cause) if status >= 500 => {
            log::error!(target: "request", request_id, method, route = route.as_str(), status, ms, cause = cause.as_str(); "failed");
        }
        _ => log::info!(target: "request", request_id, method, route = route.as_str(), status, ms; "served"),
    }
}
