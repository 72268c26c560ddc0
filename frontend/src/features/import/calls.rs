//! What the screens of imports ask of the server.

use domain::{ImportId, ImportTemplateId, Kind};
use serde_json::json;
use uuid::Uuid;
use wire::import::{Import, ImportInput, ImportPlan, ImportTemplate, ImportTemplateInput, StartImport};
use wire::{Page, Resource};

use crate::api::{Failure, Request, download, names};

/// Imports on a page of the history.
const PAGE: u32 = 20;

/// An import as it is now.
pub(super) async fn get(id: ImportId) -> Result<Import, Failure> {
    Request::get(format!("{}/{id}", Import::PATH)).read().await
}

/// A page of the history, the latest first.
pub(super) async fn list(cursor: Option<&str>) -> Result<Page<Import>, Failure> {
    let body = json!({ "sort": ["-created_at"], "limit": PAGE, "cursor": cursor });
    let page: Page<Import> = Request::search(format!("{}/search", Import::PATH), &body).read().await?;
    names::learn(&page.labels);
    Ok(page)
}

/// A new import, without its file.
pub(super) async fn create(input: &ImportInput) -> Result<Import, Failure> {
    Request::post(Import::PATH, input).changes(Kind::Import).read().await
}

/// Gives an import another plan or another name of its file.
pub(super) async fn change(import: &Import, input: &ImportInput) -> Result<Import, Failure> {
    let path = format!("{}/{}", Import::PATH, import.id);
    Request::patch(path, input).at(Some(import.version)).changes(Kind::Import).read().await
}

/// Sends the file, and tells how much of it has arrived.
pub(super) async fn put_file(
    import: &Import,
    file: web_sys::File,
    on_progress: impl Fn(f64) + Clone + 'static,
) -> Result<Import, Failure> {
    let request = Request::put_file(Import::path_of(import.id, "file"), file).at(Some(import.version));
    request.changes(Kind::Import).upload(on_progress).await?.read()
}

/// Starts an import, or lets one that was stopped go on.
pub(super) async fn start(import: &Import, start: StartImport) -> Result<Import, Failure> {
    let request = Request::post(Import::path_of(import.id, "actions/start"), &start);
    request.at(Some(import.version)).changes(Kind::Import).read().await
}

/// Stops an import, however far it is.
pub(super) async fn cancel(id: ImportId) -> Result<Import, Failure> {
    let request = Request::post(Import::path_of(id, "actions/cancel"), &json!({}));
    request.at(None).changes(Kind::Import).read().await
}

/// Deletes an import from the history.
pub(super) async fn delete(import: &Import) -> Result<(), Failure> {
    let path = format!("{}/{}", Import::PATH, import.id);
    Request::delete(path).at(None).changes(Kind::Import).send().await.map(drop)
}

/// The file of refused rows.
pub(super) fn failures(id: ImportId) -> Request {
    Request::get(Import::path_of(id, "failures"))
}

/// Saves the file of refused rows on the user's machine.
pub(super) async fn save_failures(import: &Import) -> Result<(), Failure> {
    let name = import.file_name.rsplit_once('.').map_or(import.file_name.as_str(), |(name, _)| name);
    download::save(failures(import.id), &format!("{name}-refused.csv")).await
}

/// The saved templates, by name.
pub(super) async fn templates() -> Result<Vec<ImportTemplate>, Failure> {
    let body = json!({ "sort": ["name"], "limit": 200 });
    let path = format!("{}/search", ImportTemplate::PATH);
    let page: Page<ImportTemplate> = Request::search(path, &body).read().await?;
    names::learn(&page.labels);
    Ok(page.data)
}

/// One saved template.
pub(super) async fn template(id: Uuid) -> Result<ImportTemplate, Failure> {
    Request::get(format!("{}/{id}", ImportTemplate::PATH)).read().await
}

/// Keeps a plan under a name, in the place of the template that has the name.
pub(super) async fn save_template(name: String, plan: ImportPlan) -> Result<ImportTemplate, Failure> {
    let same = templates().await?.into_iter().find(|template| template.name == name);
    let input = ImportTemplateInput { name, plan };
    let request = match same {
        Some(template) => {
            let path = format!("{}/{}", ImportTemplate::PATH, template.id);
            Request::patch(path, &input).at(Some(template.version))
        }
        None => Request::post(ImportTemplate::PATH, &input),
    };
    request.changes(Kind::ImportTemplate).read().await
}

/// Deletes a saved template.
pub(super) async fn delete_template(id: ImportTemplateId) -> Result<(), Failure> {
    let path = format!("{}/{id}", ImportTemplate::PATH);
    Request::delete(path).at(None).changes(Kind::ImportTemplate).send().await.map(drop)
}
