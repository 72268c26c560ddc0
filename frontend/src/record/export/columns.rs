//! The columns of a file as the server is asked for them, under what people call them.

use wire::export::{ExportColumn, NAME};
use words::tr;

use crate::record::{Entity, Field, Is};

/// Columns of a list, and what they are read with. Of other records the names.
pub(super) fn shown(entity: &Entity, names: &[String]) -> Vec<ExportColumn> {
    let mut columns = Vec::new();
    for field in names.iter().filter_map(|name| entity.field(name)) {
        add(entity, field, &mut columns);
    }
    columns
}

/// Every field of a record, with its id and those of the records that it refers to.
pub(super) fn all(entity: &Entity) -> Vec<ExportColumn> {
    let mut columns = Vec::new();
    put(&mut columns, "id".to_owned(), "ID".to_owned());
    for field in entity.fields.iter().filter(|field| entity.fact(field.name).is_member) {
        add(entity, field, &mut columns);
        if is_named(field) {
            let header = tr!(export.id_of, field = (field.label)());
            put(&mut columns, field.name.to_owned(), header);
        }
    }
    columns
}

fn add(entity: &Entity, field: &Field, columns: &mut Vec<ExportColumn>) {
    let label = (field.label)();
    let name = if is_named(field) { format!("{}{NAME}", field.name) } else { field.name.to_owned() };
    put(columns, name, label.clone());
    if let Some(beside) = field.is.beside() {
        let header = match (entity.field(beside), field.is) {
            (Some(beside), _) => (beside.label)(),
            (None, Is::Money(_)) => tr!(export.currency_of, field = label),
            (None, _) => beside.to_owned(),
        };
        put(columns, beside.to_owned(), header);
    }
}

/// Adds a column, unless it is there already: amounts may have their currency in common.
fn put(columns: &mut Vec<ExportColumn>, field: String, header: String) {
    if !columns.iter().any(|column| column.field == field) {
        columns.push(ExportColumn { field, header: Some(header) });
    }
}

/// True if the server knows the names of what it refers to.
fn is_named(field: &Field) -> bool {
    matches!(field.is, Is::Reference(_) | Is::References(_))
}
