//! A role: who holds it may do what its matrix says. It is changed as a whole, and what changes is shown before.

mod change;
mod matrix;
mod review;
mod rights;

use std::collections::BTreeMap;

use domain::access::{Action, Rights};
use domain::{Kind, Permissions};
use kit::{
    Button, ButtonKind, Empty, EmptyKind, Failed, LinkButton, Menu, MenuItem, Skeleton, SkeletonShape,
    TextInput,
};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use serde_json::Value;
use uuid::Uuid;
use wire::role::Role;
use words::{tr, word};

pub(super) use self::change::{action_word, changes_of_permissions, right_word};
use super::organisation::{ROLE, USER};
use super::settings::Trail;
use crate::api::records::{self, Record};
use crate::api::{Load, session};
use crate::record::deletion;
use crate::record::form::CreateDialog;
use crate::state::unsaved;

/// What an administrator decides about a role.
#[derive(Debug, Clone, PartialEq)]
struct Draft {
    name: String,
    permissions: Permissions,
    rights: Rights,
}

impl Draft {
    /// The role as it is stored: what is not granted is not named.
    fn of(role: &Role) -> Self {
        let mut permissions = role.permissions.clone();
        for actions in permissions.0.values_mut() {
            actions.retain(|_, reach| *reach > domain::Reach::None);
        }
        permissions.0.retain(|_, actions| !actions.is_empty());
        Self { name: role.name.clone(), permissions, rights: role.rights.iter().copied().collect() }
    }
}

/// A role while it is edited: what its parts share.
#[derive(Clone, Copy)]
struct Editor {
    /// As the server has it.
    record: RwSignal<Record>,
    saved: RwSignal<Draft>,
    draft: RwSignal<Draft>,
    is_dirty: Memo<bool>,
    may_change: bool,
    reviewing: RwSignal<bool>,
}

impl Editor {
    fn new(record: Record, role: &Role) -> Self {
        let (saved, draft) = (RwSignal::new(Draft::of(role)), RwSignal::new(Draft::of(role)));
        Self {
            record: RwSignal::new(record),
            saved,
            draft,
            is_dirty: Memo::new(move |_| saved.with(|saved| draft.with(|draft| saved != draft))),
            may_change: session::may(Kind::Role, Action::Update),
            reviewing: RwSignal::new(false),
        }
    }

    fn discard(self) {
        self.draft.set(self.saved.get_untracked());
    }

    /// Takes what the server has stored.
    fn take(self, record: Record) {
        if let Some(role) = record.typed::<Role>() {
            self.saved.try_set(Draft::of(&role));
            self.draft.try_set(Draft::of(&role));
        }
        self.record.try_set(record);
    }
}

/// The screen.
#[component]
pub(crate) fn RolePage(#[prop(into)] id: Signal<Uuid>) -> impl IntoView {
    let role = Load::new(move || records::get(&ROLE, id.get()));
    let body = move || {
        match (role.get(), role.failure()) {
        (None, None) => view! { <Skeleton shape=SkeletonShape::Rows(12) /> }.into_any(),
        (None, Some(failure)) => {
            let again = Callback::new(move |()| role.again());
            view! { <Failed text=move || failure.words() on_retry=again /> }.into_any()
        }
        (Some(found), _) => match found.and_then(|record| Some((record.typed::<Role>()?, record))) {
            Some((role, record)) => page(Editor::new(record, &role)),
            None => view! {
                <Empty kind=EmptyKind::NoMatch title=move || tr!(record.gone) body=move || tr!(record.gone_text)>
                    <LinkButton href="/roles" label=move || tr!(record.to_list, kinds = tr!(kind.roles)) />
                </Empty>
            }
            .into_any(),
        },
    }
    };
    view! { <article class="settings" data-kind="role">{body}</article> }.into_any()
}

