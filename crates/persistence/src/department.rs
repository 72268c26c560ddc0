//! Departments: a tree within a branch.

use diesel::prelude::*;
use domain::{BranchId, DepartmentId};
use wire::FieldCode;
use wire::department::{Department, DepartmentInput};

use crate::entity::{columns, row, statements};
use crate::schema::departments;
use crate::{Entity, Error, Fields, Predicate, Result, Scope, Tx};

row!(departments => Department(DepartmentId) {
    name: String,
    branch_id: BranchId,
    parent_id: Option<DepartmentId>,
});
columns!(departments <= DepartmentInput {
    name: String,
    branch_id: BranchId,
    parent_id: Option<DepartmentId>,
});

impl Entity for Department {
    type Draft = DepartmentInput;
    statements!(departments);

    fn fields() -> Fields<departments::table> {
        use departments::*;
        Fields::of(table, id, name, deleted_at)
            .standard(id, created_at, updated_at)
            .searched("name", name)
            .reference::<wire::branch::Branch>("branch_id", branch_id)
            .reference::<Department>("parent_id", parent_id)
            .sorted_by_default("name")
    }

    fn visible(scope: &Scope<'_>) -> Predicate {
        scope.everyone()
    }

    fn prepare(tx: &mut Tx<'_>, before: Option<&Self>, input: DepartmentInput) -> Result<DepartmentInput> {
        let id = before.map(|department| department.id);
        tx.check_no_cycle::<Department>("parent_id", id, input.parent_id)?;
        check_branch(tx, id, &input)?;
        Ok(input)
    }

    fn label(&self) -> String {
        self.name.clone()
    }
}

/// The department above and those below are in the same branch.
fn check_branch(tx: &mut Tx<'_>, id: Option<DepartmentId>, input: &DepartmentInput) -> Result<()> {
    let above = departments::id.nullable().eq(input.parent_id);
    let below = departments::parent_id.eq(id).and(departments::deleted_at.is_null());
    let elsewhere = departments::table
        .filter(departments::branch_id.ne(input.branch_id))
        .filter(above.or(below))
        .select(departments::id)
        .limit(1);
    let field = match elsewhere.get_result::<DepartmentId>(tx.conn).optional()? {
        None => return Ok(()),
        Some(found) if Some(found) == input.parent_id => "parent_id",
        Some(_) => "branch_id",
    };
    Err(Error::invalid(field, FieldCode::Inconsistent))
}
