//! The files of long lists: how far they are, and once they are there, the way to them.

use std::time::Duration;

use domain::{ExportStatus, Kind};
use kit::{Button, IconButton, Progress, format, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::export::Export;
use words::tr;

use super::file_name;
use crate::api::{Load, changes, exports};
use crate::features::kind_words;

/// Between two looks while a file is being made.
const LOOK: Duration = Duration::from_millis(1500);

/// The files; nothing if there are none.
#[component]
pub(super) fn Files() -> impl IntoView {
    let files = Load::new(move || {
        changes::follow(Kind::Export);
        exports::list()
    });
    let look = set_interval_with_handle(
        move || {
            let is_any = files
                .with(|files| files.is_some_and(|files| files.iter().any(|file| file.status.is_active())));
            if is_any {
                files.again();
            }
        },
        LOOK,
    );
    on_cleanup(move || {
        if let Ok(look) = look {
            look.clear();
        }
    });
    let all = Signal::derive(move || files.get().unwrap_or_default());
    view! {
        <Show when=move || all.with(|all| !all.is_empty())>
            <section class="export-files">
                <h3>{move || tr!(export.files)}</h3>
                <p class="quiet">{move || tr!(export.files_text)}</p>
                <ul>
                    // A row stays the same while its file is being made, and keeps the focus.
                    <For each=move || all.get() key=|file| (file.id, file.status) children=move |file| row(all, file) />
                </ul>
            </section>
        </Show>
    }
    .into_any()
}

fn row(all: Signal<Vec<Export>>, file: Export) -> AnyView {
    let (id, kind, form) = (file.id, file.kind, file.format);
    let title = move || format!("{} · {}", kind_words::many(kind), form.as_str().to_uppercase());
    let is_over = !file.status.is_active();
    let delete_label = move || match is_over {
        true => tr!(export.delete, kinds = kind_words::many(kind)),
        false => tr!(export.stop, kinds = kind_words::many(kind)),
    };
    let delete = Callback::new(move |()| {
        spawn_local(async move {
            if let Err(failure) = exports::delete(id).await {
                toast::failed(failure.words(), None);
            }
        });
    });
    let download = (file.status == ExportStatus::Succeeded).then(|| {
        view! { <Download export=file.clone() /> }
    });
    view! {
        <li class="export-file" data-status=file.status.as_str()>
            <div class="export-about">
                <p class="export-title">{title}</p>
                {standing(all, &file)}
            </div>
            {download}
            <IconButton
                icon=if is_over { icondata_lu::LuTrash2 } else { icondata_lu::LuX }
                label=delete_label
                small=true
                on_press=delete
            />
        </li>
    }
    .into_any()
}

/// How it stands.
fn standing(all: Signal<Vec<Export>>, file: &Export) -> AnyView {
    let (id, total) = (file.id, file.total_rows);
    let done = Memo::new(move |_| {
        all.with(|all| all.iter().find(|file| file.id == id).map_or(0, |file| file.done_rows))
    });
    let rows = move || tr!(export.progress, done = format::number(done.get()), total = format::number(total));
    match file.status {
        ExportStatus::Queued => view! { <p class="quiet">{move || tr!(export.waiting)}</p> }.into_any(),
        ExportStatus::Running => {
            view! { <Progress value=Signal::derive(move || share(done.get(), total)) label=rows /> <p class="quiet">{rows}</p> }.into_any()
        }
        ExportStatus::Succeeded => {
            let bytes = file.file_bytes.and_then(|bytes| u64::try_from(bytes).ok()).unwrap_or_default();
            let until = file.expires_at;
            let text = move || {
                let (size, time) = (format::file_size(bytes), format::clock(until));
                tr!(export.ready, rows = format::number(done.get()), size = size, time = time)
            };
            view! { <p class="quiet">{text}</p> }.into_any()
        }
        ExportStatus::Failed => {
            let problem = file.problem.clone().unwrap_or_default();
            view! { <p class="quiet">{move || tr!(export.failed, problem = problem.clone())}</p> }.into_any()
        }
    }
}

/// Saves the file on the user's machine.
#[component]
fn Download(export: Export) -> impl IntoView {
    let is_busy = RwSignal::new(false);
    let save = Callback::new(move |()| {
        let (id, name) = (export.id, file_name(&kind_words::many(export.kind), export.format));
        is_busy.set(true);
        spawn_local(async move {
            let saved = exports::save(id, &name).await;
            is_busy.try_set(false);
            match saved {
                Ok(()) => toast::done(tr!(export.saved, name = name)),
                Err(failure) => toast::failed(failure.words(), None),
            }
        });
    });
    view! {
        <Button
            label=move || tr!(export.download)
            icon=icondata_lu::LuDownload
            small=true
            busy=is_busy
            on_press=save
        />
    }
    .into_any()
}

/// The share of the rows that are written, from 0 to 1.
fn share(done: i64, total: i64) -> f64 {
    let thousandths = done.saturating_mul(1000) / total.max(1);
    u32::try_from(thousandths).map_or(0.0, f64::from) / 1000.0
}
