//! Several changes in one request.

use actix_web::HttpResponse;
use domain::Right;
use persistence::{At, Entity, Error, Tx};
use wire::batch::{Assign, Batch, BatchOp, BatchOperation, BatchResult, BatchResults, MAX_OPERATIONS};
use wire::{FieldCode, ProblemCode};

use crate::body::Body;
use crate::call::{self, Call};
use crate::db::Db;
use crate::error::ApiError;
use crate::query::NoQuery;

/// Does the operations in order, in one transaction: all or nothing, or each for itself.
pub(super) async fn batch<E: Entity>(
    db: Db,
    call: Call,
    _: NoQuery,
    body: Body<Batch>,
) -> Result<HttpResponse, ApiError> {
    let Body { value: Batch { atomic, operations }, digest } = body;
    if operations.is_empty() || operations.len() > MAX_OPERATIONS {
        let error =
            wire::FieldError::at("operations", FieldCode::Length).with("min", 1).with("max", MAX_OPERATIONS);
        return Err(ApiError::with(ProblemCode::ValidationFailed, error));
    }
    let wrong = (0..).zip(&operations).filter(|(_, operation)| operation.version.is_some_and(|it| it < 1));
    let errors: Vec<_> = wrong
        .map(|(index, _): (usize, _)| {
            wire::FieldError::at(&format!("/operations/{index}/version"), FieldCode::OutOfRange)
        })
        .collect();
    if !errors.is_empty() {
        return Err(ApiError { errors, ..ApiError::new(ProblemCode::ValidationFailed) });
    }
    call.write(&db, &digest, move |tx| {
        tx.actor().needs(Right::BulkChange)?;
        let mut results = Vec::with_capacity(operations.len());
        for (index, operation) in (0..).zip(operations) {
            let outcome = tx.attempt(|tx| run::<E>(tx, index, operation));
            results.push(match outcome {
                Ok(result) => result,
                Err(error) if atomic || is_ours(&error) => return Err(at_index(error, index)),
                Err(error) => failed(index, error),
            });
        }
        call::body(if atomic { 200 } else { 207 }, &BatchResults { results })
    })
    .await
}

fn run<E: Entity>(
    tx: &mut Tx<'_>,
    index: u32,
    operation: BatchOperation,
) -> persistence::Result<BatchResult> {
    let BatchOperation { op, id, version, body } = operation;
    let given =
        |id: Option<uuid::Uuid>| id.map(E::Id::from).ok_or_else(|| Error::invalid("id", FieldCode::Required));
    let body = || body.ok_or_else(|| Error::invalid("body", FieldCode::Required));
    let (status, id, version) = match op {
        BatchOp::Create => {
            let record: E = tx.create(persistence::read_input(body()?.into())?)?;
            (201, record.id(), Some(record.version()))
        }
        BatchOp::Update => {
            let record = tx.update(At::<E> { id: given(id)?, version }, &body()?)?;
            (200, record.id(), Some(record.version()))
        }
        BatchOp::Assign => {
            let to: Assign = persistence::read_input(body()?.into())?;
            persistence::validate(&to)?;
            let at = At::<E> { id: given(id)?, version };
            let record = tx.assign(at, to.owner_id, to.reason.as_deref())?;
            (200, record.id(), Some(record.version()))
        }
        BatchOp::Delete => {
            let id = given(id)?;
            tx.delete(At::<E> { id, version })?;
            (204, id, None)
        }
        BatchOp::Restore => {
            let record: E = tx.restore(given(id)?)?;
            (200, record.id(), Some(record.version()))
        }
    };
    Ok(BatchResult { index, status, id: Some(id.into()), version, code: None, errors: Vec::new() })
}

fn failed(index: u32, error: Error) -> BatchResult {
    let ApiError { code, errors, .. } = ApiError::from(error);
    BatchResult { index, status: code.status(), id: None, version: None, code: Some(code), errors }
}

/// A fault of the server or the database: nothing of the batch is kept.
fn is_ours(error: &Error) -> bool {
    matches!(error, Error::Unavailable(_) | Error::Database(_) | Error::Internal(_))
}

/// Points into the body: field errors of an operation lie below it.
fn at_index(error: Error, index: u32) -> Error {
    match error {
        Error::Invalid(errors) => Error::Invalid(
            errors
                .into_iter()
                .map(|mut error| {
                    let below = error.pointer.unwrap_or_default();
                    error.pointer = Some(format!("/operations/{index}/body{below}"));
                    error
                })
                .collect(),
        ),
        other => other,
    }
}
