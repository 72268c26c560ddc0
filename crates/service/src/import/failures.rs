//! The file of refused rows: the rows as they were, with what is wrong, ready to be put right and sent again.

use std::io::Write;

use domain::ImportId;
use domain::language::Language;
use persistence::{Error, Read, Result};
use wire::import::{Import, ImportProblem};

/// Rows fetched at a time.
const BATCH: i64 = 1000;

/// Writes the refused rows of an import as CSV: the file's own columns, then `import_row`, `import_column` and
/// `import_problem`. Begins with a byte order mark, which spreadsheets need to see UTF-8.
pub fn write_failures(read: &mut Read<'_>, id: ImportId, language: Language, out: impl Write) -> Result<()> {
    let import: Import = read.get(id)?;
    let mut out = out;
    out.write_all("\u{feff}".as_bytes()).map_err(failed)?;
    let mut csv = csv::WriterBuilder::new().flexible(true).from_writer(out);
    let own = ["import_row", "import_column", "import_problem"];
    let headers = import.headers.iter().map(|header| guarded(header)).chain(own.map(str::to_owned));
    csv.write_record(headers).map_err(failed)?;
    let mut after = 0;
    loop {
        let failures = read.import_failures(id, after, BATCH)?;
        let Some(last) = failures.last() else { break };
        after = last.row_number;
        for failure in failures {
            let join = |texts: Vec<String>| guarded(&texts.join("; "));
            let columns: Vec<String> =
                failure.problems.iter().filter_map(|problem| problem.column.clone()).collect();
            let words = failure.problems.iter().map(|problem: &ImportProblem| problem.words(language)).collect();
            let mut cells: Vec<String> = failure.cells.iter().map(|cell| guarded(cell)).collect();
            cells.resize(cells.len().max(import.headers.len()), String::new());
            cells.extend([failure.row_number.to_string(), join(columns), join(words)]);
            csv.write_record(cells).map_err(failed)?;
        }
    }
    csv.flush().map_err(failed)
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::Internal(format!("the rows cannot be written: {error}"))
}

/// With an apostrophe before it if a spreadsheet would run it as a formula.
fn guarded(text: &str) -> String {
    if is_formula(text) { format!("'{text}") } else { text.to_owned() }
}

/// True if a spreadsheet would run the text as a formula.
pub(super) fn is_formula(text: &str) -> bool {
    let first = text.trim_start_matches([' ', '\u{feff}', '\u{3000}']).chars().next();
    first.is_some_and(|first| "=+-@\t\r\n\0＝＋－＠".contains(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded() {
        for text in ["=1+1", " =1", "+1", "-1", "@a", "\ta", "＝1"] {
            assert_eq!(guarded(text), format!("'{text}"), "{text:?}");
        }
        for text in ["", "a=1", "1-1", "李"] {
            assert_eq!(guarded(text), text);
        }
    }
}
