//! Keeps a plan for files of the same shape.

use domain::Kind;
use kit::{Button, ButtonKind, Dialog, DialogSize, TextInput, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use words::tr;

use crate::api::{Load, changes};
use crate::features::import::calls;
use crate::features::import::mapping::Mapping;

/// The question for the template's name.
#[component]
pub(super) fn SaveTemplate(mapping: Mapping, open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Dialog open title=move || tr!(import.save_template) size=DialogSize::Small>
            <NameForm mapping open />
        </Dialog>
    }
    .into_any()
}

#[component]
fn NameForm(mapping: Mapping, open: RwSignal<bool>) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let is_busy = RwSignal::new(false);
    let known = Load::new(|| {
        changes::follow(Kind::ImportTemplate);
        calls::templates()
    });
    let replaces = Memo::new(move |_| {
        let name = name.get();
        known.with(|all| all.is_some_and(|all| all.iter().any(|template| template.name == name.trim())))
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = name.get_untracked().trim().to_owned();
        if typed.is_empty() || is_busy.get_untracked() {
            error.set(typed.is_empty().then(|| tr!(import.enter_text)));
            return;
        }
        is_busy.set(true);
        let plan = untrack(|| mapping.plan());
        spawn_local(async move {
            let result = calls::save_template(typed, plan).await;
            is_busy.try_set(false);
            match result {
                Ok(template) => {
                    open.try_set(false);
                    toast::done(tr!(import.template_saved, name = template.name));
                }
                Err(failure) => drop(error.try_set(Some(failure.words()))),
            }
        });
    };
    let verb = move || if replaces.get() { tr!(import.template_replace) } else { tr!(common.save) };
    view! {
        <form class="record-form" on:submit=submit novalidate>
            <kit::Field
                label=move || tr!(field.name)
                hint=move || tr!(import.save_template_hint)
                error
                required=true
            >
                <TextInput
                    value=name
                    on_input=Callback::new(move |typed| {
                        error.set(None);
                        name.set(typed);
                    })
                    max_length=100
                />
            </kit::Field>
            <div class="dialog-actions">
                <Button
                    label=move || tr!(common.cancel)
                    kind=ButtonKind::Ghost
                    on_press=move || open.set(false)
                />
                <Button label=verb kind=ButtonKind::Primary submit=true busy=is_busy />
            </div>
        </form>
    }
    .into_any()
}
