//! The first step: what the rows are to become, which file, and how it is written.

mod upload;

use domain::Kind;
use domain::access::Action;
use kit::{Button, ButtonKind, Choice, FileDrop, Progress, Select, format};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use wire::import::{Import, ImportPlan, ImportTemplate, MAX_ROWS};
use words::tr;

use self::upload::{Upload, most_size};
use super::file::{ACCEPTED, Preview};
use super::listed::{all, pick};
use super::{calls, focus, kept};
use crate::api::{Load, changes};
use crate::features::ENTITIES;

/// The step. `import` is none for a new one; `base` is the plan of an earlier import to begin with.
#[component]
pub(super) fn UploadStep(
    import: Option<Import>,
    kind: Option<Kind>,
    base: Option<ImportPlan>,
    on_done: Callback<Import>,
) -> impl IntoView {
    let upload = Upload::new(import, kind, base);
    let navigate = StoredValue::new_local(use_navigate());
    let leave = move || navigate.with_value(|navigate| navigate("/imports", Default::default()));
    let go_on = move || {
        if !upload.go_on(on_done) {
            focus::first_error();
        }
    };
    let becomes = move || upload.entity().map(|entity| tr!(import.becomes, kinds = (entity.many)()));
    let head = if upload.import.with_untracked(Option::is_some) {
        view! { <p class="quiet">{becomes}</p> }.into_any()
    } else {
        view! { <Aim upload /> }.into_any()
    };
    let progress = move || {
        upload.is_busy.get().then(|| {
            view! { <Progress value=upload.arrived label=move || tr!(import.sending) /> }
        })
    };
    view! {
        <div class="import-step" data-step="upload">
            {head}
            <FileChoice upload />
            {progress}
            <div class="import-foot">
                <Button label=move || tr!(common.cancel) kind=ButtonKind::Ghost on_press=leave />
                <Button
                    label=move || tr!(import.go_on)
                    kind=ButtonKind::Primary
                    busy=upload.is_busy
                    on_press=go_on
                />
            </div>
        </div>
    }
    .into_any()
}

/// What the rows are to become, and by which template.
#[component]
fn Aim(upload: Upload) -> impl IntoView {
    let templates = Load::new(|| {
        changes::follow(Kind::ImportTemplate);
        calls::templates()
    });
    let kinds = Signal::derive(|| {
        let may = ENTITIES.iter().filter(|entity| entity.may(Action::Create));
        may.map(|entity| Choice::new(entity.kind.as_str(), (entity.many)())).collect::<Vec<_>>()
    });
    let fitting = move |template: &&ImportTemplate| {
        let kind = upload.kind.get();
        kind.is_empty() || template.kind.as_str() == kind
    };
    let saved = Signal::derive(move || {
        let choice = |template: &ImportTemplate| Choice::new(template.id.to_string(), template.name.clone());
        templates.with(|all| all.into_iter().flatten().filter(fitting).map(choice).collect::<Vec<_>>())
    });
    let choose_kind = Callback::new(move |kind: String| {
        upload.kind.set(kind);
        upload.template.set(String::new());
        upload.base.set(None);
    });
    let choose_template = Callback::new(move |id: String| {
        let chosen = templates
            .with(|all| all.into_iter().flatten().find(|template| template.id.to_string() == id).cloned());
        if let Some(template) = &chosen {
            upload.kind.set(template.kind.as_str().to_owned());
        }
        upload.base.set(chosen.map(|template| template.plan));
        upload.template.set(id);
    });
    let none = move || {
        let is_again = upload.template.with(String::is_empty) && upload.base.with(Option::is_some);
        if is_again { tr!(import.template_earlier) } else { tr!(import.template_none) }
    };
    let kind_error = Signal::derive(move || upload.kind_error());
    view! {
        <div class="form-fields">
            <kit::Field label=move || tr!(import.kind) error=kind_error required=true>
                <Select value=upload.kind choices=kinds on_change=choose_kind allow_none=move || tr!(import.choose) />
            </kit::Field>
            <Show when=move || saved.with(|saved| !saved.is_empty()) || upload.base.with(Option::is_some)>
                <kit::Field label=move || tr!(import.template) hint=move || tr!(import.template_hint)>
                    <Select value=upload.template choices=saved on_change=choose_template allow_none=none />
                </kit::Field>
            </Show>
        </div>
    }
    .into_any()
}

/// The file, how it is written, and its first rows.
#[component]
fn FileChoice(upload: Upload) -> impl IntoView {
    let hint = move || tr!(import.file_hint, most = most_size(), rows = format::number(MAX_ROWS));
    // What an earlier look has seen of the file that is at the server.
    let kept =
        upload.import.with_untracked(|import| import.as_ref().and_then(|import| kept::sample(import.id)));
    let shown = Signal::derive(move || {
        upload.sample.get().or_else(|| kept.clone().filter(|_| upload.file.with(Option::is_none)))
    });
    let file_error = Signal::derive(move || upload.file_error());
    let has_sample = Memo::new(move |_| upload.sample.with(Option::is_some));
    view! {
        <kit::Field label=move || tr!(import.file) error=file_error required=true>
            <FileDrop
                on_files=Callback::new(move |file| upload.choose(file))
                accept=ACCEPTED
                hint
                chosen=Signal::derive(move || name_and_size(upload))
                disabled=upload.is_busy
            />
        </kit::Field>
        {move || has_sample.get().then(|| view! { <WrittenAs upload /> })}
        {move || shown.with(Option::is_some).then(|| view! { <Preview sample=shown /> })}
    }
    .into_any()
}

/// How the bytes of the file stand for cells: as it was guessed, or as the user knows better.
#[component]
fn WrittenAs(upload: Upload) -> impl IntoView {
    let encode = Callback::new(move |encoding| upload.encoding.set(encoding));
    let delimit = Callback::new(move |delimiter| upload.delimiter.set(delimiter));
    view! {
        <div class="form-fields">
            <kit::Field label=move || tr!(import.encoding) hint=move || tr!(import.encoding_hint)>
                {pick(upload.encoding.into(), all(), encode)}
            </kit::Field>
            <kit::Field label=move || tr!(import.delimiter)>
                {pick(upload.delimiter.into(), all(), delimit)}
            </kit::Field>
        </div>
    }
    .into_any()
}

/// The file that was chosen, or else the one that is at the server.
fn name_and_size(upload: Upload) -> Option<(String, u64)> {
    let chosen = upload.file.with(|file| file.as_ref().map(|file| (file.name(), bytes_of(file.size()))));
    chosen.or_else(|| {
        upload.import.with(|import| {
            let import = import.as_ref()?;
            Some((import.file_name.clone(), u64::try_from(import.file_bytes?).ok()?))
        })
    })
}

/// A size as browsers tell it: a whole number below 2^53.
fn bytes_of(size: f64) -> u64 {
    format!("{size:.0}").parse().unwrap_or_default()
}
