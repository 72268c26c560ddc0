//! Where a page ended, signed: the sort, the values at the edge, and which list it was.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use wire::ListQuery;
use wire::list::Direction;

use super::{ColumnSql, Field, Predicate, QueryContext, Value};
use crate::{Error, Result};

/// The key that cursors are signed with.
#[derive(Clone)]
pub(crate) struct CursorKey(Vec<u8>);

/// The last record of a page: its values of the sort fields, as text, and its id.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Edge {
    #[serde(rename = "v")]
    pub(crate) values: Vec<Option<String>>,
    pub(crate) id: Uuid,
    /// What list it is a place in.
    #[serde(rename = "l")]
    pub(crate) list: String,
}

const SIGNATURE: usize = 16;

impl CursorKey {
    /// The key for this secret.
    pub(crate) fn new(secret: &[u8]) -> Self {
        Self(Sha256::digest([secret, b" cursors"].concat()).to_vec())
    }

    pub(crate) fn write(&self, edge: &Edge) -> Result<String> {
        let mut bytes = serde_json::to_vec(edge)?;
        let signature = self.sign(&bytes)?;
        bytes.extend_from_slice(&signature);
        Ok(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// Reads a cursor that this server wrote for this very list.
    pub(crate) fn read(&self, text: &str, list: &str) -> Result<Edge> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_error: base64::DecodeError| Error::BadCursor)?;
        let Some(split) = bytes.len().checked_sub(SIGNATURE) else { return Err(Error::BadCursor) };
        let (content, signature) = bytes.split_at(split);
        if self.sign(content)? != signature {
            return Err(Error::BadCursor);
        }
        let edge: Edge =
            serde_json::from_slice(content).map_err(|_error: serde_json::Error| Error::BadCursor)?;
        if edge.list == list { Ok(edge) } else { Err(Error::BadCursor) }
    }

    /// A signature that nobody else can make.
    pub(crate) fn sign(&self, bytes: &[u8]) -> Result<Vec<u8>> {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&self.0).map_err(|error| Error::Internal(error.to_string()))?;
        mac.update(bytes);
        Ok(mac.finalize().into_bytes()[..SIGNATURE].to_vec())
    }
}

/// A short name of the list that a query asks for: its path, order and filter.
pub(crate) fn name_of_list(path: &str, query: &ListQuery, sort: &str) -> Result<String> {
    let filter = serde_json::to_string(&query.filter)?;
    let text = [path, sort, query.q.as_deref().unwrap_or_default(), &filter].join("\n");
    Ok(URL_SAFE_NO_PAD.encode(&Sha256::digest(text)[..12]))
}

impl Edge {
    /// The rows that come after the edge: `k1 after v1, or k1 = v1 and (k2 after v2, or …)`, the key last. A
    /// leading `k1 not before v1` lets Postgres start in the middle of the index. The first key is never empty
    /// here: a list goes through its filled and its empty rows one after the other.
    pub(crate) fn beyond(
        &self,
        order: &[(Field, Direction)],
        values: &[Option<String>],
        key: (ColumnSql, Direction),
        context: &QueryContext,
    ) -> Result<Predicate> {
        let mut rest = after(key.0, key.1, Value::Uuid(self.id));
        for (index, ((field, direction), value)) in order.iter().zip(values).enumerate().rev() {
            let value = value.as_deref().map(|text| field.value(text, context)).transpose();
            let Some(value) = value.map_err(|_error: String| Error::BadCursor)? else {
                rest = Predicate::IsNull(field.column).and(rest);
                continue;
            };
            let mut later = vec![after(field.column, *direction, value.clone())];
            later.push(Predicate::Compare(field.column, "=", value.clone()).and(rest));
            if field.info.is_nullable && index > 0 {
                later.push(Predicate::IsNull(field.column));
            }
            rest = Predicate::Any(later);
            if index == 0 {
                rest = Predicate::Compare(field.column, at_or_after(*direction), value).and(rest);
            }
        }
        Ok(rest)
    }
}

fn after(column: ColumnSql, direction: Direction, value: Value) -> Predicate {
    let operator = match direction {
        Direction::Ascending => ">",
        Direction::Descending => "<",
    };
    Predicate::Compare(column, operator, value)
}

const fn at_or_after(direction: Direction) -> &'static str {
    match direction {
        Direction::Ascending => ">=",
        Direction::Descending => "<=",
    }
}
