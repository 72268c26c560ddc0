//! Tags: the smallest entity.

use domain::{TagColor, TagId};
use wire::tag::{Tag, TagInput};

use crate::entity::{as_given, columns, row, statements};
use crate::schema::tags;
use crate::{Entity, Fields, Predicate, Scope};

row!(tags => Tag(TagId) { name: String, color: TagColor });
columns!(tags <= TagInput { name: String, color: TagColor });

impl Entity for Tag {
    type Draft = TagInput;
    statements!(tags);
    as_given!();

    fn fields() -> Fields<tags::table> {
        use tags::*;
        Fields::of(table, id, name, deleted_at)
            .standard(id, created_at, updated_at)
            .searched("name", name)
            .choice("color", color, TagColor::WORDS)
            .sorted_by_default("name")
    }

    fn visible(scope: &Scope<'_>) -> Predicate {
        scope.everyone()
    }

    fn label(&self) -> String {
        self.name.clone()
    }
}
