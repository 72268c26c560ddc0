//! Lists as files: short ones at once, long ones once a worker has written them.

use domain::{ExportId, Kind};
use wire::export::{Export, ExportPlan, Exports, PATH};

use super::{Failure, Request, changes, download};
use crate::record::Entity;

/// Saves a list under this name; None. Or how its export stands, where it is too long for that.
pub(crate) async fn start(entity: &Entity, plan: &ExportPlan, name: &str) -> Result<Option<Export>, Failure> {
    let request = Request::search(format!("{}/export", entity.path), plan);
    let export = download::save_or_wait(request, name).await?;
    if export.is_some() {
        changes::tell(Kind::Export);
    }
    Ok(export)
}

/// The user's exports, the latest first.
pub(crate) async fn list() -> Result<Vec<Export>, Failure> {
    let exports: Exports = Request::get(PATH).read().await?;
    Ok(exports.data)
}

/// Saves the file of an export under this name.
pub(crate) async fn save(id: ExportId, name: &str) -> Result<(), Failure> {
    download::save(Request::get(format!("{PATH}/{id}/file")), name).await
}

/// Deletes an export; a worker that is at it stops.
pub(crate) async fn delete(id: ExportId) -> Result<(), Failure> {
    Request::delete(format!("{PATH}/{id}")).changes(Kind::Export).send().await.map(drop)
}
