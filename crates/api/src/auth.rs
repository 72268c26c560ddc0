//! Who is signed in: tokens, keys and sessions.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header;
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, web};
use persistence::{Actor, Origin, Store, Via};
use wire::ProblemCode;

use crate::document::PUBLIC;
use crate::envelope::RequestId;
use crate::error::ApiError;
use crate::routes::Routes;

/// Turns tokens and keys into actors.
pub struct Sessions {
    store: Store,
}

impl Sessions {
    /// Over this database.
    pub fn new(store: Store) -> Self {
        Self { store }
    }

    async fn actor(&self, bearer: &str, origin: Origin) -> Result<Actor, ApiError> {
        let _ = (&self.store, bearer, origin);
        Err(ApiError::new(ProblemCode::Unauthenticated))
    }
}

pub(crate) fn routes(_: &mut Routes) {}

/// Lets a request through to the API with its actor; 401 comes before anything of the body is read.
pub(crate) async fn authenticate(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    if PUBLIC.contains(&request.path()) {
        return next.call(request).await;
    }
    let bearer = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let bearer = bearer.and_then(|value| value.strip_prefix("Bearer ")).map(str::to_owned);
    let bearer = bearer.ok_or_else(|| ApiError::new(ProblemCode::Unauthenticated))?;
    let request_id = request.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
    let address = request.peer_addr().map(|address| address.ip().to_string());
    let origin = Origin { via: Via::Session, request_id, address };
    let sessions = request.app_data::<web::Data<Sessions>>().cloned();
    let sessions = sessions.ok_or_else(|| ApiError::new(ProblemCode::Internal))?;
    let actor = sessions.actor(&bearer, origin).await?;
    request.extensions_mut().insert(actor);
    next.call(request).await
}
