//! The matrix of a role: how far it reaches with each action on each kind of record.

use domain::access::Action;
use domain::{Kind, Reach};
use kit::{Choice, Select};
use leptos::prelude::*;
use words::{Word, tr, word};

use super::Editor;
use super::change::{action_word, reach_word};
use crate::features::kind_words;

/// Kinds that stand together, and the reaches that make a difference for them.
struct Group {
    label: Word,
    kinds: &'static [Kind],
    reaches: &'static [Reach],
}

/// What belongs to somebody.
const OWNED: &[Reach] = Reach::ALL;
/// What belongs to the one who made it.
const PERSONAL: &[Reach] = &[Reach::None, Reach::Own, Reach::All];
/// What belongs to the company.
const SHARED: &[Reach] = &[Reach::None, Reach::All];

static GROUPS: &[Group] = &[
    Group {
        label: word!(role.sales),
        kinds: &[
            Kind::Account,
            Kind::AccountContact,
            Kind::Contact,
            Kind::Lead,
            Kind::Opportunity,
            Kind::OpportunityLine,
            Kind::OpportunityContact,
            Kind::Activity,
        ],
        reaches: OWNED,
    },
    Group {
        label: word!(role.catalogue),
        kinds: &[Kind::Product, Kind::ProductCategory, Kind::ExchangeRate],
        reaches: SHARED,
    },
    Group {
        label: word!(role.setup),
        kinds: &[
            Kind::Pipeline,
            Kind::Stage,
            Kind::LossReason,
            Kind::LeadMapping,
            Kind::ScoringRule,
            Kind::AssignmentRule,
            Kind::Absence,
            Kind::WebForm,
            Kind::Tag,
        ],
        reaches: SHARED,
    },
    Group {
        label: word!(role.data),
        kinds: &[Kind::Import, Kind::ImportTemplate, Kind::SavedView],
        reaches: PERSONAL,
    },
    Group {
        label: word!(role.company),
        kinds: &[Kind::User, Kind::Role, Kind::Branch, Kind::Department],
        reaches: SHARED,
    },
];

/// The matrix.
#[component]
pub(super) fn Matrix(editor: Editor) -> impl IntoView {
    let heads =
        Action::ALL.iter().map(|action| view! { <th scope="col">{move || action_word(*action)}</th> });
    let groups = GROUPS.iter().map(|of| group(editor, of)).collect_view();
    view! {
        <section class="role-section">
            <h2>{move || tr!(role.matrix)}</h2>
            <p class="quiet">{move || tr!(role.matrix_text)}</p>
            <table class="matrix">
                <thead>
                    <tr><th scope="col">{move || tr!(role.kind)}</th> {heads.collect_view()}</tr>
                </thead>
                {groups}
            </table>
        </section>
    }
    .into_any()
}

fn group(editor: Editor, group: &'static Group) -> AnyView {
    let all = Action::ALL.iter().map(|action| whole_group(editor, group, *action)).collect_view();
    let rows = group.kinds.iter().map(|kind| {
        let cells = Action::ALL.iter().map(|action| cell(editor, group, *kind, *action)).collect_view();
        view! { <tr><th scope="row">{move || kind_words::many(*kind)}</th> {cells}</tr> }
    });
    view! {
        <tbody>
            <tr class="matrix-group"><th scope="rowgroup">{move || (group.label)()}</th> {all}</tr>
            {rows.collect_view()}
        </tbody>
    }
    .into_any()
}

/// One kind and action.
fn cell(editor: Editor, group: &'static Group, kind: Kind, action: Action) -> AnyView {
    let reach = Memo::new(move |_| editor.draft.with(|draft| draft.permissions.reach(kind, action)));
    let was = move || editor.saved.with(|saved| saved.permissions.reach(kind, action));
    // A reach that makes no difference here may have been set by a program: it is shown as it is.
    let choices = Signal::derive(move || choices(group.reaches.iter().copied(), Some(reach.get())));
    let on_change = Callback::new(move |value: String| {
        if let Ok(reach) = value.parse() {
            set(editor, &[kind], action, reach);
        }
    });
    let label = move || format!("{} · {}", kind_words::many(kind), action_word(action));
    view! {
        <td
            data-label=move || action_word(action)
            data-reach=move || reach.get().as_str()
            data-changed=move || (reach.get() != was()).to_string()
        >
            <Select
                value=Signal::derive(move || reach.get().as_str().to_owned())
                on_change
                choices
                label
                small=true
                disabled=!editor.may_change
            />
        </td>
    }
    .into_any()
}

/// One action on all kinds of a group at once; empty while they differ.
fn whole_group(editor: Editor, group: &'static Group, action: Action) -> AnyView {
    let common = Memo::new(move |_| {
        editor.draft.with(|draft| {
            let mut reaches = group.kinds.iter().map(|kind| draft.permissions.reach(*kind, action));
            let first = reaches.next()?;
            reaches.all(|reach| reach == first).then_some(first)
        })
    });
    let choices = Signal::derive(move || choices(group.reaches.iter().copied(), common.get()));
    let on_change = Callback::new(move |value: String| {
        if let Ok(reach) = value.parse() {
            set(editor, group.kinds, action, reach);
        }
    });
    let label = move || tr!(role.all_of, group = (group.label)(), action = action_word(action));
    view! {
        <td data-label=move || action_word(action)>
            <Select
                value=Signal::derive(move || common.get().map_or("", Reach::as_str).to_owned())
                on_change
                choices
                allow_none=move || tr!(role.mixed)
                label
                small=true
                disabled=!editor.may_change
            />
        </td>
    }
    .into_any()
}

fn choices(reaches: impl Iterator<Item = Reach>, also: Option<Reach>) -> Vec<Choice> {
    let mut offered: Vec<Reach> = reaches.chain(also).collect();
    offered.sort_unstable();
    offered.dedup();
    offered.into_iter().map(|reach| Choice::new(reach.as_str(), reach_word(reach))).collect()
}

/// Grants or takes away. What is not granted is not named, so that going back leaves no trace.
fn set(editor: Editor, kinds: &[Kind], action: Action, reach: Reach) {
    editor.draft.update(|draft| {
        for kind in kinds {
            let actions = draft.permissions.0.entry(*kind).or_default();
            if reach == Reach::None {
                actions.remove(&action);
            } else {
                actions.insert(action, reach);
            }
            if actions.is_empty() {
                draft.permissions.0.remove(kind);
            }
        }
    });
}
