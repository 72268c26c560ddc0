//! Actions on one version of a record.

use actix_web::{HttpRequest, HttpResponse};
use persistence::{At, Entity, Result, Tx};
use uuid::Uuid;
use validator::Validate;

use crate::body::Body;
use crate::call::{self, Call};
use crate::db::Db;
use crate::error::ApiError;
use crate::etag::IfMatch;

/// What an action on a record needs of its request.
pub(crate) struct Step<E: Entity, T> {
    call: Call,
    at: At<E>,
    body: Body<T>,
}

impl<E: Entity, T: Send + 'static> Step<E, T> {
    /// The action on the version that `If-Match` names.
    pub(crate) fn new(call: Call, request: &HttpRequest, id: Uuid, body: Body<T>) -> Result<Self, ApiError> {
        let at = At { id: E::Id::from(id), version: IfMatch::required(request)?.version() };
        Ok(Self { call, at, body })
    }

    /// Takes the step in one transaction; the answer is the record as it is then.
    pub(crate) async fn take(
        self,
        db: &Db,
        step: impl FnOnce(&mut Tx<'_>, At<E>, T) -> Result<E> + Send + 'static,
    ) -> Result<HttpResponse, ApiError> {
        let Self { call, at, body: Body { value, digest } } = self;
        call.write(db, &digest, move |tx| call::changed(&step(tx, at, value)?)).await
    }
}

/// Checks that the body keeps to its rules.
pub(crate) fn valid<T: Validate>(body: &Body<T>) -> Result<(), ApiError> {
    Ok(persistence::validate(&body.value)?)
}
