//! Writes down what was done with a customer, or plans what is to be done, on the record it is about.

use kit::{Button, ButtonKind, DateTimeInput, Segmented, TextArea, TextInput, toast};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::{Map, Value};
use uuid::Uuid;
use words::tr;

use super::Entity;
use crate::api::records::{self, Record};
use crate::features::activity::ACTIVITY;
use crate::features::value_list::ACTIVITY_TYPE;
use crate::state::draft;

/// The composer of a record.
#[component]
pub(crate) fn Composer(entity: &'static Entity, id: Uuid) -> impl IntoView {
    let name = StoredValue::new(format!("composer.{id}"));
    let kept = draft::read(&name.get_value());
    let part = |member: &str, otherwise: &str| {
        RwSignal::new(kept.get(member).and_then(Value::as_str).unwrap_or(otherwise).to_owned())
    };
    let (kind, subject, body, due) =
        (part("type", "note"), part("subject", ""), part("body", ""), part("due_at", ""));
    let is_busy = RwSignal::new(false);
    let is_task = move || kind.get() == "task";
    let keep = move || {
        let values = [("type", kind), ("subject", subject), ("body", body), ("due_at", due)];
        let values = values.map(|(member, value)| (member.to_owned(), value.get_untracked().into()));
        draft::keep(&name.get_value(), &values.into_iter().collect());
    };
    let set = move |signal: RwSignal<String>| {
        Callback::new(move |text: String| {
            signal.set(text);
            keep();
        })
    };
    let send = move || {
        let title = subject.get_untracked().trim().to_owned();
        if title.is_empty() || is_busy.get_untracked() {
            return;
        }
        let mut input = Map::from_iter([
            ("type".to_owned(), kind.get_untracked().into()),
            ("subject".to_owned(), title.into()),
            ("record_kind".to_owned(), entity.kind.as_str().into()),
            ("record_id".to_owned(), id.to_string().into()),
        ]);
        let text = body.get_untracked();
        if !text.trim().is_empty() {
            input.insert("body".to_owned(), text.into());
        }
        if kind.get_untracked() == "task" {
            let due = kit::format::from_local_input(&due.get_untracked());
            input.insert("due_at".to_owned(), if due.is_empty() { Value::Null } else { due.into() });
        } else {
            input.insert("done_at".to_owned(), kit::format::now().to_rfc3339().into());
        }
        is_busy.set(true);
        spawn_local(async move {
            let result = records::create(&ACTIVITY, &input).await;
            is_busy.try_set(false);
            match result {
                Ok(record) => {
                    draft::discard(&name.try_get_value().unwrap_or_default());
                    [subject, body, due].iter().for_each(|signal| drop(signal.try_set(String::new())));
                    written(record);
                }
                Err(failure) => toast::failed(failure.words(), None),
            }
        });
    };
    let kinds = Signal::derive(|| {
        let order = ["note", "call", "visit", "meeting", "email", "task"];
        let listed =
            order.iter().filter_map(|value| ACTIVITY_TYPE.iter().find(|listed| listed.value == *value));
        listed.map(|listed| kit::Choice::new(listed.value, (listed.label)())).collect::<Vec<_>>()
    });
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            send();
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        send();
    };
    view! {
        <form class="composer" on:submit=submit on:keydown=on_key aria-label=move || tr!(composer.title)>
            <Segmented value=kind on_change=set(kind) choices=kinds label=move || tr!(composer.kind) />
            <TextInput
                value=subject
                on_input=set(subject)
                label=move || tr!(composer.subject)
                placeholder=move || tr!(composer.subject_hint)
                max_length=200
            />
            <TextArea value=body on_input=set(body) label=move || tr!(composer.body) placeholder=move || tr!(composer.body_hint) />
            <div class="composer-foot">
                <Show when=is_task>
                    <DateTimeInput value=due on_change=set(due) label=move || tr!(field.due_at) />
                </Show>
                <Button
                    label=move || if is_task() { tr!(composer.plan) } else { tr!(composer.log) }
                    kind=ButtonKind::Primary
                    submit=true
                    busy=is_busy
                    disabled=Signal::derive(move || subject.with(|subject| subject.trim().is_empty()))
                    shortcut="Control+Enter"
                />
            </div>
        </form>
    }
    .into_any()
}

/// Says so, and offers to take it back.
fn written(record: Record) {
    let (id, version) = (record.id(), record.version());
    let back = Callback::new(move |()| {
        spawn_local(async move {
            if let Err(failure) = records::delete(&ACTIVITY, id, Some(version)).await {
                toast::failed(failure.words(), None);
            }
        });
    });
    toast::undo(tr!(composer.done), back);
}
