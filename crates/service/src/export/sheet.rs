//! A file in the making, in either form: its header, its rows, its end.

use std::io::Write;

use chrono::SecondsFormat;
use chrono_tz::Tz;
use domain::ExportFormat;
use persistence::{Error, Result};
use wire::import::guarded;

use super::book::Book;
use super::cell::Cell;
use super::column::Column;

/// A file that is written into `W`.
pub(super) enum Sheet<W: Write + Send> {
    /// Rows go out as they come.
    Csv(Box<csv::Writer<W>>),
    /// Rows wait in a file of the system until the last one is there.
    Xlsx(Box<Book>, W),
}

impl<W: Write + Send> Sheet<W> {
    /// A file with its header. Sheets have a `name`, and instants in them are those of `zone`, for their cells know
    /// none.
    pub(super) fn new(
        format: ExportFormat,
        name: &str,
        columns: &[Column],
        zone: Tz,
        mut out: W,
    ) -> Result<Self> {
        match format {
            ExportFormat::Csv => {
                // Spreadsheets need the mark to see UTF-8.
                out.write_all("\u{feff}".as_bytes()).map_err(failed)?;
                let mut csv = csv::Writer::from_writer(out);
                csv.write_record(columns.iter().map(|column| guarded(&column.header))).map_err(failed)?;
                Ok(Self::Csv(Box::new(csv)))
            }
            ExportFormat::Xlsx => Ok(Self::Xlsx(Box::new(Book::new(name, columns, zone)?), out)),
        }
    }

    /// Adds a row.
    pub(super) fn row(&mut self, cells: &[Cell]) -> Result<()> {
        match self {
            Self::Csv(csv) => csv.write_record(cells.iter().map(in_csv)).map_err(failed),
            Self::Xlsx(book, _) => book.row(cells),
        }
    }

    /// Writes what is not written yet; the whole file is out then.
    pub(super) fn finish(self) -> Result<W> {
        match self {
            Self::Csv(csv) => csv.into_inner().map_err(|error| failed(error.into_error())),
            Self::Xlsx(book, mut out) => {
                book.save(&mut out)?;
                Ok(out)
            }
        }
    }
}

/// The text of a cell. Only texts can be taken for formulas: a number may begin with a minus.
fn in_csv(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => guarded(text),
        Cell::Number(number) => number.to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::Time(time) => time.to_rfc3339_opts(SecondsFormat::AutoSi, true),
        Cell::Flag(flag) => flag.to_string(),
    }
}

/// The error that a writer of ours had, as it was; any other as a fault.
pub(super) fn failed(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    let error = match error.into().downcast::<csv::Error>() {
        Ok(csv) => match csv.into_kind() {
            csv::ErrorKind::Io(error) => Box::new(error),
            kind => return Error::Internal(format!("the file cannot be written: {kind:?}")),
        },
        Err(error) => match error.downcast::<std::io::Error>() {
            Ok(error) => error,
            Err(error) => return Error::Internal(format!("the file cannot be written: {error}")),
        },
    };
    error
        .downcast::<Error>()
        .unwrap_or_else(|error| Error::Internal(format!("the file cannot be written: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_no_formulas_and_numbers_stay() {
        for (cell, expected) in [
            (Cell::Text("=1+1".to_owned()), "'=1+1"),
            (Cell::Text("@a".to_owned()), "'@a"),
            (Cell::Text("\tx".to_owned()), "'\tx"),
            (Cell::Text("李雷".to_owned()), "李雷"),
            (Cell::Number("-12.50".parse().unwrap()), "-12.50"),
            (Cell::Time("2026-01-31T08:00:00Z".parse().unwrap()), "2026-01-31T08:00:00Z"),
        ] {
            assert_eq!(in_csv(&cell), expected);
        }
    }
}
