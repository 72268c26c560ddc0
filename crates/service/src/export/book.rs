//! A workbook with one sheet. Its rows wait in a file of the system: a million of them would not fit into memory.

use std::io::Write;

use chrono_tz::Tz;
use persistence::{Error, Result};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::cell::Cell;
use super::column::Column;
use super::sheet::failed;

/// The most characters of a cell.
const MAX_TEXT: usize = 32_767;
/// From this on a number has digits that a cell would lose.
const EXACT_BELOW: u128 = 1_000_000_000_000_000;
/// Widths of columns, in characters.
const WIDTHS: (u8, u8) = (16, 28);

/// A workbook in the making.
pub(super) struct Book {
    workbook: Workbook,
    zone: Tz,
    day: Format,
    time: Format,
    /// Rows so far, the header included.
    rows: u32,
}

impl Book {
    /// A workbook with its header, which stays in sight.
    pub(super) fn new(name: &str, columns: &[Column], zone: Tz) -> Result<Self> {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet_with_constant_memory().map_err(broken)?;
        begin(sheet, name, columns).map_err(broken)?;
        let day = Format::new().set_num_format("yyyy-mm-dd");
        let time = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
        Ok(Self { workbook, zone, day, time, rows: 1 })
    }

    /// Adds a row.
    pub(super) fn row(&mut self, cells: &[Cell]) -> Result<()> {
        for (column, cell) in (0..).zip(cells) {
            self.put(column, cell).map_err(broken)?;
        }
        self.rows += 1;
        Ok(())
    }

    fn put(&mut self, column: u16, cell: &Cell) -> Result<(), XlsxError> {
        let sheet = self.workbook.worksheet_from_index(0)?;
        let row = self.rows;
        match cell {
            Cell::Empty => return Ok(()),
            Cell::Text(text) => sheet.write_string(row, column, fitting(text))?,
            Cell::Number(number) => match exactly(*number) {
                Some(number) => sheet.write_number(row, column, number)?,
                None => sheet.write_string(row, column, number.to_string())?,
            },
            Cell::Day(day) => match sheet.write_datetime_with_format(row, column, day, &self.day) {
                // Workbooks know no days before 1900.
                Err(XlsxError::DateTimeRangeError(_)) => sheet.write_string(row, column, day.to_string())?,
                written => written?,
            },
            Cell::Time(time) => {
                let local = time.with_timezone(&self.zone).naive_local();
                sheet.write_datetime_with_format(row, column, local, &self.time)?
            }
            Cell::Flag(flag) => sheet.write_boolean(row, column, *flag)?,
        };
        Ok(())
    }

    /// Writes the whole.
    pub(super) fn save(mut self, out: impl Write + Send) -> Result<()> {
        self.workbook.save_to_writer(out).map_err(broken)
    }
}

fn begin(sheet: &mut Worksheet, name: &str, columns: &[Column]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    sheet.set_name(name)?.set_freeze_panes(1, 0)?;
    for (place, column) in (0..).zip(columns) {
        sheet.set_column_width(place, if column.is_wide() { WIDTHS.1 } else { WIDTHS.0 })?;
    }
    for (place, column) in (0..).zip(columns) {
        sheet.write_string_with_format(0, place, &column.header, &bold)?;
    }
    Ok(())
}

/// The number as a cell has it; None if it would lose digits.
fn exactly(number: Decimal) -> Option<f64> {
    let number = number.normalize();
    if number.mantissa().unsigned_abs() < EXACT_BELOW { number.to_f64() } else { None }
}

fn fitting(text: &str) -> String {
    text.chars().take(MAX_TEXT).collect()
}

fn broken(error: XlsxError) -> Error {
    match error {
        XlsxError::IoError(error) => failed(error),
        other => failed(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_cells_cannot_hold_are_texts() {
        assert_eq!(exactly("1100.0400".parse().unwrap()), Some(1100.04));
        assert_eq!(exactly("-7".parse().unwrap()), Some(-7.0));
        assert_eq!(exactly("999999999999.9999".parse().unwrap()), None);
    }
}
