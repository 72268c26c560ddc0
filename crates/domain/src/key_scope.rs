//! What an API key may do of what its user may do.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{Action, Kind, Permissions, Reach, UnknownValue};

/// One thing that a key allows: `*` for all of its user's rights, or `kind:action`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyScope {
    /// Everything that the user may do.
    Everything,
    /// One action on one kind of record, as far as the user's own permission reaches.
    Only(Kind, Action),
}

/// The most that a key with these scopes may do; None if nothing limits it.
pub fn limits(scopes: &[KeyScope]) -> Option<Permissions> {
    let mut limits = Permissions::default();
    for scope in scopes {
        match scope {
            KeyScope::Everything => return None,
            KeyScope::Only(kind, action) => limits = limits.grant(&[*kind], &[*action], Reach::All),
        }
    }
    Some(limits)
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for KeyScope {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .description(Some("`kind:action`, or `*` for all of the user's rights."))
            .pattern(Some(r"^(\*|[a-z_]+:[a-z]+)$"))
            .max_length(Some(40))
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for KeyScope {}

impl fmt::Display for KeyScope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Everything => f.write_str("*"),
            Self::Only(kind, action) => write!(f, "{kind}:{action}"),
        }
    }
}

impl FromStr for KeyScope {
    type Err = UnknownValue;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "*" {
            return Ok(Self::Everything);
        }
        let unknown = || UnknownValue { list: "KeyScope", value: text.to_owned() };
        let (kind, action) = text.split_once(':').ok_or_else(unknown)?;
        Ok(Self::Only(kind.parse()?, action.parse()?))
    }
}

impl Serialize for KeyScope {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for KeyScope {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse()
            .map_err(|_error| de::Error::custom("unknown_value|* or kind:action, such as account:read"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_are_read_as_they_are_written() {
        for text in ["*", "account:read", "opportunity_line:delete"] {
            assert_eq!(text.parse::<KeyScope>().unwrap().to_string(), text);
        }
        for bad in ["", "account", "account:", "account:fly", "cat:read", "account:read:own", "**"] {
            assert!(bad.parse::<KeyScope>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_star_limits_nothing_and_no_scope_allows_nothing() {
        let read = KeyScope::Only(Kind::Account, Action::Read);
        assert_eq!(limits(&[read, KeyScope::Everything]), None);
        assert_eq!(limits(&[]), Some(Permissions::default()));
        let limited = limits(&[read]).unwrap();
        assert_eq!(limited.reach(Kind::Account, Action::Read), Reach::All);
        assert_eq!(limited.reach(Kind::Account, Action::Update), Reach::None);
    }
}
