//! The rows that were refused, with what is wrong with each.

mod rows;

use kit::{Button, Card, Choice, Failed, Segmented, Skeleton, SkeletonShape, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::import::Import;
use words::tr;

use self::rows::{Place, Row, Rows};
use super::calls;
use crate::api::{Load, download};
use crate::features;

/// Bytes of the file of refused rows that are shown here.
const MOST_BYTES: usize = 256 * 1024;
/// Columns by which rows can be told apart.
const MOST_COLUMNS: usize = 6;

/// The refused rows of an import. `on_column` is called when the column to blame is to be set right.
#[component]
pub(super) fn Refused(
    import: Import,
    #[prop(optional, into)] on_column: Option<Callback<String>>,
) -> impl IntoView {
    let (id, kind) = (import.id, import.kind);
    let rows = Load::new(move || {
        // The words are in the language of the request.
        words::locale();
        async move {
            let (text, is_whole) = download::beginning(calls::failures(id), MOST_BYTES).await?;
            Ok(Rows::read(features::entity(kind), &text, is_whole))
        }
    });
    let body = move || match (rows.get(), rows.failure()) {
        (Some(rows), _) => table(rows, on_column),
        (None, Some(failure)) => {
            view! { <Failed text=move || failure.words() on_retry=move || rows.again() /> }.into_any()
        }
        (None, None) => view! { <Skeleton shape=SkeletonShape::Rows(4) /> }.into_any(),
    };
    let is_busy = RwSignal::new(false);
    let import = StoredValue::new(import);
    let save = move || {
        let import = import.get_value();
        is_busy.set(true);
        spawn_local(async move {
            let saved = calls::save_failures(&import).await;
            is_busy.try_set(false);
            if let Err(failure) = saved {
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
    let counts = rows.by_place();
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
        let fits = |row: &&Row| column.is_empty() || row.places.iter().any(|place| place.name == column);
        list.with_value(|list| {
            list.iter().filter(fits).cloned().map(|row| line(row, on_column)).collect_view()
        })
    };
    view! {
        {filter}
        <div class="plain-scroll import-refused" tabindex="0" role="group" aria-label=move || tr!(import.refused_rows)>
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
    let texts = row.places.iter().map(|place| place.text.clone().unwrap_or_default());
    let texts = texts.map(|text| view! { <span>{text}</span> }).collect_view();
    let names = row.places.into_iter().map(|place| name(place, on_column)).collect_view();
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

/// The name of what is to blame; a column leads to where it is set right.
fn name(place: Place, on_column: Option<Callback<String>>) -> AnyView {
    let Place { name, text } = place;
    match on_column.filter(|_| text.is_some()) {
        Some(on_column) => {
            let column = name.clone();
            view! {
                <button type="button" class="text-button" on:click=move |_| on_column.run(column.clone())>{name}</button>
            }
            .into_any()
        }
        None => view! { <span>{name}</span> }.into_any(),
    }
}
