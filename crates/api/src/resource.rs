//! The routes that every kind of record has, and their part of the document.

mod batch;
mod describe;

pub(crate) use describe::{idempotency_key, if_match, list_of, narrowing, reference, text_to_search};

use actix_web::http::{Method, header};
use actix_web::{HttpRequest, HttpResponse, web};
use persistence::{At, Entity, VisitEntity};
use serde_json::{Map, Value};
use uuid::Uuid;
use wire::batch::Assign;
use wire::list::Search;
use wire::{FieldCode, FieldError, ListQuery, Page, ProblemCode};

use crate::body::Body;
use crate::call::{self, Call};
use crate::db::Db;
use crate::error::ApiError;
use crate::etag::{self, IfMatch};
use crate::export::export;
use crate::query::{NoQuery, Query, bad};
use crate::routes::Routes;
use crate::trail;

/// Mounts the routes of every entity.
pub(crate) struct MountEntities<'a>(pub(crate) &'a mut Routes);

impl VisitEntity for MountEntities<'_> {
    fn visit<E: Entity>(&mut self) {
        let routes = &mut *self.0;
        let about = describe::About::<E>::new(routes);
        let all = format!("/{}", E::PATH);
        let one = format!("{all}/{{id}}");
        let sub = |name: &str| format!("{all}/{name}");
        let of = |name: &str| format!("{one}/{name}");
        let to = actix_web::web::route;
        routes.add(Method::GET, &all, to().to(list::<E>), about.list());
        routes.add(Method::POST, &all, to().to(create::<E>), about.create());
        routes.add(Method::POST, &sub("search"), to().to(search::<E>), about.search());
        routes.add(Method::GET, &sub("options"), to().to(options::<E>), about.options());
        routes.add(Method::POST, &sub("batch"), to().to(batch::batch::<E>), about.batch());
        routes.add(Method::POST, &sub("export"), to().to(export::<E>), about.export());
        routes.add(Method::GET, &one, to().to(get::<E>), about.get());
        routes.add(Method::PATCH, &one, to().to(update::<E>), about.update());
        routes.add(Method::DELETE, &one, to().to(delete::<E>), about.delete());
        routes.add(Method::POST, &of("actions/restore"), to().to(restore::<E>), about.restore());
        routes.add(Method::GET, &of("timeline"), to().to(trail::timeline::<E>), about.timeline());
        if E::IS_OWNED {
            routes.add(Method::POST, &of("actions/assign"), to().to(assign::<E>), about.assign());
            routes.add(Method::GET, &of("owners"), to().to(owners::<E>), about.owners());
        }
    }
}

async fn list<E: Entity>(db: Db, call: Call, query: Query) -> Result<HttpResponse, ApiError> {
    page::<E>(db, call, query.0).await
}

async fn search<E: Entity>(
    db: Db,
    call: Call,
    _: NoQuery,
    body: Body<Search>,
) -> Result<HttpResponse, ApiError> {
    let query = ListQuery::from_search(body.value).map_err(bad).map_err(ApiError::in_the_body)?;
    page::<E>(db, call, query).await.map_err(ApiError::in_the_body)
}

async fn page<E: Entity>(db: Db, call: Call, query: ListQuery) -> Result<HttpResponse, ApiError> {
    let fields = query.fields.clone();
    if let Some(fields) = &fields {
        check_members::<E>(fields)?;
    }
    let page: Page<E> = db.read(call.actor, move |read| read.page(&query)).await?;
    let Some(fields) = fields else { return Ok(HttpResponse::Ok().json(page)) };
    let members = page.data.iter().map(|record| persistence::members(record, &fields));
    let data = members.collect::<Result<Vec<_>, _>>()?;
    Ok(HttpResponse::Ok().json(Page { data, page: page.page, labels: page.labels }))
}

