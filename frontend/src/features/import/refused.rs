//! The rows that were refused, with what is wrong with each.

use std::collections::BTreeMap;

use domain::ImportId;
use kit::{Button, Card, Choice, Failed, Segmented, Skeleton, SkeletonShape, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use words::tr;

use super::calls;
use crate::api::{Load, download};

/// Bytes of the file of refused rows that are shown here.
const MOST_BYTES: usize = 256 * 1024;
/// Rows that are shown here.
const MOST_ROWS: usize = 200;
/// Columns by which rows can be told apart.
const MOST_COLUMNS: usize = 6;
/// The columns that the server adds to those of the file.
const OWN: usize = 3;

/// A row that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    number: String,
    /// The columns to blame, each with its text in this row.
    cells: Vec<(String, String)>,
    problem: String,
}

/// The beginning of the file of refused rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Rows {
    list: Vec<Row>,
    has_more: bool,
}

impl Rows {
    /// Reads the server's file: the columns of the sent one, then the row, the columns to blame, and the words.
    fn read(text: &str, is_whole: bool) -> Self {
        let text = text.trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let headers: Vec<String> =
            reader.headers().map(|headers| headers.iter().map(unguarded).collect()).unwrap_or_default();
        let own = headers.len().saturating_sub(OWN);
        let row = |record: csv::StringRecord| {
            // A row with too many cells has its own three at its end all the same.
            let first = record.len().checked_sub(OWN)?;
            let blamed = unguarded(record.get(first + 1)?);
            let cell = |name: &str| {
                let place = headers[..own].iter().position(|header| header == name)?;
                Some((name.to_owned(), unguarded(record.get(place)?)))
            };
            Some(Row {
                number: record.get(first)?.to_owned(),
                cells: blamed.split("; ").filter_map(cell).collect(),
                problem: unguarded(record.get(first + 2)?),
            })
        };
        let mut list: Vec<Row> = reader.records().map_while(Result::ok).filter_map(row).collect();
        if !is_whole {
            list.pop();
        }
        let has_more = !is_whole || list.len() > MOST_ROWS;
        list.truncate(MOST_ROWS);
        Self { list, has_more }
    }

    /// How many of the rows each column is to blame for.
    fn by_column(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for (name, _) in self.list.iter().flat_map(|row| &row.cells) {
            *counts.entry(name.clone()).or_default() += 1;
        }
        counts
    }
}

/// Without the apostrophe that keeps spreadsheets from running a text as a formula.
fn unguarded(text: &str) -> String {
    let rest = text.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@']));
    rest.unwrap_or(text).to_owned()
}

/// The refused rows of an import. `on_column` is called when the column to blame is to be set right.
#[component]
pub(super) fn Refused(
    id: ImportId,
    #[prop(optional, into)] on_column: Option<Callback<String>>,
) -> impl IntoView {
    let rows = Load::new(move || {
        // The words are in the language of the request.
        words::locale();
        async move {
            let (text, is_whole) = download::beginning(calls::failures(id), MOST_BYTES).await?;
            Ok(Rows::read(&text, is_whole))
        }
    });
    let body = move || match (rows.get(), rows.failure()) {
        (Some(rows), _) => table(rows, on_column),
        (None, Some(failure)) => {
            let again = move || rows.again();
            view! { <Failed text=move || failure.words() on_retry=again /> }.into_any()
        }
        (None, None) => view! { <Skeleton shape=SkeletonShape::Rows(4) /> }.into_any(),
    };
    let is_busy = RwSignal::new(false);
    let save = move || {
        is_busy.set(true);
        spawn_local(async move {
            let result = match calls::get(id).await {
                Ok(import) => calls::save_failures(&import).await,
                Err(failure) => Err(failure),
            };
            is_busy.try_set(false);
            if let Err(failure) = result {
                toast::failed(failure.words(), None);
            }
        });
    };
    let actions = move || {
        view! {
            <Button
                label=move || tr!(import.download_refused)
                icon=icondata_lu::LuDownload
                small=true
                busy=is_busy
                on_press=save
            />
        }
        .into_any()
    };
    view! { <Card title=move || tr!(import.refused_rows) actions flush=true>{body}</Card> }.into_any()
}

fn table(rows: Rows, on_column: Option<Callback<String>>) -> AnyView {
    let counts = rows.by_column();
    let chosen = RwSignal::new(String::new());
    let has_more = rows.has_more;
    let filter = (counts.len() > 1 && counts.len() <= MOST_COLUMNS).then(|| {
        let choices = Signal::derive(move || {
            let all = Choice::new("", tr!(import.all_columns));
            let each =
                counts.iter().map(|(name, count)| Choice::new(name.clone(), format!("{name} · {count}")));
            [all].into_iter().chain(each).collect::<Vec<_>>()
        });
        let change = Callback::new(move |column: String| chosen.set(column));
        view! {
            <div class="import-filter">
                <Segmented value=chosen choices on_change=change label=move || tr!(import.column) />
            </div>
        }
    });
    let list = StoredValue::new(rows.list);
    let shown = move || {
        let column = chosen.get();
        let fits = |row: &&Row| column.is_empty() || row.cells.iter().any(|(name, _)| *name == column);
        list.with_value(|list| {
            list.iter().filter(fits).cloned().map(|row| line(row, on_column)).collect_view()
        })
    };
    view! {
        {filter}
        <div class="plain-scroll" tabindex="0" role="region" aria-label=move || tr!(import.refused_rows)>
            <table class="plain-table">
                <thead>
                    <tr>
                        <th scope="col" class="plain-number">{move || tr!(import.row)}</th>
                        <th scope="col">{move || tr!(import.column)}</th>
                        <th scope="col">{move || tr!(import.value)}</th>
                        <th scope="col">{move || tr!(import.problem)}</th>
                    </tr>
                </thead>
                <tbody>{shown}</tbody>
            </table>
        </div>
        {has_more.then(|| view! { <p class="import-none quiet">{move || tr!(import.refused_more)}</p> })}
    }
    .into_any()
}

fn line(row: Row, on_column: Option<Callback<String>>) -> AnyView {
    let name = |name: String| match on_column {
        Some(on_column) => {
            let own = name.clone();
            view! {
                <button type="button" class="text-button" on:click=move |_| on_column.run(own.clone())>{name}</button>
            }
            .into_any()
        }
        None => view! { <span>{name}</span> }.into_any(),
    };
    let (names, texts): (Vec<String>, Vec<String>) = row.cells.into_iter().unzip();
    let names = names.into_iter().map(name).collect_view();
    let texts = texts.into_iter().map(|text| view! { <span>{text}</span> }).collect_view();
    view! {
        <tr>
            <td class="plain-number">{row.number}</td>
            <td><span class="plain-stack">{names}</span></td>
            <td><span class="plain-stack">{texts}</span></td>
            <td class="plain-wide">{row.problem}</td>
        </tr>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_refused_rows_is_read() {
        let text = "\u{feff}name,amount,import_row,import_column,import_problem\n\
            A,'-x,2,amount,amount has the wrong format\n,1,3,,is required\n";
        let rows = Rows::read(text, true);
        assert_eq!(rows.list[0].number, "2");
        assert_eq!(rows.list[0].cells, [("amount".to_owned(), "-x".to_owned())]);
        assert_eq!(rows.list[1].cells, []);
        assert_eq!(rows.by_column(), BTreeMap::from([("amount".to_owned(), 1)]));
        assert!(!rows.has_more);
        assert_eq!(Rows::read(text, false).list.len(), 1);
    }
}
