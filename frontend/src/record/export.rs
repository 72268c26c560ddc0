//! A list as a file: what is in it, and the files of long lists that are being made.

mod columns;
mod files;

use std::collections::BTreeSet;

use domain::{ExportFormat, Right};
use kit::{Banner, Button, ButtonKind, Choice, Dialog, RadioGroup, Tone, format, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::export::ExportPlan;
use wire::list::{Filter, Op, Test};
use words::tr;

use self::files::Files;
use super::list_page::List;
use crate::api::{Failure, exports, session};

/// Which records of a list are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// All that it shows, on this page and others.
    List,
    /// Those that are selected.
    Selected,
}

/// True if the user may export lists.
pub(super) fn may() -> bool {
    session::has(Right::Export)
}

/// The button that opens the dialog.
#[component]
pub(super) fn ExportButton(open: RwSignal<bool>) -> impl IntoView {
    let button = move || {
        view! {
            <Button
                label=move || tr!(export.button)
                icon=icondata_lu::LuDownload
                small=true
                on_press=Callback::new(move |()| open.set(true))
            />
        }
    };
    view! { <Show when=may>{button()}</Show> }.into_any()
}

/// The dialog.
#[component]
pub(super) fn ExportDialog(list: List, of: Of, open: RwSignal<bool>) -> impl IntoView {
    let title = move || tr!(export.title, kinds = (list.entity.many)());
    view! {
        <Dialog open title>
            {move || form(list, of, open)}
            <Files />
        </Dialog>
    }
    .into_any()
}

/// What the user chooses.
#[derive(Clone, Copy)]
struct Choices {
    format: RwSignal<ExportFormat>,
    has_all_columns: RwSignal<bool>,
}

fn form(list: List, of: Of, open: RwSignal<bool>) -> AnyView {
    let choices =
        Choices { format: RwSignal::new(ExportFormat::Xlsx), has_all_columns: RwSignal::new(false) };
    let is_busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<Failure>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        failure.set(None);
        let plan = plan(list, of, choices);
        let name = file_name(&(list.entity.many)(), plan.format);
        spawn_local(async move {
            let started = exports::start(list.entity, &plan, &name).await;
            is_busy.try_set(false);
            match started {
                Ok(None) => {
                    open.try_set(false);
                    toast::done(tr!(export.saved, name = name));
                }
                // A long one: it is among the files from now on.
                Ok(Some(_)) => {}
                Err(why) => drop(failure.try_set(Some(why))),
            }
        });
    };
    let refused = move || {
        failure.get().map(|failure| view! { <Banner tone=Tone::Danger>{move || failure.words()}</Banner> })
    };
    view! {
        <form class="record-form" on:submit=submit>
            {refused}
            <p class="quiet">{move || meant(list, of)}</p>
            <kit::Field label=move || tr!(export.format)>{format_choice(choices)}</kit::Field>
            <kit::Field label=move || tr!(export.columns)>{column_choice(list, choices)}</kit::Field>
            <div class="dialog-actions">
                <Button label=move || tr!(common.cancel) on_press=Callback::new(move |()| open.set(false)) />
                <Button
                    label=move || tr!(export.button)
                    kind=ButtonKind::Primary
                    submit=true
                    busy=is_busy
                    shortcut="Control+Enter"
                />
            </div>
        </form>
    }
    .into_any()
}

fn format_choice(choices: Choices) -> AnyView {
    let format = choices.format;
    let offered = Signal::derive(|| {
        vec![
            Choice::new(ExportFormat::Xlsx.as_str(), tr!(export.xlsx)).hint(tr!(export.xlsx_text)),
            Choice::new(ExportFormat::Csv.as_str(), "CSV").hint(tr!(export.csv_text)),
        ]
    });
    let choose = Callback::new(move |word: String| {
        if let Ok(chosen) = word.parse() {
            format.set(chosen);
        }
    });
    let value = Signal::derive(move || format.get().as_str().to_owned());
    view! { <RadioGroup value on_change=choose choices=offered /> }.into_any()
}

fn column_choice(list: List, choices: Choices) -> AnyView {
    let has_all = choices.has_all_columns;
    let offered = Signal::derive(move || {
        let count = list.state.with(|state| state.columns_of(list.entity).len());
        vec![
            Choice::new("shown", tr!(export.shown_columns))
                .hint(tr!(export.shown_columns_text, count = count)),
            Choice::new("all", tr!(export.all_columns)).hint(tr!(export.all_columns_text)),
        ]
    });
    let choose = Callback::new(move |word: String| has_all.set(word == "all"));
    let value = Signal::derive(move || if has_all.get() { "all" } else { "shown" }.to_owned());
    view! { <RadioGroup value on_change=choose choices=offered /> }.into_any()
}

/// Which records will be in the file, in words.
fn meant(list: List, of: Of) -> String {
    match of {
        Of::List => tr!(export.list_text, kinds = (list.entity.many)()),
        Of::Selected => {
            let count = list.everything.get().unwrap_or_else(|| list.selected.with(BTreeSet::len));
            tr!(export.selected_text, count = format::number(i64::try_from(count).unwrap_or(i64::MAX)))
        }
    }
}

/// What the server is asked for.
fn plan(list: List, of: Of, choices: Choices) -> ExportPlan {
    let entity = list.entity;
    let state = list.state.get_untracked();
    let query = state.request(entity);
    let columns = match choices.has_all_columns.get_untracked() {
        true => columns::all(entity),
        false => columns::shown(entity, &state.columns_of(entity)),
    };
    let sort = query.sort.iter().map(ToString::to_string).collect();
    let format = choices.format.get_untracked();
    let is_whole = of == Of::List || list.everything.get_untracked().is_some();
    if is_whole {
        return ExportPlan { format, q: query.q, filter: query.filter, sort, columns };
    }
    let ids = list.selected.get_untracked().into_iter().collect();
    let filter = Filter::Test(Test { field: "id".to_owned(), op: Op::In, value: ids });
    ExportPlan { format, q: None, filter, sort, columns }
}

/// The name of a file with these records.
fn file_name(kinds: &str, format: ExportFormat) -> String {
    format!("{kinds} {}.{format}", format::today())
}