async fn get<E: Entity>(
    db: Db,
    call: Call,
    id: web::Path<Uuid>,
    query: Query,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let ListQuery { fields, .. } = &query.0;
    if query.0 != (ListQuery { fields: fields.clone(), ..ListQuery::default() }) {
        return Err(ApiError::new(ProblemCode::UnknownParameter));
    }
    if let Some(fields) = fields {
        check_members::<E>(fields)?;
    }
    let id = E::Id::from(*id);
    let record: E = db.read(call.actor, move |read| read.get(id)).await?;
    let etag = etag::of(record.version());
    if etag::is_known(&request, &etag)? && fields.is_none() {
        return Ok(HttpResponse::NotModified().insert_header((header::ETAG, etag)).finish());
    }
    let mut response = HttpResponse::Ok();
    response.insert_header((header::ETAG, etag));
    Ok(match fields {
        None => response.json(record),
        Some(fields) => response.json(persistence::members(&record, fields)?),
    })
}

/// The names in `fields=` must be members of the record.
fn check_members<E: Entity>(fields: &[String]) -> Result<(), ApiError> {
    let known = describe::members::<E>();
    let unknown = fields.iter().filter(|field| !known.contains(field));
    let error = |field| FieldError::parameter("fields", FieldCode::UnknownValue).with("hint", field);
    let errors: Vec<FieldError> = unknown.map(error).collect();
    if errors.is_empty() {
        Ok(())
    } else {
        Err(ApiError { errors, ..ApiError::new(ProblemCode::UnknownParameter) })
    }
}

async fn options<E: Entity>(db: Db, call: Call, query: Query) -> Result<HttpResponse, ApiError> {
    let q = query.0.q.clone();
    if query.0 != (ListQuery { q: q.clone(), ..ListQuery::default() }) {
        return Err(ApiError::new(ProblemCode::UnknownParameter));
    }
    let labels = db.read(call.actor, move |read| read.options::<E>(q.as_deref())).await?;
    Ok(HttpResponse::Ok().json(serde_json::json!({ "data": labels })))
}

async fn create<E: Entity>(
    db: Db,
    call: Call,
    _: NoQuery,
    body: Body<E::Input>,
) -> Result<HttpResponse, ApiError> {
    let Body { value, digest } = body;
    call.write(&db, &digest, move |tx| call::created(&tx.create::<E>(value)?)).await
}

async fn update<E: Entity>(
    db: Db,
    call: Call,
    id: web::Path<Uuid>,
    _: NoQuery,
    request: HttpRequest,
    body: Body<Map<String, Value>>,
) -> Result<HttpResponse, ApiError> {
    let at = At::<E> { id: E::Id::from(*id), version: IfMatch::required(&request)?.version() };
    let Body { value, digest } = body;
    call.write(&db, &digest, move |tx| call::changed(&tx.update(at, &value)?)).await
}

async fn delete<E: Entity>(
    db: Db,
    call: Call,
    id: web::Path<Uuid>,
    _: NoQuery,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let at = At::<E> { id: E::Id::from(*id), version: IfMatch::required(&request)?.version() };
    call.write(&db, &[], move |tx| tx.delete(at).map(|()| call::done())).await
}

async fn restore<E: Entity>(
    db: Db,
    call: Call,
    id: web::Path<Uuid>,
    _: NoQuery,
) -> Result<HttpResponse, ApiError> {
    let id = E::Id::from(*id);
    call.write(&db, &[], move |tx| call::changed(&tx.restore::<E>(id)?)).await
}

async fn assign<E: Entity>(
    db: Db,
    call: Call,
    id: web::Path<Uuid>,
    _: NoQuery,
    request: HttpRequest,
    body: Body<Assign>,
) -> Result<HttpResponse, ApiError> {
    let at = At::<E> { id: E::Id::from(*id), version: IfMatch::required(&request)?.version() };
    let Body { value, digest } = body;
    call.write(&db, &digest, move |tx| {
        persistence::validate(&value)?;
        call::changed(&tx.assign(at, value.owner_id, value.reason.as_deref())?)
    })
    .await
}

async fn owners<E: Entity>(
    db: Db,
    call: Call,
    id: web::Path<Uuid>,
    _: NoQuery,
) -> Result<HttpResponse, ApiError> {
    let id = E::Id::from(*id);
    let changes = db.read(call.actor, move |read| read.owner_history::<E>(id)).await?;
    Ok(HttpResponse::Ok().json(serde_json::json!({ "data": changes })))
}
