//! Searches records of all kinds at once.

use wire::search::SearchResult;

use super::{Failure, Request, names};

/// The best of each kind for `q`, which is enough to search for.
pub(crate) async fn search(q: &str) -> Result<SearchResult, Failure> {
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("q", q).finish();
    let found: SearchResult = Request::get(format!("search?{query}")).read().await?;
    names::learn(found.data.iter().flat_map(|group| &group.items).map(|item| (&item.id, &item.label)));
    Ok(found)
}
