//! The application in the browser: its page for every path that is nobody else's, and the files that the page loads.
//!
//! Knows neither what is in the files nor where they are kept; the names of assets tell their content, so browsers may
//! keep them for ever, while the page is asked for each time.

mod report;

use std::borrow::Cow;

use actix_web::http::header::{self, AcceptEncoding, Encoding, Header, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use sha2::{Digest, Sha256};
use wire::ProblemCode;

use crate::error::ApiError;
use crate::etag;
use crate::routes::get;

/// Scripts, styles, letters and data come from this server, pictures also from the page itself; nothing may be put
/// into the page from outside, and the page may not be put into others.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
     form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; report-uri /csp-report";
/// Stands where the page would, in a program that was built without it.
const NOT_BUILT: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Rapport</title>\
     <p>This program was built without its application for the browser: <code>make web</code> builds that into \
     <code>frontend/dist</code>, from where the next build of the program takes it.\
     <p>The API is here all the same: see <a href=\"/docs\">its documentation</a>.";
const PAGE: &str = "index.html";

/// A file's content.
type Content = Cow<'static, [u8]>;

/// Finds a file by its path.
type Find = dyn Fn(&str) -> Option<Content> + Send + Sync;

/// Where the files come from.
pub struct Site(Box<Find>);

impl Site {
    /// Asks `find` for files: for `index.html` and those in `assets/`, and for the same packed, `.br` and `.gz`. It is
    /// given no path that leads out of there.
    pub fn new(find: impl Fn(&str) -> Option<Content> + Send + Sync + 'static) -> Self {
        Self(Box::new(find))
    }

    /// A site without files.
    pub fn empty() -> Self {
        Self::new(|_| None)
    }

    /// The file in the packing that the client likes best of those there are, and how that is called.
    fn packed(&self, path: &str, request: &HttpRequest) -> Option<(Content, &'static str)> {
        let packings = [(Encoding::brotli(), "br"), (Encoding::gzip(), "gz")];
        let packings =
            packings.map(|(packing, ending)| (packing, (self.0)(&format!("{path}.{ending}")), ending));
        let there = packings.iter().filter(|(_, content, _)| content.is_some()).map(|(packing, ..)| packing);
        let chosen = AcceptEncoding::parse(request).ok().and_then(|accepted| accepted.negotiate(there));
        let chosen = packings.into_iter().find(|(packing, ..)| Some(packing) == chosen.as_ref());
        match chosen {
            Some((_, Some(content), ending)) => Some((content, ending)),
            _ => Some(((self.0)(path)?, "")),
        }
    }

    /// The file as an answer, or that the client has it.
    fn answer(
        &self,
        path: &str,
        kind: &str,
        tag: &str,
        request: &HttpRequest,
    ) -> Result<HttpResponse, ApiError> {
        let Some((content, packing)) = self.packed(path, request) else {
            return Err(ApiError::new(ProblemCode::NotFound));
        };
        let tag = format!("\"{tag}{packing}\"");
        let is_known = etag::is_known(request, &tag)?;
        let mut response = if is_known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
        response.insert_header((header::ETAG, tag)).insert_header((header::VARY, "Accept-Encoding"));
        if is_known {
            return Ok(response.finish());
        }
        // Said of files that are not packed, too, so that nothing on the way out packs them.
        let encoding = match packing {
            "br" => "br",
            "gz" => "gzip",
            _ => "identity",
        };
        response
            .insert_header((header::CONTENT_ENCODING, encoding))
            .insert_header((header::CONTENT_TYPE, kind));
        Ok(match content {
            Cow::Borrowed(bytes) => response.body(bytes),
            Cow::Owned(bytes) => response.body(bytes),
        })
    }
}

/// Mounts the files. The page goes behind everything else, by [`fallback`].
pub(crate) fn configure(config: &mut web::ServiceConfig) {
    config.service(get("/assets/{file:.*}", web::route().to(asset))).configure(report::configure);
}

/// Every path that nothing else took.
pub(crate) fn fallback(config: &mut web::ServiceConfig) {
    config.service(get("/{page:.*}", web::route().to(page)));
}

async fn asset(
    name: web::Path<String>,
    site: web::Data<Site>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let is_plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte));
    let kind = kind_of(&name).filter(|_| is_plain && !name.starts_with('.'));
    let kind = kind.ok_or_else(|| ApiError::new(ProblemCode::NotFound))?;
    let mut response = site.answer(&format!("assets/{name}"), kind, &format!("{name}-"), &request)?;
    let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
    response.headers_mut().insert(header::CACHE_CONTROL, forever);
    Ok(response)
}

/// What an asset is, by its ending; None for what is no asset.
fn kind_of(name: &str) -> Option<&'static str> {
    Some(match name.rsplit_once('.')?.1 {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "wasm" => "application/wasm",
        "woff2" => "font/woff2",
        _ => return None,
    })
}

async fn page(site: web::Data<Site>, request: HttpRequest) -> Result<HttpResponse, ApiError> {
    // Browsers ask for some files by themselves; a page of ours has no dot in the last part of its path.
    if request.path().rsplit('/').next().is_some_and(|last| last.contains('.')) {
        return Err(ApiError::new(ProblemCode::NotFound));
    }
    let mut response = match (site.0)(PAGE) {
        Some(content) => {
            let digest = Sha256::digest(&content);
            let tag: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
            site.answer(PAGE, "text/html; charset=utf-8", &format!("{tag}-"), &request)?
        }
        None => HttpResponse::Ok().content_type("text/html; charset=utf-8").body(NOT_BUILT),
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    Ok(response)
}
