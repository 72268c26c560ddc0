//! The templates that are kept, as a list.

use domain::{ImportTemplateId, Kind};
use kit::{Card, IconButton, Question, ask, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::import::ImportTemplate;
use words::tr;

use super::calls;
use super::history::kind_words;
use crate::api::{Load, changes};

/// The templates, each with a way to use it and to delete it.
#[component]
pub(super) fn Templates() -> impl IntoView {
    let templates = Load::new(|| {
        changes::follow(Kind::ImportTemplate);
        calls::templates()
    });
    let list = move || {
        let all = templates.get().unwrap_or_default();
        (!all.is_empty()).then(|| {
            let rows = all.into_iter().map(template_row).collect_view();
            view! {
                <Card title=move || tr!(kind.import_templates) flush=true>
                    <ul class="import-templates">{rows}</ul>
                </Card>
            }
        })
    };
    list.into_any()
}

fn template_row(template: ImportTemplate) -> AnyView {
    let (id, name) = (template.id, template.name.clone());
    let delete = move || delete_template(id, name.clone());
    view! {
        <li>
            <a class="record-link" href=format!("/imports/new?template={id}")>{template.name}</a>
            <span class="quiet">{kind_words(template.kind)}</span>
            <IconButton
                icon=icondata_lu::LuTrash2
                label=move || tr!(import.delete_template)
                small=true
                on_press=delete
            />
        </li>
    }
    .into_any()
}

fn delete_template(id: ImportTemplateId, name: String) {
    spawn_local(async move {
        let question = Question {
            title: tr!(import.delete_template_title, name = name),
            body: tr!(import.delete_template_text),
            confirm_label: tr!(import.delete_template),
            danger: true,
        };
        if !ask(question).await {
            return;
        }
        if let Err(failure) = calls::delete_template(id).await {
            toast::failed(failure.words(), None);
        }
    });
}