fn page(editor: Editor) -> AnyView {
    unsaved::watch(editor.is_dirty.into());
    if editor.may_change {
        kit::shortcut::register(kit::shortcut::Shortcut {
            keys: "Control+s",
            label: word!(common.save),
            group: word!(shortcut.records),
            action: Callback::new(move |()| {
                if editor.is_dirty.get_untracked() {
                    editor.reviewing.set(true);
                }
            }),
        });
    }
    let name = Signal::derive(move || editor.saved.with(|saved| saved.name.clone()));
    let code = editor.record.with_untracked(|record| record.text("code").unwrap_or_default().to_owned());
    let rename = Callback::new(move |name: String| editor.draft.update(|draft| draft.name = name));
    let tools = editor.may_change.then(|| {
        view! {
            <Button
                label=move || tr!(role.discard)
                disabled=Signal::derive(move || !editor.is_dirty.get())
                on_press=Callback::new(move |()| editor.discard())
            />
            <Button
                label=move || tr!(role.review)
                kind=ButtonKind::Primary
                shortcut="Control+S"
                disabled=Signal::derive(move || !editor.is_dirty.get())
                on_press=Callback::new(move |()| editor.reviewing.set(true))
            />
        }
    });
    view! {
        <Trail through=(word!(kind.roles), "/roles") here=name />
        <header class="page-head editor-head">
            <h1 tabindex="-1">
                {move || name.get()}
                <Show when=move || editor.is_dirty.get()>
                    <span class="dirty" role="img" aria-label=move || tr!(role.dirty) title=move || tr!(role.dirty)></span>
                </Show>
            </h1>
            <div class="page-actions">{tools} <More editor /></div>
        </header>
        <div class="role-facts">
            <kit::Field label=move || tr!(field.name) required=true>
                <TextInput
                    value=Signal::derive(move || editor.draft.with(|draft| draft.name.clone()))
                    on_input=rename
                    max_length=100
                    read_only=!editor.may_change
                />
            </kit::Field>
            <p class="quiet">{move || tr!(role.code, code = code.clone())} " · " <Holders editor /></p>
        </div>
        <matrix::Matrix editor />
        <rights::RightSwitches editor />
        <review::Review editor />
    }
    .into_any()
}

/// How many users hold the role, as a link to them.
#[component]
fn Holders(editor: Editor) -> impl IntoView {
    let id = editor.record.with_untracked(Record::id);
    let users = Load::new(move || {
        crate::api::changes::follow(Kind::User);
        records::list_where(&USER, "role_ids", id)
    });
    let link = move || {
        let total = users.with(|users| users.and_then(|users| users.page.total))?;
        let text = move || tr!(role.holders, count = kit::format::number(total));
        Some(view! { <a class="quiet-link" href=format!("/users?role_ids={id}")>{text}</a> })
    };
    view! { {link} }.into_any()
}

/// What is rarely done with a role.
#[component]
fn More(editor: Editor) -> impl IntoView {
    let navigate = StoredValue::new_local(use_navigate());
    let go = Callback::new(move |address: String| {
        navigate.with_value(|navigate| navigate(&address, Default::default()));
    });
    let copying = RwSignal::new(false);
    let items = Signal::derive(move || {
        let mut items = Vec::new();
        if ROLE.may(Action::Create) {
            let copy = move || copying.set(true);
            items.push(MenuItem::new(tr!(role.copy), copy).icon(icondata_lu::LuCopy));
        }
        if ROLE.may(Action::Delete) {
            let delete = move || {
                let then = Callback::new(move |()| go.run("/roles".to_owned()));
                deletion::delete(&ROLE, editor.record.get_untracked(), then);
            };
            let item = MenuItem::new(tr!(record.delete), delete).icon(icondata_lu::LuTrash2);
            items.push(item.danger().section());
        }
        items
    });
    let copied = Callback::new(move |record: Record| {
        editor.discard();
        go.run(ROLE.href(record.id()));
    });
    // A copy has what is on the screen, saved or not.
    let preset = move || {
        let draft = editor.draft.get_untracked();
        let json = |value: serde_json::Result<Value>| value.unwrap_or_default();
        BTreeMap::from([
            ("permissions", json(serde_json::to_value(&draft.permissions))),
            ("rights", json(serde_json::to_value(&draft.rights))),
        ])
    };
    let dialog = move || {
        copying
            .get()
            .then(|| view! { <CreateDialog entity=&ROLE open=copying preset=preset() on_saved=copied /> })
    };
    view! {
        <Show when=move || { !items.with(Vec::is_empty) }>
            <Menu label=move || tr!(record.more) icon=icondata_lu::LuEllipsis label_hidden=true items />
        </Show>
        {dialog}
    }
    .into_any()
}
