//! Reports on deals.

use std::future::pending;

use domain::Kind;
use serde::de::DeserializeOwned;

use super::{Failure, Load, Request, changes};

/// One report, such as `funnel`, for a query.
pub(crate) async fn report<T: DeserializeOwned>(name: &str, query: &str) -> Result<T, Failure> {
    Request::get(format!("analytics/{name}?{query}")).read().await
}

/// A report that is fetched again when its query changes, or a deal. While there is no query yet, it waits for one.
pub(crate) fn load<T>(name: &'static str, query: impl Fn() -> Option<String> + 'static) -> Load<T>
where
    T: DeserializeOwned + Clone + Send + Sync + 'static,
{
    Load::new(move || {
        changes::follow(Kind::Opportunity);
        let query = query();
        async move {
            match query {
                Some(query) => report(name, &query).await,
                None => pending().await,
            }
        }
    })
}
