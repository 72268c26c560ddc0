//! Which rows an actor reaches: the only way from permissions to SQL.

use diesel::Column;
use domain::{Action, DepartmentId, Reach, UserId};

use crate::list::{Predicate, Value, column_sql};
use crate::{Access, Entity};

/// The rows that an actor reaches with one action on one kind.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    access: &'a Access,
    reach: Reach,
}

impl<'a> Scope<'a> {
    pub(crate) fn new(access: &'a Access, reach: Reach) -> Self {
        Self { access, reach }
    }

    pub(crate) fn reach(&self) -> Reach {
        self.reach
    }

    /// Every row: for kinds that belong to nobody, such as tags and stages.
    pub fn everyone(&self) -> Predicate {
        Predicate::all()
    }

    /// Rows by their owner and department. The owner sees a record wherever it belongs.
    pub fn rows<O, D>(&self, owner: O, department: D) -> Predicate
    where
        O: Column + crate::list::SqlColumn,
        D: Column + crate::list::SqlColumn,
    {
        let mine = || Predicate::Compare(column_sql(owner), "=", Value::Uuid(self.me().into()));
        let of = |departments: &[DepartmentId]| {
            let ids = departments.iter().map(|id| id.0).collect();
            Predicate::Any(vec![Predicate::AnyOf(column_sql(department), Value::Uuids(ids)), mine()])
        };
        match self.reach {
            Reach::None => Predicate::nothing(),
            Reach::Own => mine(),
            Reach::Department => of(&self.access.departments),
            Reach::Branch => of(&self.access.branch_departments),
            Reach::All => Predicate::all(),
        }
    }

    /// Rows by the user whose they are: for kinds that belong to a person and to no department.
    pub fn personal<U: Column + crate::list::SqlColumn>(&self, user: U) -> Predicate {
        match self.reach {
            Reach::None => Predicate::nothing(),
            Reach::All => Predicate::all(),
            _ => Predicate::Compare(column_sql(user), "=", Value::Uuid(self.me().into())),
        }
    }

    /// Rows whose parent is visible: for kinds without an owner of their own.
    pub fn inside<P: Entity>(&self, parent: impl Column + crate::list::SqlColumn) -> Predicate {
        let kind_reach = self.access.permissions.reach(P::KIND, Action::Read);
        let scope = Scope::new(self.access, kind_reach.min(self.reach));
        match P::visible(&scope) {
            rows if rows.is_all() => Predicate::all(),
            rows => Predicate::within::<P>(column_sql(parent), rows),
        }
    }

    /// True if a record of this owner and department is reached.
    pub fn includes(&self, owner: UserId, department: DepartmentId) -> bool {
        let mine = self.access.user_id == Some(owner);
        match self.reach {
            Reach::None => false,
            Reach::Own => mine,
            Reach::Department => mine || self.access.departments.contains(&department),
            Reach::Branch => mine || self.access.branch_departments.contains(&department),
            Reach::All => true,
        }
    }

    fn me(&self) -> UserId {
        self.access.user_id.unwrap_or(UserId(uuid::Uuid::nil()))
    }
}
