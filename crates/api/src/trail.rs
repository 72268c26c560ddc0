//! Timelines and the audit log.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, web};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use persistence::{AuditFilter, Before, Entity, Read};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use wire::list::{DEFAULT_LIMIT, MAX_LIMIT};
use wire::resource::PageInfo;
use wire::trail::AuditEntry;
use wire::{FieldCode, FieldError, Page, Problem, ProblemCode};

use crate::call::Call;
use crate::db::Db;
use crate::error::ApiError;

/// The page of a trail that is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Window {
    limit: Option<u32>,
    cursor: Option<String>,
    kind: Option<domain::Kind>,
    record_id: Option<Uuid>,
    actor_id: Option<domain::UserId>,
    pub(crate) unread: bool,
}

impl Window {
    /// Reads the query, which may have these filters: the window, the entries of a page, and the entry before them.
    pub(crate) fn read(request: &HttpRequest, filters: &[&str]) -> Result<(Self, u32, Before), ApiError> {
        let wrong = |name: &str, code| {
            ApiError::with(ProblemCode::UnknownParameter, FieldError::parameter(name, code))
        };
        for (name, _) in form_urlencoded::parse(request.query_string().as_bytes()) {
            if !["limit", "cursor"].contains(&name.as_ref()) && !filters.contains(&name.as_ref()) {
                return Err(wrong(&name, FieldCode::UnknownField));
            }
        }
        let query = web::Query::<Self>::from_query(request.query_string());
        let window = query.map_err(|_error| ApiError::new(ProblemCode::UnknownParameter))?.into_inner();
        let limit = window.limit.unwrap_or(DEFAULT_LIMIT);
        if !(1..=MAX_LIMIT).contains(&limit) {
            return Err(wrong("limit", FieldCode::OutOfRange));
        }
        let before = window.cursor.as_deref().map(edge).transpose()?;
        Ok((window, limit, before))
    }
}

fn edge(cursor: &str) -> Result<(DateTime<Utc>, Uuid), ApiError> {
    let bytes = URL_SAFE_NO_PAD.decode(cursor).ok();
    let edge = bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    edge.ok_or_else(|| ApiError::new(ProblemCode::InvalidCursor))
}

/// One more entry than asked for tells that there are more.
pub(crate) fn page<T: Serialize>(
    (mut data, labels): (Vec<T>, BTreeMap<Uuid, String>),
    limit: u32,
    at: impl Fn(&T) -> (DateTime<Utc>, Uuid),
) -> Result<HttpResponse, ApiError> {
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_more = data.len() > most;
    data.truncate(most);
    let last = data.last().filter(|_| has_more);
    let json =
        last.map(|last| serde_json::to_vec(&at(last))).transpose().map_err(persistence::Error::from)?;
    let next_cursor = json.map(|json| URL_SAFE_NO_PAD.encode(json));
    let page =
        PageInfo { limit, has_more, next_cursor, total: None, total_is_capped: false, sums: Vec::new() };
    Ok(HttpResponse::Ok().json(Page { data, page, labels }))
}

pub(crate) async fn timeline<E: Entity>(
    db: Db,
    call: Call,
    id: web::Path<Uuid>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let (_, limit, before) = Window::read(&request, &[])?;
    let id = E::Id::from(*id);
    let entries = move |read: &mut Read<'_>| {
        let entries = read.timeline::<E>(id, before, i64::from(limit) + 1)?;
        let names = read.names_in(&entries)?;
        Ok((entries, names))
    };
    page(db.read(call.actor, entries).await?, limit, |entry| (entry.at, entry.id))
}

/// One page of the audit log.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct AuditPage {
    data: Vec<AuditEntry>,
    page: PageInfo,
    /// By id, the names of the records, of who changed them, and of what they referred to.
    labels: BTreeMap<Uuid, String>,
}

/// List the audit log, newest first.
///
/// Needs the right `audit`.
#[utoipa::path(get, path = "/audit", tag = "audit", operation_id = "list_audit",
    params(
        ("kind" = Option<domain::Kind>, Query, description = "Entries of this kind of record."),
        ("record_id" = Option<Uuid>, Query, description = "Entries of this record."),
        ("actor_id" = Option<Uuid>, Query, description = "Entries of this user."),
        ("limit" = Option<u32>, Query, description = "Entries at most.", minimum = 1, maximum = 200),
        ("cursor" = Option<String>, Query, description = "Where the page before ended.", max_length = 500),
    ),
    responses((status = 200, description = "A page.", body = AuditPage), (status = "4XX", body = Problem)))]
pub(crate) async fn audit(db: Db, call: Call, request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let (window, limit, before) = Window::read(&request, &["kind", "record_id", "actor_id"])?;
    let kind = window.kind.map(|kind| kind.as_str().to_owned());
    let filter = AuditFilter { kind, record_id: window.record_id, actor_id: window.actor_id };
    let entries = move |read: &mut Read<'_>| {
        let entries = read.audit(&filter, before, i64::from(limit) + 1)?;
        let names = read.names_in(&entries)?;
        Ok((entries, names))
    };
    page(db.read(call.actor, entries).await?, limit, |entry| (entry.at, entry.id))
}
