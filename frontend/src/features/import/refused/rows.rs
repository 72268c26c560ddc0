//! The file of refused rows, as far as it is shown.

use std::collections::BTreeMap;

use wire::import::unguarded;

use crate::record::Entity;

/// Rows that are shown here.
const MOST_ROWS: usize = 200;
/// The columns that the server adds to those of the file.
const OWN: usize = 3;

/// A row that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// Its number in the file; the header is row 1.
    pub(super) number: String,
    /// What is to blame.
    pub(super) places: Vec<Place>,
    /// What is wrong, in words.
    pub(super) problem: String,
}

/// A column of the file with its text in this row, or the name of a field that no column fills.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) name: String,
    pub(super) text: Option<String>,
}

/// The beginning of the file of refused rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Rows {
    pub(super) list: Vec<Row>,
    pub(super) has_more: bool,
}

impl Rows {
    /// Reads the server's file: the columns of the sent one, then the row, the columns to blame, and the words.
    pub(super) fn read(entity: Option<&'static Entity>, text: &str, is_whole: bool) -> Self {
        let text = text.trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let headers: Vec<String> = reader
            .headers()
            .map(|headers| headers.iter().map(|header| unguarded(header).to_owned()).collect())
            .unwrap_or_default();
        let row = |record: csv::StringRecord| Row::read(entity, &headers, &record);
        let mut list: Vec<Row> = reader.records().map_while(Result::ok).filter_map(row).collect();
        if !is_whole {
            list.pop();
        }
        let has_more = !is_whole || list.len() > MOST_ROWS;
        list.truncate(MOST_ROWS);
        Self { list, has_more }
    }

    /// How many of the rows each column or field is to blame for.
    pub(super) fn by_place(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for place in self.list.iter().flat_map(|row| &row.places) {
            *counts.entry(place.name.clone()).or_default() += 1;
        }
        counts
    }
}

impl Row {
    /// A row with too many cells has the server's own at its end all the same.
    fn read(entity: Option<&Entity>, headers: &[String], record: &csv::StringRecord) -> Option<Self> {
        let first = record.len().checked_sub(OWN)?;
        let own = headers.len().checked_sub(OWN)?;
        let column = |name: &str| {
            let place = headers[..own].iter().position(|header| header == name)?;
            Some(Place { name: name.to_owned(), text: Some(unguarded(record.get(place)?).to_owned()) })
        };
        let blamed = unguarded(record.get(first + 1)?);
        let mut places: Vec<Place> = blamed.split("; ").filter_map(column).collect();
        let mut problems = Vec::new();
        for problem in unguarded(record.get(first + 2)?).split("; ") {
            let is_said = places.iter().any(|place| problem.starts_with(&place.name));
            // The server knows fields by their names in the API only.
            let field = problem.split_once(' ').and_then(|(name, rest)| Some((entity?.field(name)?, rest)));
            match field.filter(|_| !is_said) {
                Some((field, rest)) => {
                    let name = (field.label)();
                    problems.push(format!("{name} {rest}"));
                    places.push(Place { name, text: None });
                }
                None => problems.push(problem.to_owned()),
            }
        }
        Some(Self { number: record.get(first)?.to_owned(), places, problem: problems.join("; ") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::opportunity::OPPORTUNITY;

    #[test]
    fn the_file_of_refused_rows_is_read() {
        let text = "\u{feff}name,amount,import_row,import_column,import_problem\n\
            A,'-x,2,amount,amount has the wrong format\n,1,3,,is required\n\
            A,1,4,amount,amount is out of range; currency is required\n";
        let rows = Rows::read(Some(&OPPORTUNITY), text, true);
        let place =
            |name: &str, text: Option<&str>| Place { name: name.to_owned(), text: text.map(str::to_owned) };
        assert_eq!(rows.list[0].number, "2");
        assert_eq!(rows.list[0].places, [place("amount", Some("-x"))]);
        assert_eq!(rows.list[1].places, []);
        let currency = (OPPORTUNITY.field("currency").unwrap().label)();
        assert_eq!(rows.list[2].places, [place("amount", Some("1")), place(&currency, None)]);
        assert_eq!(rows.list[2].problem, format!("amount is out of range; {currency} is required"));
        assert_eq!(rows.by_place()["amount"], 2);
        assert!(!rows.has_more);
        assert_eq!(Rows::read(None, text, false).list.len(), 2);
    }
}
