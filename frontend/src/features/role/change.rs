//! What is different between two states of a role, in words.

use std::collections::BTreeSet;

use domain::access::{Action, Rights};
use domain::{Kind, Permissions, Reach, Right};
use words::tr;

use super::Draft;
use crate::features::kind_words;

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::features) struct Line {
    /// What it is about.
    pub(in crate::features) what: String,
    pub(in crate::features) from: String,
    pub(in crate::features) to: String,
}

/// Every difference, in the order of the screen.
pub(super) fn changes(before: &Draft, after: &Draft) -> Vec<Line> {
    let mut lines = Vec::new();
    if before.name != after.name {
        let what = tr!(field.name);
        lines.push(Line { what, from: before.name.clone(), to: after.name.clone() });
    }
    lines.extend(changes_of_permissions(&before.permissions, &after.permissions));
    lines.extend(changes_of_rights(&before.rights, &after.rights));
    lines
}

/// Every kind and action whose reach is different.
pub(in crate::features) fn changes_of_permissions(before: &Permissions, after: &Permissions) -> Vec<Line> {
    let line = |(kind, action): (Kind, Action)| {
        let (from, to) = (before.reach(kind, action), after.reach(kind, action));
        (from != to).then(|| Line {
            what: format!("{} · {}", kind_words::many(kind), action_word(action)),
            from: reach_word(from),
            to: reach_word(to),
        })
    };
    let pairs = kind_words::all().flat_map(|kind| Action::ALL.iter().map(move |action| (kind, *action)));
    pairs.filter_map(line).collect()
}

fn changes_of_rights(before: &Rights, after: &Rights) -> Vec<Line> {
    let changed: BTreeSet<Right> = before.symmetric_difference(after).copied().collect();
    let word = |has: bool| if has { tr!(common.yes) } else { tr!(common.no) };
    let line = |right: Right| Line {
        what: right_word(right),
        from: word(before.contains(&right)),
        to: word(after.contains(&right)),
    };
    changed.into_iter().map(line).collect()
}

/// An action as the head of a column.
pub(in crate::features) fn action_word(action: Action) -> String {
    match action {
        Action::Read => tr!(role.read),
        Action::Create => tr!(role.create),
        Action::Update => tr!(role.update),
        Action::Delete => tr!(role.delete),
    }
}

/// How far a permission reaches.
pub(super) fn reach_word(reach: Reach) -> String {
    match reach {
        Reach::None => tr!(reach.none),
        Reach::Own => tr!(reach.own),
        Reach::Department => tr!(reach.department),
        Reach::Branch => tr!(reach.branch),
        Reach::All => tr!(reach.all),
    }
}

/// A right beside the kinds.
pub(in crate::features) fn right_word(right: Right) -> String {
    match right {
        Right::Export => tr!(right.export),
        Right::Import => tr!(right.import),
        Right::BulkChange => tr!(right.bulk_change),
        Right::Assign => tr!(right.assign),
        Right::Audit => tr!(right.audit),
        Right::Reopen => tr!(right.reopen),
    }
}
