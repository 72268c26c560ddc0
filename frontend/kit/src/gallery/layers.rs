//! What stands before the page: dialogs, panels, questions and messages.

use leptos::prelude::*;
use leptos::task::spawn_local;
use words::{tr, word};

use super::Specimens;
use crate::ask::{Question, ask};
use crate::button::{Button, ButtonKind};
use crate::dialog::{Dialog, DialogSize};
use crate::field::Field;
use crate::sheet::Sheet;
use crate::text_input::TextInput;
use crate::toast;

/// What opens.
#[component]
pub(super) fn Layers() -> impl IntoView {
    let dialog = RwSignal::new(false);
    let sheet = RwSignal::new(false);
    let name = RwSignal::new(String::new());
    let question = move || {
        let question = Question {
            title: tr!(gallery.delete_question),
            body: tr!(gallery.delete_consequence),
            confirm_label: tr!(gallery.delete),
            danger: true,
        };
        let deleted = tr!(gallery.deleted);
        spawn_local(async {
            if ask(question).await {
                toast::undo(deleted, Callback::new(|()| toast::done(tr!(gallery.restored))));
            }
        });
    };
    let retry = Callback::new(|()| toast::done(tr!(gallery.saved)));
    let footer = move || {
        view! {
            <Button label=word!(gallery.cancel) on_press=move || dialog.set(false) />
            <Button label=word!(common.save) kind=ButtonKind::Primary on_press=move || dialog.set(false) />
        }
    };
    view! {
        <Specimens caption=word!(gallery.dialogs)>
            <Button label=word!(gallery.open_dialog) on_press=move || dialog.set(true) />
            <Button label=word!(gallery.open_sheet) on_press=move || sheet.set(true) />
            <Button label=word!(gallery.open_question) on_press=question />
        </Specimens>
        <Specimens caption=word!(gallery.messages)>
            <Button label=word!(gallery.message_done) on_press=|| toast::done(tr!(gallery.saved)) />
            <Button
                label=word!(gallery.message_undo)
                on_press=|| {
                    toast::undo(tr!(gallery.deleted), Callback::new(|()| toast::done(tr!(gallery.restored))));
                }
            />
            <Button
                label=word!(gallery.message_failed)
                on_press=move || toast::failed(tr!(gallery.not_saved), Some(retry))
            />
        </Specimens>
        <Dialog open=dialog title=word!(gallery.new_lead) size=DialogSize::Medium footer>
            <Field label=word!(gallery.name) required=true>
                <TextInput value=name on_input=move |text| name.set(text) />
            </Field>
            <p class="dialog-text">{move || tr!(gallery.sentence)}</p>
        </Dialog>
        <Sheet open=sheet title=word!(gallery.preview)>
            <p>{move || tr!(gallery.sentence)}</p>
        </Sheet>
    }
    .into_any()
}
