//! What the user was told of.

use uuid::Uuid;
use wire::Page;
use wire::notification::{Notification, ReadNotifications, Unread};

use super::{Failure, Request, names};

/// How many are not read; the server counts up to a hundred.
pub(crate) async fn unread() -> Result<i64, Failure> {
    Request::get("notifications/unread").read::<Unread>().await.map(|unread| unread.count)
}

/// The latest, or those before the cursor, and where the next ones are.
pub(crate) async fn list(cursor: Option<&str>) -> Result<(Vec<Notification>, Option<String>), Failure> {
    let mut path = "notifications?limit=30".to_owned();
    if let Some(cursor) = cursor {
        path = format!("{path}&cursor={cursor}");
    }
    let page: Page<Notification> = Request::get(path).read().await?;
    names::learn(&page.labels);
    Ok((page.data, page.page.next_cursor))
}

/// Says that this one was read, or all.
pub(crate) async fn read(id: Option<Uuid>) -> Result<(), Failure> {
    let ids = id.map(|id| vec![id]);
    Request::post("notifications/actions/read", &ReadNotifications { ids }).send().await.map(drop)
}
