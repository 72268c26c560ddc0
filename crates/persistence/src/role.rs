//! Roles.

pub mod builtin;

use domain::{Permissions, Right, RoleId};
use wire::role::{Role, RoleInput};

use crate::entity::{columns, row, statements};
use crate::schema::roles;
use crate::{Entity, Fields, Predicate, Result, Scope, Tx};

row!(roles => Role(RoleId) { name: String, code: String, permissions: Permissions, rights: Vec<Right> });
columns!(roles <= RoleInput { name: String, code: String, permissions: Permissions, rights: Vec<Right> });

impl Entity for Role {
    type Draft = RoleInput;
    statements!(roles);

    fn fields() -> Fields<roles::table> {
        use roles::*;
        Fields::of(table, id, name, deleted_at)
            .standard(id, created_at, updated_at)
            .searched("name", name)
            .text("code", code)
            .sorted_by_default("name")
    }

    fn visible(scope: &Scope<'_>) -> Predicate {
        scope.everyone()
    }

    fn prepare(_: &mut Tx<'_>, _: Option<&Self>, mut input: RoleInput) -> Result<RoleInput> {
        input.rights.sort_unstable();
        input.rights.dedup();
        Ok(input)
    }

    fn label(&self) -> String {
        self.name.clone()
    }
}
