//! Whose deals a report is about.

use std::fmt;
use std::str::FromStr;

use domain::access::Action;
use domain::{Kind, Reach};
use uuid::Uuid;
use wire::list::{Op, Test};

use super::unit::Units;
use crate::api::session;

/// Whose deals are meant; never more than the user sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// The user's own.
    Mine,
    /// Those of a department and the ones below it.
    Department(Uuid),
    /// Those of a branch.
    Branch(Uuid),
    /// Whatever the user sees.
    All,
}

impl Scope {
    /// What the user usually looks at: those who only see their own deals see them anyway.
    pub(super) fn usual() -> Self {
        if session::reach(Kind::Opportunity, Action::Read) <= Reach::Own { Self::Mine } else { Self::All }
    }

    /// The test that the deals pass; None within if all do, None at all while the departments are not known.
    pub(super) fn test(self, units: Option<&Units>) -> Option<Option<Test>> {
        let of = |field: &str, mut values: Vec<String>| {
            let op = if values.len() == 1 { Op::Eq } else { Op::In };
            values.truncate(wire::list::MAX_VALUES);
            Some(Some(Test { field: field.to_owned(), op, value: values }))
        };
        match self {
            Self::Mine => of("owner_id", vec!["me".to_owned()]),
            Self::Department(id) => {
                let below = units?.below(id);
                of("department_id", below.iter().map(Uuid::to_string).collect())
            }
            Self::Branch(id) => of("branch_id", vec![id.to_string()]),
            Self::All => Some(None),
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mine => f.write_str("mine"),
            Self::Department(id) => write!(f, "department:{id}"),
            Self::Branch(id) => write!(f, "branch:{id}"),
            Self::All => f.write_str("all"),
        }
    }
}

impl FromStr for Scope {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let id = |text: &str| text.parse().map_err(drop);
        match text.split_once(':') {
            None if text == "mine" => Ok(Self::Mine),
            None if text == "all" => Ok(Self::All),
            Some(("department", text)) => id(text).map(Self::Department),
            Some(("branch", text)) => id(text).map(Self::Branch),
            _ => Err(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_is_read_as_it_is_written() {
        let id = Uuid::from_u128(7);
        for scope in [Scope::Mine, Scope::Department(id), Scope::Branch(id), Scope::All] {
            assert_eq!(scope.to_string().parse(), Ok(scope));
        }
        assert_eq!("department:x".parse::<Scope>(), Err(()));
    }
}
