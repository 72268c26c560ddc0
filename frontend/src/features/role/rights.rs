//! The rights of a role that stand beside the kinds.

use domain::Right;
use kit::Switch;
use leptos::prelude::*;
use words::tr;

use super::Editor;
use super::change::right_word;

/// A switch for each right.
#[component]
pub(super) fn RightSwitches(editor: Editor) -> impl IntoView {
    let rows = Right::ALL.iter().map(|right| row(editor, *right)).collect_view();
    view! {
        <section class="role-section">
            <h2>{move || tr!(role.rights)}</h2>
            <ul class="rights">{rows}</ul>
        </section>
    }
    .into_any()
}

fn row(editor: Editor, right: Right) -> AnyView {
    let checked = Signal::derive(move || editor.draft.with(|draft| draft.rights.contains(&right)));
    let on_change = Callback::new(move |on: bool| {
        editor.draft.update(|draft| {
            if on {
                draft.rights.insert(right);
            } else {
                draft.rights.remove(&right);
            }
        });
    });
    view! {
        <li class="right">
            <Switch checked on_change label=move || right_word(right) disabled=!editor.may_change />
            <p class="quiet">{move || right_text(right)}</p>
        </li>
    }
    .into_any()
}

/// What a right allows.
fn right_text(right: Right) -> String {
    match right {
        Right::Export => tr!(right.export_text),
        Right::Import => tr!(right.import_text),
        Right::BulkChange => tr!(right.bulk_change_text),
        Right::Assign => tr!(right.assign_text),
        Right::Audit => tr!(right.audit_text),
        Right::Reopen => tr!(right.reopen_text),
    }
}
