//! Whether the process lives and whether it can serve.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use serde_json::json;

use crate::db::Db;

/// The process answers.
pub(crate) async fn livez() -> HttpResponse {
    HttpResponse::Ok().json(json!({ "status": "ok" }))
}

/// The database answers too.
pub(crate) async fn readyz(db: Db) -> HttpResponse {
    match db.run(persistence::Store::ping).await {
        Ok(()) => HttpResponse::Ok().json(json!({ "status": "ok" })),
        Err(_) => HttpResponse::build(StatusCode::SERVICE_UNAVAILABLE)
            .json(json!({ "status": "database unavailable" })),
    }
}
