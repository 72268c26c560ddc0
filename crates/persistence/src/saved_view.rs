//! Saved views, which are their user's; others see those that are shared.

use domain::{Action, Kind, SavedViewId};
use wire::saved_view::{SavedView, SavedViewInput};

use crate::entity::{columns, row, statements};
use crate::list::{Value, column_sql};
use crate::schema::saved_views;
use crate::{Entity, Error, Fields, Predicate, Result, Scope, Tx};

row!(saved_views => SavedView(SavedViewId) { name: String, kind: Kind, query: String, is_shared: bool });
columns!(saved_views <= SavedViewInput { name: String, kind: Kind, query: String, is_shared: bool });

impl Entity for SavedView {
    type Draft = SavedViewInput;
    statements!(saved_views);

    fn fields() -> Fields<saved_views::table> {
        use saved_views::*;
        Fields::of(table, id, name, deleted_at)
            .standard(id, created_at, updated_at)
            .searched("name", name)
            .choice("kind", kind, Kind::WORDS)
            .boolean("is_shared", is_shared)
            .sorted_by_default("name")
    }

    fn visible(scope: &Scope<'_>) -> Predicate {
        match scope.personal(saved_views::created_by) {
            mine if mine.is_all() || mine.is_nothing() => mine,
            mine => {
                let shared =
                    Predicate::Compare(column_sql(saved_views::is_shared), "=", Value::Boolean(true));
                Predicate::Any(vec![mine, shared])
            }
        }
    }

    fn prepare(tx: &mut Tx<'_>, before: Option<&Self>, input: SavedViewInput) -> Result<SavedViewInput> {
        before.map_or(Ok(()), |before| check_owner(tx, before, Action::Update))?;
        Ok(input)
    }

    fn after_settle(tx: &mut Tx<'_>, view: &Self) -> Result<()> {
        check_owner(tx, view, Action::Delete)
    }

    fn label(&self) -> String {
        self.name.clone()
    }
}

/// [`Error::Forbidden`] unless the view is the actor's, or the actor reaches the views of all.
fn check_owner(tx: &Tx<'_>, view: &SavedView, action: Action) -> Result<()> {
    let reaches_all = tx.actor().scope(Kind::SavedView, action)?.personal(saved_views::created_by).is_all();
    let is_theirs = reaches_all || view.created_by == tx.actor().user_id();
    if is_theirs { Ok(()) } else { Err(Error::Forbidden(Kind::SavedView, action)) }
}
