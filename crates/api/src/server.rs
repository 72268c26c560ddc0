//! The HTTP server: limits, wrapping, routes.

use std::net::TcpListener;
use std::time::Duration;

use actix_web::dev::Server as Running;
use actix_web::http::header;
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, HttpResponse, HttpServer, web};
use persistence::{Runtime, Store, every_entity};

use crate::auth::Sessions;
use crate::db::Db;
use crate::document::document;
use crate::drain::{self, Draining};
use crate::error::ApiError;
use crate::resource::MountEntities;
use crate::routes::{Routes, get, mount};
use crate::site::{self, Site};
use crate::{
    analytics, assignment, auth, docs, envelope, export, form, health, import, lead, notification,
    opportunity, scoring, search, trail,
};

/// The largest JSON body.
const MAX_BODY: usize = 1024 * 1024;

/// What a server needs.
pub struct Server {
    /// The database.
    pub store: Store,
    /// Keys, cookies and who is signed in.
    pub sessions: Sessions,
    /// The application in the browser.
    pub site: Site,
    /// The rest.
    pub settings: Settings,
}

/// How a server runs.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Threads that speak HTTP.
    pub workers: usize,
    /// Connections of the database pool; as many blocking threads use them.
    pub pool_size: u32,
    /// How long requests are still taken after SIGTERM, for load balancers to notice.
    pub drain: Duration,
    /// How long requests may go on after that.
    pub shutdown: Duration,
}

/// Every route below `/api/v1`.
pub(crate) fn routes() -> Routes {
    let mut routes = Routes::default();
    every_entity(&mut MountEntities(&mut routes));
    mount!(routes => trail.audit);
    analytics::routes(&mut routes);
    assignment::routes(&mut routes);
    auth::routes(&mut routes);
    export::routes(&mut routes);
    form::routes(&mut routes);
    import::routes(&mut routes);
    lead::routes(&mut routes);
    notification::routes(&mut routes);
    opportunity::routes(&mut routes);
    scoring::routes(&mut routes);
    search::routes(&mut routes);
    routes
}

/// Serves on `listener` until it is stopped. Ctrl-C and SIGTERM let running requests finish. Must be called within an
/// actix system.
pub fn serve(server: Server, listener: TcpListener) -> std::io::Result<Running> {
    let Server { store, sessions, site, settings } = server;
    let pool = usize::try_from(settings.pool_size).unwrap_or(16);
    let db = web::Data::new(Db::new(store.clone(), pool * 8));
    let runtime = web::Data::new(Runtime::clone(store.runtime()));
    let sessions = web::Data::new(sessions);
    let site = web::Data::new(site);
    let draining = Draining::default();
    let is_draining = web::Data::new(draining.clone());
    let text = web::Bytes::from(serde_json::to_vec(&document()).unwrap_or_default());
    let app = move || {
        let text = text.clone();
        let openapi =
            web::route().to(move || {
                let text = text.clone();
                async move {
                    HttpResponse::Ok().insert_header((header::CONTENT_TYPE, "application/json")).body(text)
                }
            });
        App::new()
            .app_data(db.clone())
            .app_data(runtime.clone())
            .app_data(sessions.clone())
            .app_data(is_draining.clone())
            .app_data(site.clone())
            .app_data(web::PayloadConfig::new(MAX_BODY))
            .wrap(from_fn(envelope::unpacked))
            .wrap(Compress::default())
            .wrap(from_fn(envelope::envelope))
            .service(get("/livez", web::route().to(health::livez)))
            .service(get("/readyz", web::route().to(health::readyz)))
            .configure(docs::configure)
            .configure(form::configure)
            .configure(site::configure)
            .service(
                web::scope("/api/v1")
                    .wrap(from_fn(auth::authenticate))
                    .service(get("/openapi.json", openapi))
                    .configure(|config| routes().configure(config))
                    .default_service(web::to(not_found)),
            )
            .service(web::scope("/api").default_service(web::to(not_found)))
            .configure(site::fallback)
            .default_service(web::to(not_found))
    };
    let running = HttpServer::new(app)
        .workers(settings.workers)
        .worker_max_blocking_threads((pool / settings.workers).max(1))
        .client_request_timeout(Duration::from_secs(5))
        .keep_alive(Duration::from_secs(30))
        .max_connections(2000)
        .shutdown_timeout(settings.shutdown.as_secs())
        .disable_signals()
        .listen(listener)?
        .run();
    drain::stop_at_signals(running.handle(), draining, settings.drain)?;
    Ok(running)
}

async fn not_found() -> Result<HttpResponse, ApiError> {
    Err(ApiError::new(wire::ProblemCode::NotFound))
}
