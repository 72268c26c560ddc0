//! Imports: the file, the start, the end and the rows that were refused. The records themselves are as any other.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::language::Language;
use domain::{ImportId, ImportTemplateId};
use futures_util::{StreamExt, stream};
use persistence::{At, Reply};
use service::import::{FailureBatch, Upload};
use uuid::Uuid;
use wire::import::{Import, ImportInput, ImportTemplate, StartImport, UseTemplate};
use wire::{FieldCode, Problem, ProblemCode};

use crate::body::Body;
use crate::call::{self, Call};
use crate::db::Db;
use crate::error::ApiError;
use crate::etag::{self, IfMatch};
use crate::query::NoQuery;
use crate::routes::{Routes, mount};

/// Bytes that are gathered before they go to the database.
const PIECE: usize = 1024 * 1024;

pub(crate) fn routes(routes: &mut Routes) {
    mount!(routes =>
        crate::import.put_file,
        crate::import.start,
        crate::import.cancel,
        crate::import.failures,
        crate::import.use_template,
    );
}

fn at(request: &HttpRequest, id: Uuid) -> Result<At<Import>, ApiError> {
    Ok(At { id: ImportId(id), version: IfMatch::required(request)?.version() })
}

/// Send the file of an import.
///
/// CSV with a header row, at most 150 MiB and 1,000,000 rows, in the encoding that the plan names. A file that was
/// sent before goes. Refused while the import runs and after it is over. Needs the permission `import:update`.
#[utoipa::path(put, path = "/imports/{id}/file", tag = "imports", operation_id = "put_import_file",
    request_body(content = String, content_type = "text/csv", description = "The bytes of the file."),
    params(("id" = Uuid, Path, description = "The import."),
        ("If-Match" = String, Header, description = "The ETag of the version that is meant, or *.", example = "*")),
    extensions(("x-permission" = json!("import:update"))),
    responses((status = 200, description = "The import as it is now.", body = Import), (status = "4XX", body = Problem)))]
pub(crate) async fn put_file(
    db: Db,
    call: Call,
    id: web::Path<Uuid>,
    _: NoQuery,
    request: HttpRequest,
    mut payload: web::Payload,
) -> Result<HttpResponse, ApiError> {
    let (at, actor) = (at(&request, *id)?, call.actor);
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let kind = kind.unwrap_or_default().split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if !matches!(kind.as_str(), "text/csv" | "application/octet-stream") {
        let code = ProblemCode::UnsupportedMediaType;
        return Err(ApiError::header(code, "Content-Type", FieldCode::UnknownValue));
    }
    let mut upload = db.run(move |store| Upload::begin(store, &actor, at)).await?;
    let mut piece = Vec::with_capacity(PIECE);
    while let Some(bytes) = payload.next().await {
        let cut = |error: actix_web::error::PayloadError| ApiError {
            cause: Some(error.to_string()),
            ..ApiError::new(ProblemCode::Malformed)
        };
        piece.extend_from_slice(&bytes.map_err(cut)?);
        if piece.len() >= PIECE {
            let full = std::mem::replace(&mut piece, Vec::with_capacity(PIECE));
            upload = db.run(move |store| upload.add(store, &full).map(|()| upload)).await?;
        }
    }
    let import = db.run(move |store| upload.add(store, &piece).and_then(|()| upload.finish(store))).await?;
    Ok(HttpResponse::Ok().insert_header((header::ETAG, etag::of(import.version))).json(import))
}

/// Start an import.
///
/// It runs in the background; read it for its progress. An import that was cancelled goes on where it stopped. After
/// a dry run the file is still there, and the import can be started in earnest. Needs the permission
/// `import:update` and the right `import`; while it runs, the permissions to create and change what it creates and
/// changes, and the right `assign` if the plan names owners.
#[utoipa::path(post, path = "/imports/{id}/actions/start", tag = "imports", operation_id = "start_import",
    request_body = StartImport,
    params(("id" = Uuid, Path, description = "The import."),
        ("If-Match" = String, Header, description = "The ETag of the version that is meant, or *.", example = "*")),
    extensions(("x-permission" = json!("import:update"))),
    responses((status = 202, description = "The import as it is now.", body = Import), (status = "4XX", body = Problem)))]
