//! What every kind of record has in common on the wire.

use std::collections::BTreeMap;

use domain::{Currency, Kind, Quantity};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use uuid::Uuid;
use validator::Validate;

/// A type that the API document describes. On the server every such type has a schema; in the browser the
/// trait is empty.
#[cfg(feature = "openapi")]
pub trait Documented: utoipa::ToSchema {}
#[cfg(feature = "openapi")]
impl<T: utoipa::ToSchema> Documented for T {}

/// A type that the API document describes.
#[cfg(not(feature = "openapi"))]
pub trait Documented {}
#[cfg(not(feature = "openapi"))]
impl<T> Documented for T {}

/// A kind of record that clients list, read, create, change and delete.
///
/// The hinge of the system: the API mounts `PATH`, the browser calls `PATH`, permissions, audit and timeline
/// speak of `KIND`. The path is written nowhere else.
pub trait Resource: Documented + Clone + PartialEq + Serialize + DeserializeOwned + Send + 'static {
    /// Its id type.
    type Id: Copy + Into<Uuid> + From<Uuid> + std::fmt::Display + PartialEq + Send + 'static;
    /// The part that a client may set: the body of create, and the fields of a merge patch.
    type Input: Documented + Clone + PartialEq + Serialize + DeserializeOwned + Validate + Send + 'static;

    /// The kind of record.
    const KIND: Kind;
    /// Plural kebab-case path below `/api/v1`.
    const PATH: &'static str;

    /// The id of this record.
    fn id(&self) -> Self::Id;
    /// The version of this record.
    fn version(&self) -> i64;
    /// What a client may set, as it is now: patches are merged onto it.
    fn input(&self) -> Self::Input;
}

/// Implements [`Resource`] for a record with the standard members `id` and `version`; the settable fields are
/// named once.
macro_rules! resource {
    ($record:ident($id:ident), $input:ident { $($field:ident),* $(,)? }, $path:literal) => {
        impl $crate::Resource for $record {
            type Id = domain::$id;
            type Input = $input;
            const KIND: domain::Kind = domain::Kind::$record;
            const PATH: &'static str = $path;

            fn id(&self) -> domain::$id {
                self.id
            }

            fn version(&self) -> i64 {
                self.version
            }

            fn input(&self) -> $input {
                $input { $($field: self.$field.clone()),* }
            }
        }
    };
}
pub(crate) use resource;

/// What a flag is that nobody set, where the common case is yes.
pub(crate) fn yes() -> bool {
    true
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Page<T> {
    /// The records, in the order asked for.
    pub data: Vec<T>,
    /// Where this page stands in the list.
    pub page: PageInfo,
    /// By id, the name of every record that `data` refers to.
    pub labels: BTreeMap<Uuid, String>,
}

/// Where a page stands in its list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PageInfo {
    /// The most records a page was asked to hold.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 200))]
    pub limit: u32,
    /// True if more records follow.
    pub has_more: bool,
    /// Send it as `cursor` for the next page; null on the last.
    pub next_cursor: Option<String>,
    /// How many records the filter lets through; null unless `count` asked.
    pub total: Option<i64>,
    /// True if there are more than `total`: `count=capped` stops at 10,000.
    pub total_is_capped: bool,
    /// What `sum` asked for, in its order.
    pub sums: Vec<Sum>,
}

/// A field added up over all records that a list's filter lets through, on this page and on others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Sum {
    /// The field.
    pub field: String,
    /// The sum of its values; 0 if it is empty everywhere. Exact, money rounded half up at the end.
    pub value: Quantity,
    /// The company's currency if the field is an amount of money, else null.
    pub currency: Option<Currency>,
}

/// A record to choose: its id and its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Label {
    /// The record.
    pub id: Uuid,
    /// Its name.
    pub label: String,
}
