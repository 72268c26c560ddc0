//! The list query of a request.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use wire::{ListQuery, ProblemCode};

use crate::error::ApiError;

/// What a list is asked for, from the address.
pub(crate) struct Query(pub(crate) ListQuery);

impl FromRequest for Query {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(ListQuery::parse(request.query_string()).map(Self).map_err(bad))
    }
}

/// A query that makes no sense as a problem.
pub(crate) fn bad(error: wire::list::BadQuery) -> ApiError {
    ApiError::with(ProblemCode::UnknownParameter, error.into())
}

/// Refuses a query string on an operation that takes none.
pub(crate) struct NoQuery;

impl FromRequest for NoQuery {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let query = ListQuery::parse(request.query_string());
        ready(match query {
            Ok(query) if query == ListQuery::default() => Ok(Self),
            _ => Err(ApiError::new(ProblemCode::UnknownParameter)),
        })
    }
}
