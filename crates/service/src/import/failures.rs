//! The file of refused rows: the rows as they were, with what is wrong, ready to be put right and sent again.

use domain::ImportId;
use domain::language::Language;
use persistence::{Error, Read, Result};
use wire::import::{Import, guarded};

/// Rows fetched at a time.
const BATCH: i64 = 1000;

/// A piece of the file of refused rows.
pub struct FailureBatch {
    /// CSV: the file's own columns, then `import_row`, `import_column` and `import_problem`.
    pub csv: Vec<u8>,
    /// The last row in it; None if no more follow.
    pub last_row: Option<i64>,
}

/// The refused rows of an import after this row, as CSV. The first piece has the header, and before it a byte order
/// mark, which spreadsheets need to see UTF-8.
pub fn failures(
    read: &mut Read<'_>,
    id: ImportId,
    after: Option<i64>,
    language: Language,
) -> Result<FailureBatch> {
    let import: Import = read.get(id)?;
    let mut csv = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    if after.is_none() {
        let own = ["import_row", "import_column", "import_problem"];
        let headers = import.headers.iter().map(|header| guarded(header)).chain(own.map(str::to_owned));
        csv.write_record(headers).map_err(failed)?;
    }
    let failures = read.import_failures(id, after.unwrap_or_default(), BATCH)?;
    let last_row = failures.last().map(|failure| failure.row_number);
    for failure in failures {
        let columns =
            failure.problems.iter().filter_map(|problem| problem.column.clone()).collect::<Vec<_>>();
        let words = failure.problems.iter().map(|problem| problem.words(language)).collect::<Vec<_>>();
        let mut cells: Vec<String> = failure.cells.iter().map(|cell| guarded(cell)).collect();
        cells.resize(cells.len().max(import.headers.len()), String::new());
        cells.extend([
            failure.row_number.to_string(),
            guarded(&columns.join("; ")),
            guarded(&words.join("; ")),
        ]);
        csv.write_record(cells).map_err(failed)?;
    }
    let mut csv = csv.into_inner().map_err(failed)?;
    if after.is_none() {
        csv.splice(0..0, "\u{feff}".bytes());
    }
    Ok(FailureBatch { csv, last_row })
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::Internal(format!("the rows cannot be written: {error}"))
}
