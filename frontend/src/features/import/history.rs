//! The imports that were made.

use std::time::Duration;

use domain::{ImportStatus, Kind};
use kit::{
    ButtonKind, Empty, EmptyKind, Failed, LinkButton, Pager, Person, Progress, Skeleton, SkeletonShape,
    format,
};
use leptos::prelude::*;
use wire::import::Import;
use words::tr;

use super::progress::{badge, share};
use super::templates::Templates;
use super::{calls, kept};
use crate::api::{Load, changes, names};
use crate::features;
use crate::record::cell;

/// Between two looks at the list while something in it is under way.
const LOOK: Duration = Duration::from_secs(4);

/// The screen.
#[component]
pub(super) fn History() -> impl IntoView {
    // The cursors of the pages up to this one; the first page has none.
    let trail = RwSignal::new(Vec::<String>::new());
    let imports = Load::new(move || {
        changes::follow(Kind::Import);
        let cursor = trail.with(|trail| trail.last().cloned());
        async move {
            let page = calls::list(cursor.as_deref()).await?;
            page.data.iter().for_each(kept::discard_if_over);
            Ok(page)
        }
    });
    let look = set_interval_with_handle(
        move || {
            let is_any = imports.with(|page| {
                page.is_some_and(|page| page.data.iter().any(|import| import.status.is_active()))
            });
            if is_any {
                imports.again();
            }
        },
        LOOK,
    );
    on_cleanup(move || {
        if let Ok(look) = look {
            look.clear();
        }
    });
    let body = move || match (imports.get(), imports.failure()) {
        (Some(page), _) if page.data.is_empty() && trail.with(Vec::is_empty) => nothing(),
        (Some(page), _) => table(page.data),
        (None, Some(failure)) => {
            let detail = failure.request_id().unwrap_or_default().to_owned();
            view! { <Failed text=move || failure.words() detail on_retry=move || imports.again() /> }
                .into_any()
        }
        (None, None) => view! { <Skeleton shape=SkeletonShape::Rows(8) /> }.into_any(),
    };
    let next = move || imports.with(|page| page.and_then(|page| page.page.next_cursor.clone()));
    let has_pages = move || next().is_some() || !trail.with(Vec::is_empty);
    let forward = move || trail.update(|trail| trail.extend(untrack(next)));
    let back = move || trail.update(|trail| drop(trail.pop()));
    view! {
        <section class="import-page">
            <header class="page-head">
                <h1 tabindex="-1">{move || tr!(kind.imports)}</h1>
                <div class="page-actions">
                    <LinkButton
                        href="/imports/new"
                        label=move || tr!(import.new)
                        kind=ButtonKind::Primary
                        icon=icondata_lu::LuFileUp
                    />
                </div>
            </header>
            {body}
            <Show when=has_pages>
                <Pager
                    has_previous=Signal::derive(move || !trail.with(Vec::is_empty))
                    has_next=Signal::derive(move || next().is_some())
                    on_previous=back
                    on_next=forward
                />
            </Show>
            <Templates />
        </section>
    }
    .into_any()
}

fn nothing() -> AnyView {
    view! {
        <Empty kind=EmptyKind::Nothing title=move || tr!(import.none) body=move || tr!(import.none_text)>
            <LinkButton href="/imports/new" label=move || tr!(import.new) />
        </Empty>
    }
    .into_any()
}

fn table(imports: Vec<Import>) -> AnyView {
    let rows = imports.into_iter().map(row).collect_view();
    view! {
        <div class="plain-scroll import-history" tabindex="0" role="region" aria-label=move || tr!(kind.imports)>
            <table class="plain-table">
                <thead>
                    <tr>
                        <th scope="col">{move || tr!(import.file)}</th>
                        <th scope="col">{move || tr!(import.kind)}</th>
                        <th scope="col">{move || tr!(import.state)}</th>
                        <th scope="col" class="plain-number">{move || tr!(import.created)}</th>
                        <th scope="col" class="plain-number">{move || tr!(import.updated)}</th>
                        <th scope="col" class="plain-number">{move || tr!(import.refused)}</th>
                        <th scope="col">{move || tr!(import.by)}</th>
                        <th scope="col">{move || tr!(import.begun)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(import: Import) -> AnyView {
    let by = import.created_by.and_then(|id| names::of(id.0));
    let by = by.map(|name| view! { <Person name /> });
    let progress = import.status.is_active().then(|| {
        let value = share(&import);
        view! { <Progress value=Signal::stored(value) label=move || tr!(import.state) /> }
    });
    // What a check would have made is no record, and what was not begun has none.
    let has_records = !import.is_dry_run && import.status != ImportStatus::Uploading;
    let count = |rows: i64| if has_records { format::number(rows) } else { String::new() };
    let (created, updated) = (count(import.created_rows), count(import.updated_rows));
    let refused = if import.status == ImportStatus::Uploading {
        String::new()
    } else {
        format::number(import.failed_rows)
    };
    view! {
        <tr>
            <td class="import-name">
                <a class="record-link" href=format!("/imports/{}", import.id)>{import.file_name.clone()}</a>
            </td>
            <td>{kind_words(import.kind)}</td>
            <td><span class="plain-stack">{badge(&import)} {progress}</span></td>
            <td class="plain-number">{created}</td>
            <td class="plain-number">{updated}</td>
            <td class="plain-number">{refused}</td>
            <td>{by}</td>
            <td>{cell::moment(&import.created_at.to_rfc3339())}</td>
        </tr>
    }
    .into_any()
}

/// Records of this kind, in the language of the user.
pub(super) fn kind_words(kind: Kind) -> impl IntoView {
    move || features::entity(kind).map(|entity| (entity.many)())
}
