//! Searching all kinds of record at once.

use std::collections::BTreeSet;

use actix_web::{HttpRequest, HttpResponse};
use persistence::searched_kinds;
use serde_json::json;
use wire::search::{DEFAULT_HITS, MAX_HITS, SearchQuery, SearchResult, check};
use wire::{FieldCode, FieldError, Problem, ProblemCode};

use crate::call::Call;
use crate::db::Db;
use crate::error::ApiError;
use crate::query::bad;
use crate::resource::{list_of, text_to_search};
use crate::routes::{Routes, mount};

/// The route, with what only the code knows of its parameters.
pub(crate) fn routes(routes: &mut Routes) {
    mount!(routes => self.search_all);
    let kinds: Vec<String> = searched_kinds().iter().map(|kind| kind.as_str().to_owned()).collect();
    let Some(operation) = routes.operations.get_mut("/search").and_then(|methods| methods.get_mut("get"))
    else {
        return;
    };
    let Some(parameters) = operation["parameters"].as_array_mut() else { return };
    for parameter in parameters {
        match parameter["name"].as_str() {
            Some("q") => parameter["schema"] = text_to_search(),
            Some("kinds") => parameter["schema"] = list_of(&kinds),
            _ => parameter["schema"]["default"] = json!(DEFAULT_HITS),
        }
    }
}

/// Reads what is asked for.
fn asked(request: &HttpRequest) -> Result<SearchQuery, ApiError> {
    let mut asked = SearchQuery { q: String::new(), kinds: None, limit: DEFAULT_HITS };
    let mut seen = BTreeSet::new();
    for (name, value) in form_urlencoded::parse(request.query_string().as_bytes()) {
        if !seen.insert(name.to_string()) {
            return Err(wrong(&name, FieldCode::Duplicate));
        }
        match name.as_ref() {
            "q" => asked.q = value.into_owned(),
            "kinds" => {
                let kinds = value.split(',').map(str::parse).collect::<Result<Vec<_>, _>>();
                asked.kinds = Some(kinds.map_err(|_error| wrong(&name, FieldCode::UnknownValue))?);
            }
            "limit" => {
                let limit = value.parse().ok().filter(|limit| (1..=MAX_HITS).contains(limit));
                asked.limit = limit.ok_or_else(|| wrong(&name, FieldCode::OutOfRange))?;
            }
            _ => return Err(wrong(&name, FieldCode::UnknownParameter)),
        }
    }
    if !seen.contains("q") {
        return Err(wrong("q", FieldCode::Required));
    }
    check(&asked.q).map_err(bad)?;
    Ok(asked)
}

fn wrong(name: &str, code: FieldCode) -> ApiError {
    ApiError::with(ProblemCode::UnknownParameter, FieldError::parameter(name, code))
}

/// Search accounts, contacts, leads, deals and products at once.
///
/// Finds any part of a name, an e-mail address, a website, a telephone number in whatever form, and the code of a
/// product; of several words, records that have all of them. Where that finds less than `limit` in all, words of five
/// letters or more may have one typing error each. Of each kind come the best, of those that its list shows the user;
/// kinds that the user may not read are left out.
#[utoipa::path(get, path = "/search", tag = "search", operation_id = "search_all",
    params(
        ("q" = String, Query, description = "What to search for: two characters, or one that is Chinese, Japanese or Korean."),
        ("kinds" = Option<String>, Query, description = "The kinds to search, separated by commas; all if none is named."),
        ("limit" = Option<u32>, Query, description = "Records of each kind at most.", minimum = 1, maximum = 20),
    ),
    responses((status = 200, description = "What was found, by kind.", body = SearchResult), (status = "4XX", body = Problem)))]
pub(crate) async fn search_all(db: Db, call: Call, request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let query = asked(&request)?;
    Ok(HttpResponse::Ok().json(db.read(call.actor, move |read| read.search(&query)).await?))
}
