//! The first rows of a file, as they are read.

use leptos::prelude::*;
use words::tr;

use super::sample::Sample;

/// Rows that are shown.
const ROWS: usize = 5;

/// The first rows as a table. Numbers of rows are those of the file: the header is row 1.
#[component]
pub(crate) fn Preview(#[prop(into)] sample: Signal<Option<Sample>>) -> impl IntoView {
    let table = move || {
        let sample = sample.get()?;
        let heads =
            sample.headers.iter().map(|name| view! { <th scope="col">{name.clone()}</th> }).collect_view();
        let row = |(place, cells): (usize, &Vec<String>)| {
            let cells = cells.iter().map(|cell| view! { <td>{cell.clone()}</td> }).collect_view();
            view! { <tr><th scope="row" class="plain-number">{place + 2}</th>{cells}</tr> }
        };
        let rows = sample.rows.iter().take(ROWS).enumerate().map(row).collect_view();
        Some(view! {
            <table class="plain-table">
                <thead>
                    <tr><th scope="col" class="plain-number">"1"</th>{heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        })
    };
    view! {
        <section class="import-preview">
            <h2>{move || tr!(import.preview)}</h2>
            <p class="quiet">{move || tr!(import.preview_hint)}</p>
            <div class="plain-scroll" tabindex="0" role="region" aria-label=move || tr!(import.preview)>{table}</div>
        </section>
    }
    .into_any()
}
