//! The plan that is proposed for a file of which nothing is known but its beginning.

use wire::import::{ImportColumn, ImportPlan};

use super::guess::{self, Sure};
use crate::features::import::file::Sample;
use crate::record::{Entity, Field};

/// The plan with the columns that are probably meant, and the dates as they are probably written.
pub(crate) fn columns(entity: &'static Entity, sample: &Sample, plan: ImportPlan) -> ImportPlan {
    let column = |(header, found): (&String, Option<(&'static Field, Sure)>)| {
        let (field, _) = found?;
        let aliases = guess::aliases(field, &sample.values_of(header).list);
        let (to, column) = (field.name.to_owned(), Some(header.clone()));
        Some(ImportColumn { to, column, aliases, ..ImportColumn::default() })
    };
    let found = guess::fields(entity, sample);
    let texts = sample.values.iter().flat_map(|values| &values.list).map(String::as_str);
    ImportPlan {
        date_formats: guess::date_formats(texts),
        columns: sample.headers.iter().zip(found).filter_map(column).collect(),
        ..plan
    }
}

/// A plan that the server keeps: it needs a column, so one that says nothing yet gets the first column as the name.
pub(crate) fn with_a_column(entity: &Entity, sample: &Sample, mut plan: ImportPlan) -> ImportPlan {
    if plan.columns.is_empty() {
        let (to, column) = (entity.name.to_owned(), sample.headers.first().cloned());
        plan.columns.push(ImportColumn { to, column, ..ImportColumn::default() });
    }
    plan
}
