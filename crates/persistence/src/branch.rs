//! Branches: a tree.

use domain::BranchId;
use wire::branch::{Branch, BranchInput};

use crate::entity::{columns, row, statements};
use crate::schema::branches;
use crate::{Entity, Fields, Predicate, Result, Scope, Tx, time_zone};

row!(branches => Branch(BranchId) { name: String, parent_id: Option<BranchId>, time_zone: String });
columns!(branches <= BranchInput { name: String, parent_id: Option<BranchId>, time_zone: String });

impl Entity for Branch {
    type Draft = BranchInput;
    statements!(branches);

    fn fields() -> Fields<branches::table> {
        use branches::*;
        Fields::of(table, id, name, deleted_at)
            .standard(id, created_at, updated_at)
            .searched("name", name)
            .reference::<Branch>("parent_id", parent_id)
            .sorted_by_default("name")
    }

    fn visible(scope: &Scope<'_>) -> Predicate {
        scope.everyone()
    }

    fn prepare(tx: &mut Tx<'_>, before: Option<&Self>, input: BranchInput) -> Result<BranchInput> {
        time_zone::check(&input.time_zone)?;
        tx.check_no_cycle::<Branch>("parent_id", before.map(|branch| branch.id), input.parent_id)?;
        Ok(input)
    }

    fn label(&self) -> String {
        self.name.clone()
    }
}
