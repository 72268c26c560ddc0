//! Exports: lists as files, at once or by a worker.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use domain::{ExportFormat, ExportId, Kind};
use futures_util::stream;
use persistence::{Entity, Error};
use service::export::Drawn;
use uuid::Uuid;
use wire::Problem;
use wire::export::{Export, ExportPlan, Exports, PATH};

use crate::body::Body;
use crate::call::Call;
use crate::db::Db;
use crate::error::ApiError;
use crate::query::NoQuery;
use crate::routes::{Routes, mount};

pub(crate) fn routes(routes: &mut Routes) {
    mount!(routes =>
        crate::export.list,
        crate::export.get,
        crate::export.file,
        crate::export.delete,
    );
}

/// A list as a file; a long one as an export that a worker writes.
pub(crate) async fn export<E: Entity>(
    db: Db,
    call: Call,
    _: NoQuery,
    body: Body<ExportPlan>,
) -> Result<HttpResponse, ApiError> {
    let (plan, actor) = (body.value, call.actor);
    let (asked, reader) = (plan.clone(), actor.clone());
    let draw = move |store: &persistence::Store| {
        store.snapshot(&reader, |read| service::export::at_once::<E>(read, &asked))
    };
    let format = plan.format;
    match db.run(draw).await.map_err(ApiError::in_the_body)? {
        Drawn::File(bytes, rows) => {
            db.run(move |store| store.write(&actor, |tx| tx.record_export(E::KIND, &plan, rows))).await?;
            Ok(attachment(E::PATH, format).body(bytes))
        }
        Drawn::Long(rows) => {
            let start = move |tx: &mut persistence::Tx<'_>| service::export::start(tx, E::KIND, &plan, rows);
            let export = db.run(move |store| store.write(&actor, start)).await?;
            let location = (header::LOCATION, format!("/api/v1/{PATH}/{}", export.id));
            Ok(HttpResponse::Accepted().insert_header(location).json(export))
        }
    }
}

/// The head of an answer that is a file.
fn attachment(name: &str, format: ExportFormat) -> actix_web::HttpResponseBuilder {
    let mut response = HttpResponse::Ok();
    response.insert_header((header::CONTENT_TYPE, format.media_type()));
    let disposition = format!("attachment; filename=\"{name}.{format}\"");
    response.insert_header((header::CONTENT_DISPOSITION, disposition));
    if format == ExportFormat::Xlsx {
        // It is packed already.
        response.insert_header((header::CONTENT_ENCODING, "identity"));
    }
    response
}

/// List one's exports.
///
/// Those of long lists, which a worker writes, until their time is over. Needs the right `export`.
#[utoipa::path(get, path = "/exports", tag = "exports", operation_id = "list_exports",
    responses((status = 200, description = "The exports, the latest first.", body = Exports),
        (status = "4XX", body = Problem)))]
pub(crate) async fn list(db: Db, call: Call, _: NoQuery) -> Result<HttpResponse, ApiError> {
    let data = db.read(call.actor, |read| read.exports()).await?;
    Ok(HttpResponse::Ok().json(Exports { data }))
}

/// Get one of one's exports.
///
/// It tells how far the file is. Needs the right `export`.
#[utoipa::path(get, path = "/exports/{id}", tag = "exports", operation_id = "get_export",
    params(("id" = Uuid, Path, description = "The export.")),
    responses((status = 200, description = "The export.", body = Export), (status = "4XX", body = Problem)))]
pub(crate) async fn get(
    db: Db,
    call: Call,
    id: web::Path<Uuid>,
    _: NoQuery,
) -> Result<HttpResponse, ApiError> {
    let id = ExportId(*id);
    let export = db.read(call.actor, move |read| read.export(id)).await?;
    Ok(HttpResponse::Ok().json(export))
}

/// Get the file of an export.
///
/// It is there for 15 minutes from when it was written. Needs the right `export`.
#[utoipa::path(get, path = "/exports/{id}/file", tag = "exports", operation_id = "get_export_file",
    params(("id" = Uuid, Path, description = "The export.")),
    responses((status = 200, content(
            (String = "text/csv"),
            (String = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")),
            description = "The file, in the format that was asked for."),
        (status = "4XX", body = Problem)))]
pub(crate) async fn file(
    db: Db,
    call: Call,
    id: web::Path<Uuid>,
    _: NoQuery,
) -> Result<HttpResponse, ApiError> {
    let (id, actor) = (ExportId(*id), call.actor);
    let reader = actor.clone();
    let export = db.read(reader, move |read| read.export(id)).await?;
    let bytes = export.file_bytes.ok_or(Error::NotFound(Kind::Export))?;
    let parts = stream::try_unfold((db, 0), move |(db, part)| {
        let actor = actor.clone();
        async move {
            let found = db.read(actor, move |read| read.export_part(id, part)).await;
            // The head of the answer is gone already: all that is left is to break off.
            let found = found.map_err(|error| std::io::Error::other(error.to_string()))?;
            Ok::<_, std::io::Error>(found.map(|bytes| (web::Bytes::from(bytes), (db, part + 1))))
        }
    });
    let length = u64::try_from(bytes).unwrap_or_default();
    let body = actix_web::body::SizedStream::new(length, Box::pin(parts));
    Ok(attachment(&format!("{}-{id}", export.kind), export.format).body(body))
}

/// Delete one of one's exports.
///
/// Its file goes; if a worker is still at it, it stops. Needs the right `export`.
#[utoipa::path(delete, path = "/exports/{id}", tag = "exports", operation_id = "delete_export",
    params(("id" = Uuid, Path, description = "The export.")),
    responses((status = 204, description = "Deleted."), (status = "4XX", body = Problem)))]
pub(crate) async fn delete(
    db: Db,
    call: Call,
    id: web::Path<Uuid>,
    _: NoQuery,
) -> Result<HttpResponse, ApiError> {
    let (id, actor) = (ExportId(*id), call.actor);
    db.run(move |store| store.write(&actor, |tx| tx.delete_export(id))).await?;
    Ok(HttpResponse::NoContent().finish())
}
