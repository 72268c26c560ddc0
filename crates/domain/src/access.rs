//! Who may do what, and how far it reaches.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::Kind;

crate::macros::text_enum! {
    /// What can be done with a record of any kind.
    pub enum Action {
        /// See it: get, list, count, options, analytics, timeline.
        Read = "read",
        /// Make a new one.
        Create = "create",
        /// Change it, and every action that changes it.
        Update = "update",
        /// Put it in the recycle bin and take it out again.
        Delete = "delete",
    }
}

crate::macros::text_enum! {
    /// How far a permission reaches, from nowhere to the whole company; each value includes those before it.
    pub enum Reach {
        /// Nothing.
        None = "none",
        /// Records that the user owns.
        Own = "own",
        /// Records of the user's department and those below it.
        Department = "department",
        /// Records of the user's branch and those below it.
        Branch = "branch",
        /// Every record.
        All = "all",
    }
}

crate::macros::text_enum! {
    /// Rights that stand beside the kinds: what can be done with many records at once, or to others' work.
    pub enum Right {
        /// Take lists out of the system.
        Export = "export",
        /// Bring files in.
        Import = "import",
        /// Change or delete many records in one request.
        BulkChange = "bulk_change",
        /// Give a record to another owner.
        Assign = "assign",
        /// Read the audit log.
        Audit = "audit",
        /// Open a closed deal again.
        Reopen = "reopen",
    }
}

/// What a role, or all roles of a user together, grants: by kind and action, the reach. What is not named is
/// [`Reach::None`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "db", derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow))]
#[cfg_attr(feature = "db", diesel(sql_type = diesel::sql_types::Jsonb))]
#[serde(transparent)]
pub struct Permissions(pub BTreeMap<Kind, BTreeMap<Action, Reach>>);

impl Permissions {
    /// How far `action` reaches on records of `kind`.
    pub fn reach(&self, kind: Kind, action: Action) -> Reach {
        self.0.get(&kind).and_then(|actions| actions.get(&action)).copied().unwrap_or(Reach::None)
    }

    /// Grants `reach` for `actions` on each of `kinds`, unless more is granted already.
    pub fn grant(mut self, kinds: &[Kind], actions: &[Action], reach: Reach) -> Self {
        for kind in kinds {
            let granted = self.0.entry(*kind).or_default();
            for action in actions {
                let now = granted.entry(*action).or_insert(Reach::None);
                *now = (*now).max(reach);
            }
        }
        self
    }

    /// Adds what `other` grants: the wider reach wins.
    pub fn add(&mut self, other: &Self) {
        for (kind, actions) in &other.0 {
            for (action, reach) in actions {
                let now = self.0.entry(*kind).or_default().entry(*action).or_insert(Reach::None);
                *now = (*now).max(*reach);
            }
        }
    }

    /// What is granted by `self` and by `limits`: the narrower reach wins.
    pub fn within(&self, limits: &Self) -> Self {
        let narrow = |(kind, actions): (&Kind, &BTreeMap<Action, Reach>)| {
            let kept =
                actions.iter().map(|(action, reach)| (*action, (*reach).min(limits.reach(*kind, *action))));
            (*kind, kept.collect())
        };
        Self(self.0.iter().map(narrow).collect())
    }
}

crate::macros::stored_as_json!(Permissions);

/// A set of [`Right`]s.
pub type Rights = BTreeSet<Right>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wider_reach_wins() {
        let mut mine = Permissions::default().grant(&[Kind::Account], &[Action::Read], Reach::Own);
        mine.add(&Permissions::default().grant(&[Kind::Account], &[Action::Read], Reach::Branch));
        mine.add(&Permissions::default().grant(&[Kind::Account], &[Action::Read], Reach::Department));
        assert_eq!(mine.reach(Kind::Account, Action::Read), Reach::Branch);
        assert_eq!(mine.reach(Kind::Account, Action::Update), Reach::None);
    }

    #[test]
    fn limits_only_narrow() {
        let mine = Permissions::default().grant(&[Kind::Account], &[Action::Read], Reach::Own);
        let limits = Permissions::default().grant(&[Kind::Account, Kind::Tag], &[Action::Read], Reach::All);
        assert_eq!(mine.within(&limits).reach(Kind::Account, Action::Read), Reach::Own);
        assert_eq!(mine.within(&limits).reach(Kind::Tag, Action::Read), Reach::None);
    }
}
