//! Whether the process lives and whether it can serve.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::json;

use crate::db::Db;
use crate::drain::Draining;

/// The process answers.
pub(crate) async fn livez() -> HttpResponse {
    HttpResponse::Ok().json(json!({ "status": "ok" }))
}

/// The server means to go on, and the database answers too.
pub(crate) async fn readyz(db: Db, draining: web::Data<Draining>) -> HttpResponse {
    let not_ready = |why| HttpResponse::build(StatusCode::SERVICE_UNAVAILABLE).json(json!({ "status": why }));
    if draining.has_begun() {
        return not_ready("stopping");
    }
    match db.run(persistence::Store::ping).await {
        Ok(()) => HttpResponse::Ok().json(json!({ "status": "ok" })),
        Err(_) => not_ready("database unavailable"),
    }
}
