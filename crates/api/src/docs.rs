//! The pages for programmers of clients: the API document to read and try, and the codes of errors.

use std::fmt::Write;

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use domain::language::Language;
use utoipa_swagger_ui::Config;
use wire::{FieldCode, FieldError, ProblemCode};

use crate::error::ApiError;
use crate::routes::get;

/// Where the pages are.
const PATH: &str = "/docs";
/// Swagger UI sets styles on elements; everything else comes from files of this server.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
     img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'none'";

/// Mounts the pages.
pub(crate) fn configure(config: &mut web::ServiceConfig) {
    let swagger = Config::from("/api/v1/openapi.json")
        .doc_expansion("none")
        .filter(true)
        .try_it_out_enabled(true)
        .default_models_expand_depth(-1)
        .display_request_duration(true)
        // Else the page would ask a server on the internet.
        .validator_url("none");
    let pages = web::scope(PATH)
        .app_data(web::Data::new(swagger))
        .service(get("", web::route().to(to_slash)))
        .service(get("/errors", web::route().to(errors)))
        .service(get("/errors.css", web::route().to(errors_css)))
        .service(get("/{file:.*}", web::route().to(file)));
    config.service(pages);
}

/// Where a code is described.
pub(crate) fn of_code(code: ProblemCode) -> String {
    format!("{PATH}/errors#{}", code.as_str())
}

/// The page's files are named relative to it.
async fn to_slash() -> HttpResponse {
    HttpResponse::PermanentRedirect().insert_header((header::LOCATION, format!("{PATH}/"))).finish()
}

async fn file(path: web::Path<String>, config: web::Data<Config<'static>>) -> Result<HttpResponse, ApiError> {
    let served = utoipa_swagger_ui::serve(&path, config.into_inner());
    let served = served.map_err(|error| persistence::Error::Internal(error.to_string()))?;
    let file = served.ok_or_else(|| ApiError::new(ProblemCode::NotFound))?;
    let mut response = HttpResponse::Ok();
    if file.gzpipped {
        response.insert_header((header::CONTENT_ENCODING, "gzip"));
    }
    let response = response.insert_header((header::CONTENT_SECURITY_POLICY, POLICY));
    Ok(response.content_type(file.content_type).body(file.bytes.into_owned()))
}

async fn errors() -> HttpResponse {
    let problems = ProblemCode::ALL.iter().map(|code| {
        let words = |language| code.words(language).to_owned();
        (code.as_str(), code.status().to_string(), words(Language::English), words(Language::Chinese))
    });
    let fields = FieldCode::ALL.iter().map(|code| {
        let error = FieldError::at("", *code);
        (code.as_str(), String::new(), error.words(Language::English), error.words(Language::Chinese))
    });
    let mut page = String::from(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Errors of Rapport</title>\
         <meta name=\"viewport\" content=\"width=device-width\"><link rel=\"stylesheet\" href=\"errors.css\">\
         <link rel=\"icon\" href=\"favicon-32x32.png\">\
         <h1>Errors</h1><p>What <code>code</code> in a problem, and in each of its <code>errors</code>, can be. \
         Codes are only ever added.</p><table><tr><th>Code<th>Status<th>English<th>\u{4e2d}\u{6587}",
    );
    for (code, status, english, chinese) in problems.chain(fields) {
        let _ = write!(
            page,
            "<tr id=\"{code}\"><td><code>{code}</code><td>{status}<td>{english}<td lang=\"zh-CN\">{chinese}"
        );
    }
    page.push_str("</table>");
    HttpResponse::Ok()
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .content_type("text/html; charset=utf-8")
        .body(page)
}

async fn errors_css() -> HttpResponse {
    HttpResponse::Ok().content_type("text/css; charset=utf-8").body(include_str!("docs/errors.css"))
}
