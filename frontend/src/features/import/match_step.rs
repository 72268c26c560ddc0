//! The second step: which field each column of the file fills, and what becomes of the rows.

mod alias_table;
mod column_row;
mod reference;
mod rules;
mod save_template;
mod settings;
mod source;
mod text_entry;

use std::collections::BTreeSet;

use domain::Kind;
use domain::access::Action;
use kit::{Banner, Button, ButtonKind, Card, FileDrop, Tone, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::import::{Import, ImportInput, ImportPlan, StartImport};
use words::tr;

use self::column_row::{ColumnRow, FurtherRow};
use self::rules::{Form, Rows};
use self::save_template::SaveTemplate;
use super::file::{ACCEPTED, Look, Sample};
use super::mapping::Mapping;
use super::wizard::Wizard;
use super::{calls, focus, kept};
use crate::api::{Failure, session};
use crate::features;
use crate::record::Field;

/// The step. `column` is the column that is to be set right.
#[component]
pub(super) fn MatchStep(wizard: Wizard, column: Option<String>) -> impl IntoView {
    let import = wizard.import.get_untracked();
    let sample = RwSignal::new(kept::sample(import.id).or_else(|| headers_of(&import)));
    let body = move || match (sample.get(), features::entity(import.kind)) {
        (Some(sample), Some(entity)) => {
            let plan = kept::plan(import.id, import.version).unwrap_or_else(|| import.plan.clone());
            let mapping = Mapping::new(entity, plan, sample, column.clone());
            view! { <Columns wizard mapping /> }.into_any()
        }
        (None, Some(_)) => look_again(wizard, sample),
        (_, None) => ().into_any(),
    };
    view! { <div class="import-step" data-step="match">{body}</div> }.into_any()
}

/// The columns alone, if the server has read them.
fn headers_of(import: &Import) -> Option<Sample> {
    let headers = import.headers.clone();
    (!headers.is_empty()).then(|| Sample { headers, ..Sample::default() })
}

/// The columns that the plan takes, which must be in the file.
fn planned_headers(plan: &ImportPlan) -> Sample {
    let mut seen = BTreeSet::new();
    let named = plan.columns.iter().filter_map(|column| column.column.clone());
    Sample { headers: named.filter(|name| seen.insert(name.clone())).collect(), ..Sample::default() }
}

/// What is shown in a browser that has not seen the file.
fn look_again(wizard: Wizard, sample: RwSignal<Option<Sample>>) -> AnyView {
    let take = Callback::new(move |file: web_sys::File| {
        spawn_local(async move {
            let Some(look) = Look::at(&file).await else {
                toast::failed(tr!(import.unreadable_file), None);
                return;
            };
            let (id, encoding, delimiter) = wizard
                .import
                .with_untracked(|import| (import.id, import.plan.encoding, import.plan.delimiter));
            let seen = look.sample(encoding, delimiter);
            kept::keep_sample(id, &seen);
            sample.try_set(Some(seen));
        });
    });
    let go_on =
        move || sample.set(Some(wizard.import.with_untracked(|import| planned_headers(&import.plan))));
    view! {
        <Banner>{move || tr!(import.look_again)}</Banner>
        <FileDrop
            on_files=take
            accept=ACCEPTED
            hint=move || wizard.import.with(|import| import.file_name.clone())
            label=move || tr!(import.file)
        />
        <div class="import-foot">
            <Button label=move || tr!(import.without_look) on_press=go_on />
        </div>
    }
    .into_any()
}

#[component]
fn Columns(wizard: Wizard, mapping: Mapping) -> impl IntoView {
    let is_busy = RwSignal::new(false);
    let saving = RwSignal::new(false);
    let (id, version) = wizard.import.with_untracked(|import| (import.id, import.version));
    Effect::new(move |before: Option<()>| {
        let plan = mapping.plan();
        if before.is_some() {
            kept::keep_plan(id, version, &plan);
        }
    });
    let check = move || {
        if !mapping.check() {
            focus::first_error();
            return;
        }
        is_busy.set(true);
        spawn_local(async move {
            let result = save_and_check(wizard, mapping).await;
            is_busy.try_set(false);
            match result {
                Ok(import) => wizard.forward(import),
                Err(failure) if failure.fields().is_empty() => wizard.refused(failure).await,
                Err(failure) => {
                    mapping.tell(failure.fields());
                    focus::first_error();
                }
            }
        });
    };
    let save = move || {
        if mapping.check() {
            saving.set(true);
        } else {
            focus::first_error();
        }
    };
    let error = move || mapping.error.get().map(|text| view! { <Banner tone=Tone::Danger>{text}</Banner> });
    let may_save = session::may(Kind::ImportTemplate, Action::Create);
    view! {
        {error}
        <Unfilled mapping />
        <Card title=move || tr!(import.columns) flush=true>
            <ul class="import-lines">
                <For each=move || mapping.columns.get() key=|line| line.key let:line>
                    <ColumnRow mapping line />
                </For>
            </ul>
        </Card>
        <Further mapping />
        <div class="import-rules">
            <Card title=move || tr!(import.rows)><Rows mapping /></Card>
            <Card title=move || tr!(import.form)><Form mapping /></Card>
        </div>
        <div class="import-foot">
            {may_save
                .then(|| {
                    view! {
                        <Button
                            label=move || tr!(import.save_template)
                            kind=ButtonKind::Ghost
                            icon=icondata_lu::LuBookmark
                            on_press=save
                        />
                    }
                })}
            <Button label=move || tr!(import.check) kind=ButtonKind::Primary busy=is_busy on_press=check />
        </div>
        <SaveTemplate mapping open=saving />
    }
    .into_any()
}

/// Keeps the plan at the server and lets every row be checked.
async fn save_and_check(wizard: Wizard, mapping: Mapping) -> Result<Import, Failure> {
    let (mut import, plan) = untrack(|| (wizard.import.get(), mapping.plan()));
    if import.plan != plan {
        let input = ImportInput { file_name: import.file_name.clone(), plan };
        import = calls::change(&import, &input).await?;
        kept::keep_plan(import.id, import.version, &import.plan);
        wizard.import.try_set(import.clone());
    }
    calls::start(&import, StartImport { is_dry_run: true }).await
}

/// The fields that must be filled and are not, each with a button that makes a line for it.
#[component]
fn Unfilled(mapping: Mapping) -> impl IntoView {
    let list = move || {
        let fields = mapping.unfilled();
        let button = |field: &'static Field| {
            let add = move || mapping.add(field.name);
            view! { <Button label=move || (field.label)() icon=icondata_lu::LuPlus small=true on_press=add /> }
        };
        let tone = if mapping.was_checked.get() { Tone::Danger } else { Tone::Warning };
        (!fields.is_empty()).then(|| {
            let buttons = fields.into_iter().map(button).collect_view();
            view! {
                <Banner tone>
                    <span>{move || tr!(import.unfilled)}</span>
                    <span class="import-unfilled">{buttons}</span>
                </Banner>
            }
        })
    };
    list.into_any()
}

/// Fields that are filled from elsewhere.
#[component]
fn Further(mapping: Mapping) -> impl IntoView {
    let add = move || mapping.add("");
    let actions = move || {
        view! {
            <Button label=move || tr!(import.add_field) icon=icondata_lu::LuPlus small=true kind=ButtonKind::Ghost on_press=add />
        }
        .into_any()
    };
    let none = move || {
        mapping.further.with(Vec::is_empty).then(|| {
            view! { <p class="import-none quiet">{tr!(import.further_none)}</p> }
        })
    };
    view! {
        <Card title=move || tr!(import.further) actions flush=true>
            <ul class="import-lines">
                <For each=move || mapping.further.get() key=|line| line.key let:line>
                    <FurtherRow mapping line />
                </For>
            </ul>
            {none}
        </Card>
    }
    .into_any()
}
