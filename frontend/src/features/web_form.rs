//! Forms on the web by which anybody becomes a lead, and the link and the frame by which they are shown.

use domain::Kind;
use kit::{Button, Dialog, DialogSize, IconButton};
use leptos::prelude::*;
use wire::Resource;
use wire::web_form::{FormLink, WebForm};
use words::{tr, word};

use super::loaded::{Loaded, Progress};
use super::value_list;
use crate::api::records::Record;
use crate::api::{Load, Request};
use crate::record::standard::{CREATED_AT, CREATED_BY, IS_ACTIVE, NAME, UPDATED_AT, UPDATED_BY};
use crate::record::{Entity, Field, Is, Page, Parts, Section, View, check};
use crate::state::clipboard;

pub(crate) static WEB_FORM: Entity = Entity {
    kind: Kind::WebForm,
    path: WebForm::PATH,
    icon: icondata_lu::LuClipboardPen,
    one: word!(kind.web_form),
    many: word!(kind.web_forms),
    page: Page::Plain,
    name: "name",
    fields: &[
        NAME,
        Field::new("title", word!(field.heading), Is::Text),
        Field::new("intro", word!(field.intro), Is::Lines),
        Field::new("fields", word!(field.asks_for), Is::Choices(value_list::FORM_FIELD)),
        Field::new("required_fields", word!(field.must_be_filled), Is::Choices(value_list::FORM_FIELD)),
        Field::new("source", word!(field.source), Is::Choice(value_list::LEAD_SOURCE)),
        Field::new("lead_owner_id", word!(field.lead_owner), Is::Reference(Kind::User)),
        Field::new("consent_text", word!(field.consent_text), Is::Lines),
        Field::new("consent_is_required", word!(field.consent_is_required), Is::Flag),
        Field::new("thanks", word!(field.thanks), Is::Lines),
        Field::new("redirect_url", word!(field.redirect_url), Is::Url),
        Field::new("frame_origins", word!(field.frame_origins), Is::Texts),
        Field::new("language", word!(field.language), Is::Choice(value_list::LANGUAGE)),
        IS_ACTIVE,
        CREATED_AT,
        CREATED_BY,
        UPDATED_AT,
        UPDATED_BY,
    ],
    columns: &["name", "title", "source", "lead_owner_id", "is_active", "created_at"],
    sort: "name",
    views: &[View { id: "all", label: word!(view.all), query: "" }],
    sections: &[
        Section { label: word!(section.about), fields: &["name", "lead_owner_id", "source", "is_active"] },
        Section {
            label: word!(section.on_the_page),
            fields: &["title", "intro", "fields", "required_fields", "language"],
        },
        Section { label: word!(section.consent), fields: &["consent_text", "consent_is_required"] },
        Section { label: word!(section.afterwards), fields: &["thanks", "redirect_url", "frame_origins"] },
    ],
    related: &[],
    check: check::<WebForm>,
};

/// What the page of a form has of its own.
pub(super) static PARTS: Parts = Parts { actions: Some(publish), ..Parts::NONE };

/// The button that shows how the form is shown to visitors.
fn publish(form: Signal<Record>) -> AnyView {
    let open = RwSignal::new(false);
    view! {
        <Button label=|| tr!(web_form.publish) icon=icondata_lu::LuLink on_press=move || open.set(true) />
        <Dialog open title=|| tr!(web_form.publish) size=DialogSize::Medium>
            {move || open.get().then(|| links(form.with_untracked(Record::id)))}
        </Dialog>
    }
    .into_any()
}

fn links(id: uuid::Uuid) -> AnyView {
    let link = Load::new(move || async move {
        Request::get(format!("{}/{id}/link", WEB_FORM.path)).read::<FormLink>().await
    });
    let shown = move || {
        link.get().map(|FormLink { url, snippet }| {
            view! { {line(word!(web_form.address), url)} {line(word!(web_form.snippet), snippet)} }
        })
    };
    view! { <Loaded progress=Progress::of(link)>{shown}</Loaded> }.into_any()
}

/// A text to take along.
fn line(label: words::Word, text: String) -> AnyView {
    let copied = text.clone();
    view! {
        <div class="secret">
            <p class="secret-name">{move || label()}</p>
            <div class="secret-line">
                <code class="secret-text" tabindex="0">{text}</code>
                <IconButton
                    icon=icondata_lu::LuCopy
                    label=move || tr!(web_form.copy, what = label())
                    on_press=Callback::new(move |()| clipboard::copy(&copied))
                />
            </div>
        </div>
    }
    .into_any()
}
