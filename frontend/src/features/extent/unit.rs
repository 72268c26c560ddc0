//! The departments and branches that deals can be looked at by.

use domain::access::Action;
use domain::{Kind, Reach};
use uuid::Uuid;

use crate::api::records::{self, Record};
use crate::api::{Failure, session};
use crate::features::organisation::{BRANCH, DEPARTMENT};

/// A department or a branch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) parent: Option<Uuid>,
    /// The branch of a department.
    pub(super) branch: Option<Uuid>,
}

/// All of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Units {
    pub(super) departments: Vec<Unit>,
    pub(super) branches: Vec<Unit>,
}

impl Units {
    /// A department and all below it.
    pub(super) fn below(&self, id: Uuid) -> Vec<Uuid> {
        let mut found = vec![id];
        let mut at = 0;
        while let Some(parent) = found.get(at).copied() {
            let children = self.departments.iter().filter(|unit| unit.parent == Some(parent));
            let new: Vec<Uuid> = children.map(|unit| unit.id).filter(|id| !found.contains(id)).collect();
            found.extend(new);
            at += 1;
        }
        found
    }
}

/// Fetches those that the user may look at deals by; nothing for those who only see their own.
pub(super) async fn fetch() -> Result<Units, Failure> {
    let reach = session::reach(Kind::Opportunity, Action::Read);
    let all = async |entity: &'static crate::record::Entity| {
        if reach <= Reach::Own || !entity.may(Action::Read) {
            return Ok(Vec::new());
        }
        let records = records::list_all(entity, "name").await?;
        Ok::<_, Failure>(records.iter().map(unit).collect())
    };
    Ok(Units { departments: all(&DEPARTMENT).await?, branches: all(&BRANCH).await? })
}

fn unit(record: &Record) -> Unit {
    Unit {
        id: record.id(),
        name: record.text("name").unwrap_or_default().to_owned(),
        parent: record.id_in("parent_id"),
        branch: record.id_in("branch_id"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_department_has_all_below_it() {
        let unit = |id: u128, parent: Option<u128>| Unit {
            id: Uuid::from_u128(id),
            name: String::new(),
            parent: parent.map(Uuid::from_u128),
            branch: None,
        };
        let departments = vec![unit(1, None), unit(2, Some(1)), unit(3, Some(2)), unit(4, None)];
        let units = Units { departments, branches: Vec::new() };
        let below: Vec<u128> = units.below(Uuid::from_u128(1)).iter().map(Uuid::as_u128).collect();
        assert_eq!(below, [1, 2, 3]);
    }
}
