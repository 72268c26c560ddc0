//! What a file has in it: its columns, its first rows, and the values of each column.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use wire::import::{Delimiter, Encoding, unguarded};

/// Rows that are shown.
const SHOWN_ROWS: usize = 20;
/// Different values of a column that are remembered.
const MOST_VALUES: usize = 60;
/// Characters of a cell that are remembered.
const MOST_CHARACTERS: usize = 200;
/// Lines by which the delimiter is guessed.
const LINES: usize = 10;

/// The beginning of a file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Sample {
    /// The names in the first row.
    pub(crate) headers: Vec<String>,
    /// The first rows below it.
    pub(crate) rows: Vec<Vec<String>>,
    /// The different values of each column.
    pub(crate) values: Vec<Values>,
    /// Whether the whole file was looked at.
    pub(crate) is_whole: bool,
}

/// The different values of a column, in the order in which they appear.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Values {
    pub(crate) list: Vec<String>,
    /// There are more.
    pub(crate) has_more: bool,
}

/// What is wrong with the first row, which must name every column once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum BadHeader {
    /// There is none.
    Missing,
    /// The column at this place, counted from 1, has no name.
    Unnamed(usize),
    /// Two columns have this name.
    Twice(String),
}

impl Sample {
    /// Reads the beginning of a file; a last row that may be cut off is left out.
    pub(crate) fn read(text: &str, delimiter: Delimiter, is_whole: bool) -> Self {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(byte_of(delimiter))
            .from_reader(text.as_bytes());
        let records = reader.records().map_while(Result::ok);
        let mut rows: Vec<Vec<String>> = records
            .map(|record| record.iter().map(|cell| unguarded(cell.trim()).to_owned()).collect())
            .collect();
        if !is_whole && rows.len() > 1 {
            rows.pop();
        }
        let headers = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        let values = (0..headers.len()).map(|index| Values::of(&rows, index)).collect();
        rows.truncate(SHOWN_ROWS);
        rows.iter_mut().flatten().for_each(|cell| *cell = shortened(cell));
        Self { headers, rows, values, is_whole }
    }

    /// Where a column stands.
    pub(crate) fn place(&self, header: &str) -> Option<usize> {
        self.headers.iter().position(|name| name == header)
    }

    /// The different values of a column.
    pub(crate) fn values_of(&self, header: &str) -> Values {
        self.place(header).and_then(|place| self.values.get(place).cloned()).unwrap_or_default()
    }

    /// What is wrong with the first row.
    pub(crate) fn bad_header(&self) -> Option<BadHeader> {
        if self.headers.iter().all(String::is_empty) {
            return Some(BadHeader::Missing);
        }
        if let Some(place) = self.headers.iter().position(String::is_empty) {
            return Some(BadHeader::Unnamed(place + 1));
        }
        let mut seen = BTreeSet::new();
        self.headers.iter().find(|name| !seen.insert(*name)).cloned().map(BadHeader::Twice)
    }
}

impl Values {
    fn of(rows: &[Vec<String>], index: usize) -> Self {
        let mut seen = BTreeSet::new();
        let mut values = Self::default();
        for cell in rows.iter().filter_map(|row| row.get(index)).filter(|cell| !cell.is_empty()) {
            if !seen.insert(cell) {
                continue;
            }
            if values.list.len() == MOST_VALUES || cell.chars().count() > MOST_CHARACTERS {
                values.has_more = true;
            } else {
                values.list.push(cell.clone());
            }
        }
        values
    }
}

fn shortened(cell: &str) -> String {
    cell.chars().take(MOST_CHARACTERS).collect()
}

const fn byte_of(delimiter: Delimiter) -> u8 {
    match delimiter {
        Delimiter::Comma => b',',
        Delimiter::Semicolon => b';',
        Delimiter::Tab => b'\t',
        Delimiter::Pipe => b'|',
    }
}

/// What most probably stands between the cells: what makes the most columns of the first lines, the same number in
/// each.
pub(super) fn delimiter_of(text: &str) -> Delimiter {
    let columns = |delimiter: Delimiter| {
        let sample = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(byte_of(delimiter))
            .from_reader(text.as_bytes())
            .into_records()
            .map_while(Result::ok)
            .take(LINES)
            .map(|record| record.len())
            .collect::<Vec<_>>();
        let width = sample.first().copied().unwrap_or_default();
        let same = sample.iter().filter(|other| **other == width).count();
        // Half of the lines with another width, and it stands in texts rather than between cells.
        if same * 2 > sample.len() { width } else { 1 }
    };
    let all = [Delimiter::Pipe, Delimiter::Semicolon, Delimiter::Tab, Delimiter::Comma];
    all.into_iter().max_by_key(|delimiter| columns(*delimiter)).unwrap_or_default()
}

/// How the bytes most probably stand for characters. The last character may be cut off.
pub(super) fn encoding_of(bytes: &[u8]) -> Encoding {
    let is_utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    match std::str::from_utf8(bytes) {
        Ok(_) => Encoding::Utf8,
        Err(error) if error.error_len().is_none() => Encoding::Utf8,
        // The mark tells it, whatever the plan says.
        Err(_) if is_utf16 => Encoding::Utf8,
        Err(_) => Encoding::Gb18030,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_looked_at() {
        let text = "name,city\n A ,Berlin\n\"B, C\",Berlin\ncut,of";
        let sample = Sample::read(text, Delimiter::Comma, false);
        assert_eq!(sample.headers, ["name", "city"]);
        assert_eq!(sample.rows, [["A", "Berlin"], ["B, C", "Berlin"]]);
        assert_eq!(sample.values_of("city").list, ["Berlin"]);
        assert_eq!(sample.bad_header(), None);
        let whole = Sample::read(text, Delimiter::Comma, true);
        assert_eq!(whole.rows.len(), 3);
    }

    #[test]
    fn bad_headers_are_told() {
        let of = |text: &str| Sample::read(text, Delimiter::Comma, true).bad_header();
        assert_eq!(of(""), Some(BadHeader::Missing));
        assert_eq!(of("a,,b\n"), Some(BadHeader::Unnamed(2)));
        assert_eq!(of("a,b,a\n"), Some(BadHeader::Twice("a".to_owned())));
    }

    #[test]
    fn delimiters_are_guessed() {
        assert_eq!(delimiter_of("a;b;c\n1,5;2;3\n2,5;3;4\n"), Delimiter::Semicolon);
        assert_eq!(delimiter_of("a\tb\n1\t2\n"), Delimiter::Tab);
        assert_eq!(delimiter_of("a,b\n1,x|y\n"), Delimiter::Comma);
        assert_eq!(delimiter_of("a\nb\n"), Delimiter::Comma);
    }

    #[test]
    fn encodings_are_guessed() {
        let text = "客户,城市".as_bytes();
        assert_eq!(encoding_of(text), Encoding::Utf8);
        assert_eq!(encoding_of(&text[..text.len() - 1]), Encoding::Utf8);
        assert_eq!(encoding_of(&[0xbf, 0xcd, 0xbb, 0xa7]), Encoding::Gb18030);
        assert_eq!(encoding_of(&[0xff, 0xfe, 0x61, 0x00]), Encoding::Utf8);
    }
}
