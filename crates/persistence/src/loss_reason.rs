//! Reasons for losing deals.

use domain::LossReasonId;
use wire::loss_reason::{LossReason, LossReasonInput};

use crate::entity::{as_given, columns, row, statements};
use crate::schema::loss_reasons;
use crate::{Entity, Fields, Predicate, Scope};

row!(loss_reasons => LossReason(LossReasonId) { name: String, needs_note: bool, is_active: bool });
columns!(loss_reasons <= LossReasonInput { name: String, needs_note: bool, is_active: bool });

impl Entity for LossReason {
    type Draft = LossReasonInput;
    statements!(loss_reasons);
    as_given!();

    fn fields() -> Fields<loss_reasons::table> {
        use loss_reasons::*;
        Fields::of(table, id, name, deleted_at)
            .standard(id, created_at, updated_at)
            .searched("name", name)
            .boolean("is_active", is_active)
            .sorted_by_default("name")
    }

    fn visible(scope: &Scope<'_>) -> Predicate {
        scope.everyone()
    }

    fn label(&self) -> String {
        self.name.clone()
    }
}
