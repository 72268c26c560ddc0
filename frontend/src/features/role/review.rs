//! What saving a role would change, shown before it is saved.

use domain::access::Action;
use domain::{Kind, Permissions, Reach};
use kit::{Banner, Button, ButtonKind, Dialog, Icon, Tone, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::{Map, Value};
use words::tr;

use super::change::{Line, changes};
use super::{Draft, Editor};
use crate::api::records::{self, Record};
use crate::api::{Failure, session};
use crate::features::organisation::ROLE;

/// The dialog.
#[component]
pub(super) fn Review(editor: Editor) -> impl IntoView {
    let open = editor.reviewing;
    view! {
        <Dialog open title=move || tr!(role.review_title)>
            {move || open.get().then(|| content(editor))}
        </Dialog>
    }
    .into_any()
}

fn content(editor: Editor) -> AnyView {
    let is_busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<Failure>);
    let lines = move || {
        editor
            .saved
            .with(|saved| editor.draft.with(|draft| changes(saved, draft)))
            .into_iter()
            .map(line)
            .collect_view()
    };
    let save = Callback::new(move |()| {
        let draft = editor.draft.get_untracked();
        is_busy.set(true);
        spawn_local(async move {
            let record = editor.record.get_untracked();
            let result = records::update(&ROLE, &record, &patch(&record, &draft)).await;
            is_busy.try_set(false);
            match result {
                Ok(record) => saved(editor, record).await,
                Err(why) => drop(failure.try_set(Some(why))),
            }
        });
    });
    // Somebody else was faster: the editor begins again from what is there now.
    let reload = Callback::new(move |()| {
        spawn_local(async move {
            let id = editor.record.with_untracked(Record::id);
            if let Ok(Some(record)) = records::get(&ROLE, id).await {
                editor.take(record);
                editor.reviewing.try_set(false);
            }
        });
    });
    let refused = move || {
        let why = failure.get()?;
        let again = why.is_conflict().then(|| {
            view! { <Button label=move || tr!(role.reload) small=true on_press=reload /> }
        });
        Some(view! { <Banner tone=Tone::Danger>{move || why.words()} {again}</Banner> })
    };
    view! {
        <div class="record-form">
            {refused}
            {warning(editor)}
            <ul class="changes">{lines}</ul>
            <div class="dialog-actions">
                <Button
                    label=move || tr!(common.cancel)
                    on_press=Callback::new(move |()| editor.reviewing.set(false))
                />
                <Button label=move || tr!(common.save) kind=ButtonKind::Primary busy=is_busy on_press=save />
            </div>
        </div>
    }
    .into_any()
}

async fn saved(editor: Editor, record: Record) {
    editor.take(record);
    editor.reviewing.try_set(false);
    toast::done(tr!(role.saved));
    // It may be a role of one's own: the screens follow.
    if let Err(failure) = session::load().await {
        toast::failed(failure.words(), None);
    }
}

fn line(line: Line) -> AnyView {
    view! {
        <li class="change">
            <span>{line.what}</span>
            <span class="change-values">
                <span class="quiet">{line.from}</span>
                <Icon icon=icondata_lu::LuArrowRight size=14 />
                <strong>{line.to}</strong>
            </span>
        </li>
    }
    .into_any()
}

/// Whoever changes a role of their own is told, above all if it takes the way back away.
fn warning(editor: Editor) -> Option<AnyView> {
    let id = editor.record.with_untracked(Record::id);
    let mine = session::me().is_some_and(|me| me.user.role_ids.iter().any(|role| role.0 == id));
    if !mine {
        return None;
    }
    let loses = |action| {
        let (before, after) = (editor.saved.get_untracked(), editor.draft.get_untracked());
        before.permissions.reach(Kind::Role, action) > after.permissions.reach(Kind::Role, action)
    };
    let shown = if loses(Action::Update) || loses(Action::Read) {
        view! { <Banner tone=Tone::Danger>{move || tr!(role.loses_way_back)}</Banner> }.into_any()
    } else {
        view! { <Banner tone=Tone::Warning>{move || tr!(role.is_mine)}</Banner> }.into_any()
    };
    Some(shown)
}

/// What is sent. A merge patch keeps what it does not name, so what is taken away is named with no reach.
fn patch(record: &Record, draft: &Draft) -> Map<String, Value> {
    let json = |value: serde_json::Result<Value>| value.unwrap_or_default();
    let mut permissions = draft.permissions.clone();
    let before: Permissions = serde_json::from_value(record.value("permissions").clone()).unwrap_or_default();
    for (kind, actions) in before.0 {
        let now = permissions.0.entry(kind).or_default();
        for action in actions.into_keys() {
            now.entry(action).or_insert(Reach::None);
        }
    }
    Map::from_iter([
        ("name".to_owned(), Value::String(draft.name.trim().to_owned())),
        ("permissions".to_owned(), json(serde_json::to_value(&permissions))),
        ("rights".to_owned(), json(serde_json::to_value(&draft.rights))),
    ])
}

#[cfg(test)]
mod tests {
    use domain::access::Rights;
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_taken_away_is_named() {
        let stored = json!({ "permissions": { "account": { "read": "own" }, "tag": { "read": "all" } } });
        let record = Record::new(stored.as_object().unwrap().clone());
        let permissions = Permissions::default().grant(&[Kind::Tag], &[Action::Read], Reach::All);
        let draft = Draft { name: " Sales ".to_owned(), permissions, rights: Rights::new() };
        let patch = patch(&record, &draft);
        assert_eq!(patch["permissions"], json!({ "account": { "read": "none" }, "tag": { "read": "all" } }));
        assert_eq!(patch["name"], "Sales");
    }
}
