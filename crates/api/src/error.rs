//! The one place where an error becomes a status and a code.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpResponse, ResponseError};
use persistence::Error;
use wire::{FieldCode, FieldError, ProblemCode};

/// An error on its way to a client. Becomes a [`wire::Problem`] in [`crate::envelope`], which knows the request.
#[derive(Debug, Clone)]
pub(crate) struct ApiError {
    pub(crate) code: ProblemCode,
    pub(crate) errors: Vec<FieldError>,
    /// What is missing in words, for answers where the code's own words say too little.
    pub(crate) current_etag: Option<String>,
    /// For the log only: what happened, in our words.
    pub(crate) cause: Option<String>,
}

impl ApiError {
    pub(crate) fn new(code: ProblemCode) -> Self {
        Self { code, errors: Vec::new(), current_etag: None, cause: None }
    }

    pub(crate) fn with(code: ProblemCode, error: FieldError) -> Self {
        Self { errors: vec![error], ..Self::new(code) }
    }

    /// The same for a list that the body asks for, where a mistake in the query is an invalid field.
    pub(crate) fn in_the_body(mut self) -> Self {
        if self.code == ProblemCode::UnknownParameter {
            self.code = ProblemCode::ValidationFailed;
            for error in &mut self.errors {
                let place = error.parameter.take().unwrap_or_default();
                let is_member =
                    matches!(place.as_str(), "q" | "sort" | "limit" | "cursor" | "count" | "fields");
                error.pointer = Some(if is_member { format!("/{place}") } else { "/filter".to_owned() });
            }
        }
        self
    }

    pub(crate) fn header(code: ProblemCode, name: &str, what: FieldCode) -> Self {
        Self::with(code, FieldError::header(name, what))
    }
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        let cause = Some(error.to_string());
        match error {
            Error::NotFound(_) => Self::new(ProblemCode::NotFound),
            Error::Stale { version, .. } => Self {
                current_etag: Some(crate::etag::of(version)),
                ..Self::new(ProblemCode::VersionMismatch)
            },
            Error::Forbidden(..) | Error::MissingRight(_) => {
                Self { cause, ..Self::new(ProblemCode::Forbidden) }
            }
            Error::Invalid(errors) => Self { errors, ..Self::new(ProblemCode::ValidationFailed) },
            Error::BadQuery(errors) => Self { errors, ..Self::new(ProblemCode::UnknownParameter) },
            Error::BadCursor => Self::new(ProblemCode::InvalidCursor),
            Error::Rule { code, fields } => Self { errors: fields, ..Self::new(code) },
            Error::Unavailable(_) => Self { cause, ..Self::new(ProblemCode::DbBusy) },
            Error::Database(_) | Error::Internal(_) => Self { cause, ..Self::new(ProblemCode::Internal) },
        }
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code.as_str())
    }
}

impl std::error::Error for ApiError {}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::new(self.status_code());
        if self.code.is_retryable() {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        response.extensions_mut().insert(self.clone());
        response
    }
}

/// What a status means that actix answered by itself.
pub(crate) fn code_of(status: StatusCode) -> ProblemCode {
    match status.as_u16() {
        401 => ProblemCode::Unauthenticated,
        403 => ProblemCode::Forbidden,
        404 => ProblemCode::NotFound,
        405 => ProblemCode::MethodNotAllowed,
        406 => ProblemCode::NotAcceptable,
        413 => ProblemCode::PayloadTooLarge,
        415 => ProblemCode::UnsupportedMediaType,
        503 => ProblemCode::DbBusy,
        400..=499 => ProblemCode::Malformed,
        _ => ProblemCode::Internal,
    }
}
