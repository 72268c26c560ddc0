//! The records of a list, one after the other, as rows of a file.

use persistence::{Entity, Error, Read, Result, members};
use wire::export::ExportPlan;
use wire::list::Count;
use wire::{ListQuery, Page};

use super::cell::Cell;
use super::column::Column;

/// Records read at a time.
const AT_ONCE: u32 = 2000;

/// How many records the list of a plan has.
pub(super) fn count<E: Entity>(read: &mut Read<'_>, plan: &ExportPlan) -> Result<i64> {
    let counted = ListQuery { limit: 1, count: Count::Exact, ..query(plan)? };
    let page: Page<E> = read.page(&counted)?;
    Ok(page.page.total.unwrap_or_default())
}

/// Hands every record of the list to `row`, in the list's order, and after every few the number of those so far to
/// `on_progress`, which may stop it by an error. Says how many there were.
pub(super) fn draw<E: Entity>(
    read: &mut Read<'_>,
    plan: &ExportPlan,
    columns: &[Column],
    row: &mut dyn FnMut(&[Cell]) -> Result<()>,
    on_progress: &mut dyn FnMut(i64) -> Result<()>,
) -> Result<i64> {
    let wanted: Vec<String> = columns.iter().map(|column| column.member.clone()).collect();
    let mut query = ListQuery { limit: AT_ONCE, ..query(plan)? };
    let mut drawn = 0;
    loop {
        let Page { data, page, mut labels } = read.page::<E>(&query)?;
        if columns.iter().any(Column::names_authors) {
            labels.extend(read.authors_of(&data)?);
        }
        for record in &data {
            let record = members(record, &wanted)?;
            let cells: Vec<Cell> = columns.iter().map(|column| column.cell(&record, &labels)).collect();
            row(&cells)?;
            drawn += 1;
        }
        on_progress(drawn)?;
        query.cursor = page.next_cursor;
        if query.cursor.is_none() {
            return Ok(drawn);
        }
    }
}

fn query(plan: &ExportPlan) -> Result<ListQuery> {
    plan.query().map_err(|bad| Error::BadQuery(vec![bad.into()]))
}
