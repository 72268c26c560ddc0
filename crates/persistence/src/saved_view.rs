//! Saved views, which are their user's.

use domain::{Kind, SavedViewId};
use wire::saved_view::{SavedView, SavedViewInput};

use crate::entity::{as_given, columns, row, statements};
use crate::schema::saved_views;
use crate::{Entity, Fields, Predicate, Scope};

row!(saved_views => SavedView(SavedViewId) { name: String, kind: Kind, query: String });
columns!(saved_views <= SavedViewInput { name: String, kind: Kind, query: String });

impl Entity for SavedView {
    type Draft = SavedViewInput;
    statements!(saved_views);
    as_given!();

    fn fields() -> Fields<saved_views::table> {
        use saved_views::*;
        Fields::of(table, id, name, deleted_at)
            .standard(id, created_at, updated_at)
            .searched("name", name)
            .choice("kind", kind, Kind::WORDS)
            .sorted_by_default("name")
    }

    fn visible(scope: &Scope<'_>) -> Predicate {
        scope.personal(saved_views::created_by)
    }

    fn label(&self) -> String {
        self.name.clone()
    }
}
