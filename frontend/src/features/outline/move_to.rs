//! Moving a row below another one.

use domain::Kind;
use kit::{Question, TreeMove, ask, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::{Map, Value};
use words::tr;

use super::{Row, Screen};
use crate::api::{Failure, records};

/// Moves a row, if it may stand there and the user still wants it once told what follows.
pub(super) fn move_to(screen: Screen, moved: &TreeMove) {
    let (Some(row), Some(target)) = untrack(|| (screen.row(&moved.id), screen.row(&moved.parent))) else {
        return;
    };
    let Some(patch) = patch(&row, &target) else {
        let (kind, target) = ((row.entity.one)(), (target.entity.one)());
        toast::failed(tr!(structure.not_below, kind = kind, target = target), None);
        return;
    };
    if row.parent() == Some(target.record.id()) {
        return;
    }
    spawn_local(async move {
        if let Some(caution) = screen.outline.caution {
            let question = Question {
                title: tr!(structure.move_title, name = row.name(), target = target.name()),
                body: caution(row.name(), target.name()),
                confirm_label: tr!(structure.move_it),
                danger: false,
            };
            if !ask(question).await {
                return;
            }
        }
        save(row, patch, target.name()).await;
    });
}

async fn save(row: Row, patch: Map<String, Value>, target: String) {
    let before = back(&row, &patch);
    match records::update(row.entity, &row.record, &patch).await {
        Ok(now) => {
            let entity = row.entity;
            let undo = Callback::new(move |()| {
                let (now, before) = (now.clone(), before.clone());
                spawn_local(async move {
                    if let Err(failure) = records::update(entity, &now, &before).await {
                        toast::failed(failure.words(), None);
                    }
                });
            });
            toast::undo(tr!(structure.moved, name = row.name(), target = target), undo);
        }
        // A branch keeps its departments together: those below would stay behind.
        Err(failure) if leaves_some_behind(&failure) => {
            toast::failed(tr!(structure.behind, name = row.name()), None);
        }
        Err(failure) => toast::failed(failure.words(), None),
    }
}

fn leaves_some_behind(failure: &Failure) -> bool {
    failure.fields().iter().any(|error| {
        error.code == wire::FieldCode::Inconsistent && error.pointer.as_deref() == Some("/branch_id")
    })
}

/// What changes so that the row stands below the target; None where it cannot.
fn patch(row: &Row, target: &Row) -> Option<Map<String, Value>> {
    let id = Value::String(target.record.id().to_string());
    let members = match (row.entity.kind, target.entity.kind) {
        (Kind::Department, Kind::Branch) => vec![("branch_id", id), ("parent_id", Value::Null)],
        (Kind::Department, Kind::Department) => {
            vec![("branch_id", target.record.value("branch_id").clone()), ("parent_id", id)]
        }
        (one, other) if one == other => vec![("parent_id", id)],
        _ => return None,
    };
    Some(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// The patch that takes another one back.
fn back(row: &Row, patch: &Map<String, Value>) -> Map<String, Value> {
    patch.keys().map(|name| (name.clone(), row.record.value(name).clone())).collect()
}
