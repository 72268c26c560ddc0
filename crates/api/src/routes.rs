//! Routes and their documentation, in one statement each.
//!
//! actix gets one resource per path with all its methods, so that a method that a path does not take is answered
//! with 405 and what it does take; the document gets the operation. A route that is not in the document cannot be
//! made here.

use std::collections::BTreeMap;

use actix_web::http::Method;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpResponse, Resource, Route, Scope, guard, web};
use serde_json::{Map, Value, json};
use wire::ProblemCode;

use crate::error::ApiError;

/// The routes below `/api/v1`, gathered for actix and for the document.
#[derive(Default)]
pub(crate) struct Routes {
    paths: Vec<(String, Vec<(Method, Route)>)>,
    pub(crate) operations: BTreeMap<String, Map<String, Value>>,
    pub(crate) schemas: BTreeMap<String, Value>,
}

impl Routes {
    /// A route and its operation.
    pub(crate) fn add(&mut self, method: Method, path: &str, route: Route, operation: Value) {
        let name = method.as_str().to_ascii_lowercase();
        self.operations.entry(path.to_owned()).or_default().insert(name, operation);
        let position = self.paths.iter().position(|(known, _)| known == path).unwrap_or_else(|| {
            self.paths.push((path.to_owned(), Vec::new()));
            self.paths.len() - 1
        });
        self.paths[position].1.push((method, route));
    }

    /// A handler that is documented by `#[utoipa::path]`; [`mount`] names both.
    pub(crate) fn documented<P: utoipa::Path + utoipa::__dev::SchemaReferences>(&mut self, route: Route) {
        let mut schemas = Vec::new();
        P::schemas(&mut schemas);
        for (name, schema) in schemas {
            self.schemas.insert(name, json!(schema));
        }
        let path = P::path();
        let method = match P::methods().first() {
            Some(utoipa::openapi::HttpMethod::Get) => Method::GET,
            Some(utoipa::openapi::HttpMethod::Put) => Method::PUT,
            Some(utoipa::openapi::HttpMethod::Patch) => Method::PATCH,
            Some(utoipa::openapi::HttpMethod::Delete) => Method::DELETE,
            _ => Method::POST,
        };
        self.add(method, &path, route, json!(P::operation()));
    }

    /// The schema of a type and of all that it refers to.
    pub(crate) fn schema<T: utoipa::ToSchema>(&mut self) -> String {
        let mut schemas = Vec::new();
        T::schemas(&mut schemas);
        for (name, schema) in schemas {
            self.schemas.insert(name, json!(schema));
        }
        let name = T::name().into_owned();
        self.schemas.insert(name.clone(), json!(T::schema()));
        name
    }

    /// Hands the routes to actix, those of one collection together: it looks through all patterns from the first on,
    /// which for hundreds of them takes longer than to read a record.
    pub(crate) fn configure(self, config: &mut web::ServiceConfig) {
        // Longer literal paths first: `/tags/options` before `/tags/{id}`.
        let mut paths = self.paths;
        paths.sort_by_key(|(path, _)| (path.matches('{').count(), std::cmp::Reverse(path.len())));
        let mut collections: BTreeMap<String, Scope> = BTreeMap::new();
        for (path, routes) in paths {
            let end = path[1..].find('/').map_or(path.len(), |end| end + 1);
            let (collection, rest) = path.split_at(end);
            let scope = collections.remove(collection).unwrap_or_else(|| web::scope(collection));
            collections.insert(collection.to_owned(), scope.service(resource(rest, routes)));
        }
        for scope in collections.into_values() {
            config.service(scope);
        }
    }
}

/// A path outside the document, which is only read.
pub(crate) fn get(path: &str, route: Route) -> Resource {
    resource(path, vec![(Method::GET, route)])
}

/// A path with all that it takes.
pub(crate) fn resource(path: &str, routes: Vec<(Method, Route)>) -> Resource {
    let mut allowed: Vec<&str> = Vec::new();
    for (method, _) in &routes {
        allowed.push(method.as_str());
        if method == Method::GET {
            allowed.push("HEAD");
        }
    }
    let allow = HeaderValue::from_str(&allowed.join(", ")).unwrap_or(HeaderValue::from_static("GET"));
    let mut resource = web::resource(path);
    for (method, route) in routes {
        resource = match method {
            Method::GET => resource.route(route.guard(guard::Any(guard::Get()).or(guard::Head()))),
            other => resource.route(route.guard(guard::Method(other))),
        };
    }
    resource.default_service(web::to(move || {
        let allow = allow.clone();
        async move {
            let mut response = HttpResponse::from_error(ApiError::new(ProblemCode::MethodNotAllowed));
            response.headers_mut().insert(header::ALLOW, allow);
            response
        }
    }))
}

/// Mounts handlers that carry `#[utoipa::path]`: `mount!(routes: auth::login, auth::refresh)`.
macro_rules! mount {
    ($routes:expr => $($($module:ident)::+ . $handler:ident),+ $(,)?) => {
        pastey::paste! { $(
            $routes.documented::<$($module)::+::[<__path_ $handler>]>(
                actix_web::web::route().to($($module)::+::$handler),
            );
        )+ }
    };
}
pub(crate) use mount;
