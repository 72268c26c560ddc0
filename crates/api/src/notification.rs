//! What the user was told of.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse};
use persistence::Read;
use serde::Serialize;
use uuid::Uuid;
use wire::Problem;
use wire::notification::{Notification, ReadNotifications, Unread};
use wire::resource::PageInfo;

use crate::auth::Caller;
use crate::body::Body;
use crate::call::{self, Call};
use crate::db::Db;
use crate::error::ApiError;
use crate::query::NoQuery;
use crate::routes::{Routes, mount};
use crate::step::valid;
use crate::trail::{Window, page};

pub(crate) fn routes(routes: &mut Routes) {
    mount!(routes => crate::notification.list, crate::notification.unread, crate::notification.read);
}

/// One page of notifications.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct NotificationPage {
    data: Vec<Notification>,
    page: PageInfo,
    /// By id, the names of the records, of who changed them, and of what they referred to.
    labels: BTreeMap<Uuid, String>,
}

/// List what the user was told of, newest first.
///
/// Users are told of what others did with records of theirs. Notifications are kept for 90 days. An API key is
/// told nothing.
#[utoipa::path(get, path = "/notifications", tag = "notifications", operation_id = "list_notifications",
    params(
        ("unread" = Option<bool>, Query, description = "True for those only that are not read."),
        ("limit" = Option<u32>, Query, description = "Notifications at most.", minimum = 1, maximum = 200),
        ("cursor" = Option<String>, Query, description = "Where the page before ended.", max_length = 500),
    ),
    responses((status = 200, description = "A page.", body = NotificationPage), (status = "4XX", body = Problem)))]
pub(crate) async fn list(db: Db, caller: Caller, request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let (actor, _) = caller.in_session()?;
    let (window, limit, before) = Window::read(&request, &["unread"])?;
    let entries = move |read: &mut Read<'_>| {
        let entries = read.notifications(window.unread, before, i64::from(limit) + 1)?;
        let names = read.names_in(&entries)?;
        Ok((entries, names))
    };
    page(db.read(actor, entries).await?, limit, |entry| (entry.at, entry.id))
}

/// Count what the user has not read.
///
/// An API key may not do this.
#[utoipa::path(get, path = "/notifications/unread", tag = "notifications", operation_id = "count_unread_notifications",
    responses((status = 200, description = "How many those are.", body = Unread), (status = "4XX", body = Problem)))]
pub(crate) async fn unread(db: Db, caller: Caller, _: NoQuery) -> Result<HttpResponse, ApiError> {
    let (actor, _) = caller.in_session()?;
    let count = db.read(actor, |read: &mut Read<'_>| read.unread_notifications()).await?;
    Ok(HttpResponse::Ok().json(Unread { count }))
}

/// Say what was read.
///
/// Notifications of others, and those that are read already, stay as they are. An API key may not do this.
#[utoipa::path(post, path = "/notifications/actions/read", tag = "notifications", operation_id = "read_notifications",
    request_body = ReadNotifications,
    responses((status = 204, description = "It is noted."), (status = "4XX", body = Problem)))]
pub(crate) async fn read(
    db: Db,
    (caller, call): (Caller, Call),
    _: NoQuery,
    body: Body<ReadNotifications>,
) -> Result<HttpResponse, ApiError> {
    caller.in_session()?;
    valid(&body)?;
    let Body { value, digest } = body;
    call.write(&db, &digest, move |tx| {
        tx.read_notifications(value.ids.as_deref())?;
        Ok(call::done())
    })
    .await
}
