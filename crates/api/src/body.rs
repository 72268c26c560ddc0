//! JSON bodies: read strictly, cleaned, with every mistake at its field.

mod strict;

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, web};
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;
use wire::{FieldCode, FieldError, ProblemCode};

use crate::error::ApiError;

/// A JSON body. Texts are normalised to NFC and trimmed; control characters are refused.
pub(crate) struct Body<T> {
    pub(crate) value: T,
    /// SHA-256 of the bytes as sent, to know a repeated request by.
    pub(crate) digest: Vec<u8>,
}

/// A JSON body whose texts are taken as they are, NUL aside: passwords.
pub(crate) struct RawBody<T>(pub(crate) T);

/// The input, if the validator finds nothing wrong with it.
pub(crate) fn valid<T: validator::Validate>(input: T) -> Result<T, ApiError> {
    persistence::validate(&input)?;
    Ok(input)
}

type Reading<T> = Pin<Box<dyn Future<Output = Result<T, ApiError>>>>;

impl<T: DeserializeOwned + 'static> FromRequest for Body<T> {
    type Error = ApiError;
    type Future = Reading<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let json = json(request, payload);
        Box::pin(async move {
            let (value, digest) = json.await?;
            Ok(Self { value: persistence::read_input(cleaned(value)?)?, digest })
        })
    }
}

impl<T: DeserializeOwned + 'static> FromRequest for RawBody<T> {
    type Error = ApiError;
    type Future = Reading<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let json = json(request, payload);
        Box::pin(async move {
            let (value, _) = json.await?;
            let mut errors = Vec::new();
            refuse_nul(&value, "", &mut errors);
            if !errors.is_empty() {
                return Err(ApiError { errors, ..ApiError::new(ProblemCode::ValidationFailed) });
            }
            Ok(Self(persistence::read_input(value)?))
        })
    }
}

/// Reads the body as JSON; actix stops at the limit set for the server.
fn json(request: &HttpRequest, payload: &mut Payload) -> Reading<(Value, Vec<u8>)> {
    let kind =
        request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let bytes = web::Bytes::from_request(request, payload);
    Box::pin(async move {
        let bytes = bytes
            .await
            .map_err(|error| ApiError::new(crate::error::code_of(error.as_response_error().status_code())))?;
        if !matches!(kind.as_str(), "application/json" | "application/merge-patch+json") {
            return Err(ApiError::header(
                ProblemCode::UnsupportedMediaType,
                "Content-Type",
                FieldCode::UnknownValue,
            ));
        }
        let value = strict::parse(&bytes).map_err(|error| {
            let hint = FieldError::at("", FieldCode::InvalidFormat).with("hint", error);
            ApiError::with(ProblemCode::Malformed, hint)
        })?;
        Ok((value, Sha256::digest(&bytes).to_vec()))
    })
}

/// Names the texts with a NUL, which Postgres cannot keep.
fn refuse_nul(value: &Value, pointer: &str, errors: &mut Vec<FieldError>) {
    match value {
        Value::String(text) if text.contains('\0') => {
            errors.push(FieldError::at(pointer, FieldCode::InvalidFormat).with("hint", "control character"));
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                refuse_nul(item, &format!("{pointer}/{index}"), errors);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                refuse_nul(member, &format!("{pointer}/{name}"), errors);
            }
        }
        _ => {}
    }
}

/// The value with every text normalised and trimmed; texts that cannot be kept are named.
pub(crate) fn cleaned(mut value: Value) -> Result<Value, ApiError> {
    let mut errors = Vec::new();
    clean(&mut value, "", &mut errors);
    if errors.is_empty() {
        Ok(value)
    } else {
        Err(ApiError { errors, ..ApiError::new(ProblemCode::ValidationFailed) })
    }
}

/// Normalises and trims every text, and names those that cannot be kept.
fn clean(value: &mut Value, pointer: &str, errors: &mut Vec<FieldError>) {
    match value {
        Value::String(text) => {
            let refused = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
            if text.contains(refused) {
                let hint =
                    FieldError::at(pointer, FieldCode::InvalidFormat).with("hint", "control character");
                errors.push(hint);
            } else {
                *text = text.trim().nfc().collect();
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                clean(item, &format!("{pointer}/{index}"), errors);
            }
        }
        Value::Object(members) => {
            for (name, member) in members.iter_mut() {
                if name.contains(char::is_control) {
                    let hint = FieldError::at(pointer, FieldCode::InvalidFormat);
                    errors.push(hint.with("hint", "control character in a name"));
                }
                clean(member, &format!("{pointer}/{name}"), errors);
            }
        }
        _ => {}
    }
}