pub(crate) async fn start(
    db: Db,
    call: Call,
    id: web::Path<Uuid>,
    _: NoQuery,
    request: HttpRequest,
    body: Body<StartImport>,
) -> Result<HttpResponse, ApiError> {
    let at = at(&request, *id)?;
    let Body { value, digest } = body;
    call.write(&db, &digest, move |tx| {
        Ok(Reply { status: 202, ..call::changed(&service::import::start(tx, at, value)?)? })
    })
    .await
}

/// Stop an import.
///
/// What is written stays; starting it again goes on from there. Needs the permission `import:update`.
#[utoipa::path(post, path = "/imports/{id}/actions/cancel", tag = "imports", operation_id = "cancel_import",
    params(("id" = Uuid, Path, description = "The import."),
        ("If-Match" = String, Header, description = "The ETag of the version that is meant, or *.", example = "*")),
    extensions(("x-permission" = json!("import:update"))),
    responses((status = 200, description = "The import as it is now.", body = Import), (status = "4XX", body = Problem)))]
pub(crate) async fn cancel(
    db: Db,
    call: Call,
    id: web::Path<Uuid>,
    _: NoQuery,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let at = at(&request, *id)?;
    call.write(&db, &[], move |tx| call::changed(&tx.cancel_import(at)?)).await
}

/// Get the rows of an import that were refused.
///
/// CSV: the columns of the file, then the row's number, the columns to blame and what is wrong, in the language of
/// `Accept-Language`. Put right, it can be sent as the next import. Needs the permission `import:read`.
#[utoipa::path(get, path = "/imports/{id}/failures", tag = "imports", operation_id = "get_import_failures",
    params(("id" = Uuid, Path, description = "The import.")),
    extensions(("x-permission" = json!("import:read"))),
    responses((status = 200, description = "The refused rows.", body = String, content_type = "text/csv"),
        (status = "4XX", body = Problem)))]
pub(crate) async fn failures(
    db: Db,
    call: Call,
    id: web::Path<Uuid>,
    _: NoQuery,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let (id, actor) = (ImportId(*id), call.actor);
    let language = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let language = Language::accepted(language.unwrap_or_default());
    let batch = move |db: Db, after: Option<i64>| {
        let actor = actor.clone();
        async move { db.read(actor, move |read| service::import::failures(read, id, after, language)).await }
    };
    let FailureBatch { csv, last_row } = batch(db.clone(), None).await?;
    let rest = stream::try_unfold((db, last_row), move |(db, after)| {
        let batch = batch.clone();
        async move {
            let Some(row) = after else { return Ok::<_, std::io::Error>(None) };
            // The head of the answer is gone already: all that is left is to break off.
            let broken = |error: ApiError| std::io::Error::other(error.to_string());
            let FailureBatch { csv, last_row } = batch(db.clone(), Some(row)).await.map_err(broken)?;
            Ok(Some((web::Bytes::from(csv), (db, last_row))))
        }
    });
    let first = stream::once(async move { Ok(web::Bytes::from(csv)) });
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"refused-{id}.csv\"")))
        .streaming(first.chain(rest)))
}

/// Create an import by a template.
///
/// It has the template's plan as it is now. Needs the permissions `import_template:read` and `import:create`, and the
/// right `import`.
#[utoipa::path(post, path = "/import-templates/{id}/actions/import", tag = "import-templates",
    operation_id = "import_by_template", request_body = UseTemplate,
    params(("id" = Uuid, Path, description = "The template.")),
    extensions(("x-permission" = json!("import:create"))),
    responses((status = 201, description = "The new import.", body = Import), (status = "4XX", body = Problem)))]
pub(crate) async fn use_template(
    db: Db,
    call: Call,
    id: web::Path<Uuid>,
    _: NoQuery,
    body: Body<UseTemplate>,
) -> Result<HttpResponse, ApiError> {
    let id = ImportTemplateId(*id);
    let Body { value, digest } = body;
    call.write(&db, &digest, move |tx| {
        persistence::validate(&value)?;
        let template: ImportTemplate = tx.get(id)?;
        let input = ImportInput { file_name: value.file_name, plan: template.plan };
        call::created(&tx.create::<Import>(input)?)
    })
    .await
}
