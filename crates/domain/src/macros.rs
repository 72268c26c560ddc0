//! The three macros that define small types: ids, value lists and decimals.
//!
//! They are the only place that knows of diesel (feature `db`) and utoipa (feature `openapi`), so that no
//! other type in the crate carries their attributes.

/// Defines id types: newtypes over [`uuid::Uuid`], stored as `uuid`, written as lower-case text.
///
/// `ids! { /// A company. AccountId }` expands to `pub struct AccountId(pub Uuid)` with `Display`, `FromStr`,
/// serde, and, with the feature `db`, the two directions of diesel's `Uuid`.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident,)*) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
        #[cfg_attr(feature = "db", derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow))]
        #[cfg_attr(feature = "db", diesel(sql_type = diesel::sql_types::Uuid))]
        #[serde(transparent)]
        pub struct $name(pub uuid::Uuid);

        impl From<uuid::Uuid> for $name {
            fn from(id: uuid::Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for uuid::Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        $crate::macros::stored_as!($name, diesel::sql_types::Uuid, uuid::Uuid, |id| id.0, |raw| Ok($name(raw)));
    )* };
}

/// Defines a value list: an enum stored and written as snake-case text.
///
/// `text_enum! { /// … pub enum Reach { /// … Own = "own", } }` expands to the enum with `ALL`, `as_str`,
/// `Display`, `FromStr`, serde and, with the feature `db`, the two directions of diesel's `Text`.
macro_rules! text_enum {
    ($(#[$doc:meta])* pub enum $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:tt,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "db", derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow))]
        #[cfg_attr(feature = "db", diesel(sql_type = diesel::sql_types::Text))]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant,)* }

        impl $name {
            /// Every value, in the order of the definition.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Every value as it is stored and sent.
            pub const WORDS: &'static [&'static str] = &[$($text),*];

            /// The value as it is stored and sent.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::UnknownValue;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($text => Ok(Self::$variant),)*
                    _ => Err($crate::UnknownValue { list: stringify!($name), value: text.to_owned() }),
                }
            }
        }

        $crate::macros::stored_as!($name, diesel::sql_types::Text, String, |value| value.as_str().to_owned(),
            |raw: String| raw.parse().map_err(Into::into));
    };
}

/// The two directions between a type and the database, over a type that diesel already stores.
macro_rules! stored_as {
    ($name:ident, $sql:ty, $raw:ty, |$value:ident| $out:expr, $into:expr) => {
        #[cfg(feature = "db")]
        impl diesel::serialize::ToSql<$sql, diesel::pg::Pg> for $name {
            fn to_sql<'b>(
                &'b self,
                out: &mut diesel::serialize::Output<'b, '_, diesel::pg::Pg>,
            ) -> diesel::serialize::Result {
                let $value = *self;
                <$raw as diesel::serialize::ToSql<$sql, diesel::pg::Pg>>::to_sql(&$out, &mut out.reborrow())
            }
        }

        #[cfg(feature = "db")]
        impl diesel::deserialize::FromSql<$sql, diesel::pg::Pg> for $name {
            fn from_sql(bytes: diesel::pg::PgValue<'_>) -> diesel::deserialize::Result<Self> {
                let raw = <$raw as diesel::deserialize::FromSql<$sql, diesel::pg::Pg>>::from_sql(bytes)?;
                let from: fn($raw) -> diesel::deserialize::Result<Self> = $into;
                from(raw)
            }
        }
    };
}

/// The two directions between a type that serde reads and writes and the database's `jsonb`.
macro_rules! stored_as_json {
    ($name:ident) => {
        #[cfg(feature = "db")]
        impl diesel::serialize::ToSql<diesel::sql_types::Jsonb, diesel::pg::Pg> for $name {
            fn to_sql<'b>(
                &'b self,
                out: &mut diesel::serialize::Output<'b, '_, diesel::pg::Pg>,
            ) -> diesel::serialize::Result {
                let json = serde_json::to_value(self)?;
                <serde_json::Value as diesel::serialize::ToSql<diesel::sql_types::Jsonb, diesel::pg::Pg>>::to_sql(
                    &json,
                    &mut out.reborrow(),
                )
            }
        }

        #[cfg(feature = "db")]
        impl diesel::deserialize::FromSql<diesel::sql_types::Jsonb, diesel::pg::Pg> for $name {
            fn from_sql(bytes: diesel::pg::PgValue<'_>) -> diesel::deserialize::Result<Self> {
                let json = <serde_json::Value as diesel::deserialize::FromSql<
                    diesel::sql_types::Jsonb,
                    diesel::pg::Pg,
                >>::from_sql(bytes)?;
                Ok(serde_json::from_value(json)?)
            }
        }
    };
}

/// Defines a decimal type: exact, written as a string, never as a JSON number.
///
/// `decimals! { /// … Amount: 15 digits, 4 decimals, "money_must_be_string" }`. Reading refuses a number, an
/// exponent, a leading zero, minus zero and more digits or decimals than stated.
macro_rules! decimals {
    ($($(#[$doc:meta])* $name:ident: $digits:literal digits, $decimals:literal decimals, $pattern:literal,)*) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "openapi", schema(value_type = String, pattern = $pattern))]
        #[cfg_attr(feature = "db", derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow))]
        #[cfg_attr(feature = "db", diesel(sql_type = diesel::sql_types::Numeric))]
        pub struct $name(pub rust_decimal::Decimal);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::money::BadDecimal;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::money::parse(text, $digits, $decimals).map(Self)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(&self.0)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::money::deserialize(deserializer, $digits, $decimals).map(Self)
            }
        }

        $crate::macros::stored_as!($name, diesel::sql_types::Numeric, rust_decimal::Decimal, |value| value.0,
            |raw| Ok($name(raw)));
    )* };
}

pub(crate) use {decimals, ids, stored_as, stored_as_json, text_enum};
