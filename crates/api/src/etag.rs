//! Versions of records in headers.

use actix_web::HttpRequest;
use actix_web::http::header;
use wire::{FieldCode, ProblemCode};

use crate::error::ApiError;

/// The `ETag` of a record in this version.
pub(crate) fn of(version: i64) -> String {
    format!("\"{version}\"")
}

/// Which version a client means to change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IfMatch {
    /// Whatever is there.
    Any,
    /// This one.
    Version(i64),
}

impl IfMatch {
    /// Reads `If-Match`; an absent one is 428, a malformed one 400.
    pub(crate) fn required(request: &HttpRequest) -> Result<Self, ApiError> {
        let Some(value) = request.headers().get(header::IF_MATCH) else {
            return Err(ApiError::header(ProblemCode::PreconditionRequired, "If-Match", FieldCode::Required));
        };
        let text = value.to_str().unwrap_or_default().trim();
        if text == "*" {
            return Ok(Self::Any);
        }
        let number = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        let number = number.map(|text| text.split('.').next().unwrap_or_default());
        match number.and_then(|number| number.parse().ok()) {
            Some(version) => Ok(Self::Version(version)),
            None => Err(ApiError::header(ProblemCode::Malformed, "If-Match", FieldCode::InvalidFormat)),
        }
    }

    /// The version, for [`persistence::At`].
    pub(crate) fn version(self) -> Option<i64> {
        match self {
            Self::Any => None,
            Self::Version(version) => Some(version),
        }
    }
}

/// The longest `If-None-Match`.
const MAX_KNOWN: usize = 500;

/// True if the client has this version already; an overlong `If-None-Match` is 400.
pub(crate) fn is_known(request: &HttpRequest, etag: &str) -> Result<bool, ApiError> {
    let known = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    if known.is_some_and(|known| known.len() > MAX_KNOWN) {
        return Err(ApiError::header(ProblemCode::Malformed, "If-None-Match", FieldCode::TooLong));
    }
    Ok(known.is_some_and(|known| {
        known.split(',').any(|one| matches!(one.trim(), "*") || one.trim().trim_start_matches("W/") == etag)
    }))
}
