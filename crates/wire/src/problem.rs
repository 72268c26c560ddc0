//! What goes wrong, in the form of RFC 9457: for programs a code and parameters, for people words in their
//! language.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use validator::{ValidationErrors, ValidationErrorsKind};

/// The body of every answer that is no success.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Address of the code's description in this server's documentation.
    #[serde(rename = "type")]
    pub kind: String,
    /// The code in words.
    pub title: String,
    /// The HTTP status.
    #[cfg_attr(feature = "openapi", schema(minimum = 400, maximum = 599))]
    pub status: u16,
    /// What went wrong, for programs.
    pub code: ProblemCode,
    /// What went wrong this time, for people.
    pub detail: String,
    /// Path of the request.
    pub instance: String,
    /// Id of the request, to look for in the logs.
    pub request_id: String,
    /// True if the same request may succeed later.
    pub retryable: bool,
    /// What is wrong with single fields, parameters or headers; at most 100.
    pub errors: Vec<FieldError>,
    /// With `version_mismatch`: the `ETag` of the record as it is now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current_etag: Option<String>,
}

/// What is wrong with one part of a request. Exactly one of `pointer`, `parameter` and `header` is there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// Where in the body: an RFC 6901 pointer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// Which query parameter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parameter: Option<String>,
    /// Which header.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<String>,
    /// What is wrong, for programs.
    pub code: FieldCode,
    /// What is wrong, for people.
    pub detail: String,
    /// The numbers and names in the words.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub params: BTreeMap<String, String>,
}

impl FieldError {
    /// Something wrong at a place in the body; `place` is a field name or an RFC 6901 pointer.
    pub fn at(place: &str, code: FieldCode) -> Self {
        let pointer =
            if place.is_empty() || place.starts_with('/') { place.to_owned() } else { format!("/{place}") };
        Self { pointer: Some(pointer), code, ..Self::default() }
    }

    /// Something wrong with a query parameter.
    pub fn parameter(name: impl Into<String>, code: FieldCode) -> Self {
        Self { parameter: Some(name.into()), code, ..Self::default() }
    }

    /// Something wrong with a header.
    pub fn header(name: impl Into<String>, code: FieldCode) -> Self {
        Self { header: Some(name.into()), code, ..Self::default() }
    }

    /// With a number or name for the words.
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }
}

impl From<crate::list::BadQuery> for FieldError {
    fn from(bad: crate::list::BadQuery) -> Self {
        Self::parameter(bad.parameter, bad.code).with("hint", bad.hint)
    }
}

macro_rules! codes {
    ($(#[$doc:meta])* pub enum $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:tt,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant,)* }

        impl $name {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The code as it is sent.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// The code that is sent as `text`.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

codes! {
    /// What went wrong, for programs. Codes are only ever added.
    pub enum ProblemCode {
        /// The body is no JSON, or a path or header is malformed.
        Malformed = "malformed",
        /// A query parameter is unknown or makes no sense.
        UnknownParameter = "unknown_parameter",
        /// The cursor is not one of this list, order and filter.
        InvalidCursor = "invalid_cursor",
        /// An operation wants an `Idempotency-Key`.
        IdempotencyKeyRequired = "idempotency_key_required",
        /// No valid token or key.
        Unauthenticated = "unauthenticated",
        /// The access token is over; refresh it.
        TokenExpired = "token_expired",
        /// A refresh token was used twice; sign in again.
        RefreshReused = "refresh_reused",
        /// E-mail or password wrong, or too many tries.
        SignInFailed = "sign_in_failed",
        /// Visible, but not allowed.
        Forbidden = "forbidden",
        /// Not there, or not visible.
        NotFound = "not_found",
        /// The path does not take this method.
        MethodNotAllowed = "method_not_allowed",
        /// The server cannot answer in the form asked for.
        NotAcceptable = "not_acceptable",
        /// In use elsewhere, so it cannot be done.
        Conflict = "conflict",
        /// Something that must be unique stands already.
        Duplicate = "duplicate",
        /// The record's state does not allow it.
        StateNotAllowed = "state_not_allowed",
        /// The same request is being worked on.
        IdempotencyInProgress = "idempotency_in_progress",
        /// Somebody changed the record in the meantime.
        VersionMismatch = "version_mismatch",
        /// The body is larger than allowed.
        PayloadTooLarge = "payload_too_large",
        /// The body must be JSON.
        UnsupportedMediaType = "unsupported_media_type",
        /// Fields are invalid.
        ValidationFailed = "validation_failed",
        /// The `Idempotency-Key` was used for another request.
        IdempotencyKeyReused = "idempotency_key_reused",
        /// `If-Match` must say which version is meant.
        PreconditionRequired = "precondition_required",
        /// Too many requests.
        QuotaExceeded = "quota_exceeded",
        /// The database is busy or away for a moment.
        DbBusy = "db_busy",
        /// A fault in the server.
        Internal = "internal",
    }
}

codes! {
    /// What is wrong with one field, for programs. Codes are only ever added.
    #[derive(Default)]
    pub enum FieldCode {
        /// Must be there.
        Required = "required",
        /// Must not be there.
        UnknownField = "unknown_field",
        /// No such parameter.
        UnknownParameter = "unknown_parameter",
        /// Of another JSON type.
        InvalidType = "invalid_type",
        /// Not of the form asked for.
        #[default]
        InvalidFormat = "invalid_format",
        /// Not on the list of values.
        UnknownValue = "unknown_value",
        /// Too short or too long.
        Length = "length",
        /// Too many.
        TooLong = "too_long",
        /// Too small or too large.
        OutOfRange = "out_of_range",
        /// Too many decimals.
        ScaleTooLarge = "scale_too_large",
        /// A number where a string must be.
        MoneyMustBeString = "money_must_be_string",
        /// No such record, or not visible.
        NotFound = "not_found",
        /// Names several records.
        Ambiguous = "ambiguous",
        /// Stands already.
        Duplicate = "duplicate",
        /// Would make a circle.
        Cycle = "cycle",
        /// May not be changed any more.
        Immutable = "immutable",
        /// Does not go with another field.
        Inconsistent = "inconsistent",
        /// Too easy to guess.
        TooWeak = "too_weak",
        /// Not allowed.
        NotAllowed = "not_allowed",
    }
}

/// What the validator found, field by field, with pointers into the body.
pub fn field_errors(errors: &ValidationErrors) -> Vec<FieldError> {
    let mut found = Vec::new();
    collect(errors, "", &mut found);
    found.sort_by(|a, b| a.pointer.cmp(&b.pointer));
    found
}

fn collect(errors: &ValidationErrors, path: &str, found: &mut Vec<FieldError>) {
    for (field, kind) in errors.errors() {
        let here = if field == "__all__" { path.to_owned() } else { format!("{path}/{field}") };
        match kind {
            ValidationErrorsKind::Field(list) => found.extend(list.iter().map(|error| {
                let code = FieldCode::parse(&error.code).unwrap_or_default();
                let place = error.params.get("field").and_then(|field| field.as_str());
                let at = place.map_or_else(|| here.clone(), |field| format!("{path}/{field}"));
                let numbers = error.params.iter().filter(|(name, _)| matches!(name.as_ref(), "min" | "max"));
                numbers.fold(FieldError::at(&at, code), |error, (name, value)| error.with(name, value))
            })),
            ValidationErrorsKind::Struct(inner) => collect(inner, &here, found),
            ValidationErrorsKind::List(list) => {
                for (index, inner) in list {
                    collect(inner, &format!("{here}/{index}"), found);
                }
            }
        }
    }
}
