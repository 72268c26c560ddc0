//! Saving a change of a record that somebody else may have changed in the meantime: the user chooses, field by field.

use std::sync::Arc;

use kit::{Button, ButtonKind, Dialog, DialogSize, RadioGroup};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::{Map, Value};
use words::tr;

use super::{Entity, Field, cell};
use crate::api::records::{self, Record};
use crate::api::{Failure, names};

/// A change that met another one.
#[derive(Clone)]
struct Conflict {
    entity: &'static Entity,
    mine: Map<String, Value>,
    theirs: Record,
    then: Then,
}

/// What is done with the record as it is saved, or with why it is not. It outlives what asked for it.
pub(crate) type Then = Arc<dyn Fn(Result<Record, Failure>) + Send + Sync>;

thread_local! {
    static CONFLICT: ArcRwSignal<Option<Arc<Conflict>>> = ArcRwSignal::new(None);
}

/// Saves a change. If the record was changed in the meantime in other fields, the change is made on top of that; if in
/// the same fields, the user is asked which values to keep.
pub(crate) fn save(entity: &'static Entity, record: Record, patch: Map<String, Value>, then: Then) {
    spawn_local(async move {
        let result = records::update(entity, &record, &patch).await;
        let is_conflict = result.as_ref().err().is_some_and(Failure::is_conflict);
        if !is_conflict {
            then(result);
            return;
        }
        match records::get(entity, record.id()).await {
            Ok(Some(theirs)) if touched(&record, &theirs, &patch) => {
                let conflict = Conflict { entity, mine: patch, theirs, then };
                CONFLICT.with(|signal| signal.set(Some(Arc::new(conflict))));
            }
            Ok(Some(theirs)) => then(records::update(entity, &theirs, &patch).await),
            _ => then(result),
        }
    });
}

/// True if the others changed a field that the patch changes too.
fn touched(before: &Record, now: &Record, patch: &Map<String, Value>) -> bool {
    patch.keys().any(|name| before.members().contains_key(name) && before.value(name) != now.value(name))
}

/// The dialog, mounted once.
#[component]
pub(crate) fn Conflicts() -> impl IntoView {
    let conflict = CONFLICT.with(Clone::clone);
    let open = RwSignal::new(false);
    let opened = conflict.clone();
    Effect::new(move |_| open.set(opened.with(Option::is_some)));
    let closed = conflict.clone();
    let on_close = Callback::new(move |()| {
        if let Some(given_up) = closed.get_untracked() {
            (given_up.then)(Ok(given_up.theirs.clone()));
            closed.set(None);
        }
    });
    view! {
        <Dialog open title=|| tr!(conflict.title) size=DialogSize::Large on_close>
            {
                let conflict = conflict.clone();
                move || conflict.get().map(|found| choose(found, conflict.clone()))
            }
        </Dialog>
    }
    .into_any()
}

fn choose(found: Arc<Conflict>, signal: ArcRwSignal<Option<Arc<Conflict>>>) -> AnyView {
    let entity = found.entity;
    let keep_mine = RwSignal::new(found.mine.keys().cloned().collect::<std::collections::BTreeSet<_>>());
    let mine = found
        .mine
        .iter()
        .fold(found.theirs.clone(), |record, (name, value)| record.with(name, value.clone()));
    let rows = found
        .mine
        .keys()
        .filter_map(|name| entity.field(name))
        .map(|field| side_by_side(entity, field, &mine, &found.theirs, keep_mine));
    let rows = rows.collect_view();
    let who = found.theirs.id_in("updated_by").and_then(names::of).unwrap_or_else(|| tr!(conflict.somebody));
    let save = Callback::new(move |()| {
        let patch: Map<String, Value> = found
            .mine
            .iter()
            .filter(|(name, _)| keep_mine.with_untracked(|kept| kept.contains(*name)))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        signal.set(None);
        self::save(entity, found.theirs.clone(), patch, Arc::clone(&found.then));
    });
    view! {
        <p>{move || tr!(conflict.text, who = who.clone())}</p>
        <div class="conflict">{rows}</div>
        <div class="dialog-actions">
            <Button label=|| tr!(conflict.save) kind=ButtonKind::Primary on_press=save />
        </div>
    }
    .into_any()
}

fn side_by_side(
    entity: &'static Entity,
    field: &'static Field,
    mine: &Record,
    theirs: &Record,
    keep_mine: RwSignal<std::collections::BTreeSet<String>>,
) -> AnyView {
    let name = field.name;
    let value = Signal::derive(move || {
        keep_mine.with(|kept| if kept.contains(name) { "mine".to_owned() } else { "theirs".to_owned() })
    });
    let choices = Signal::derive(move || {
        vec![kit::Choice::new("mine", tr!(conflict.mine)), kit::Choice::new("theirs", tr!(conflict.theirs))]
    });
    let on_change = Callback::new(move |choice: String| {
        keep_mine.update(|kept| {
            if choice == "mine" {
                kept.insert(name.to_owned())
            } else {
                kept.remove(name)
            };
        });
    });
    view! {
        <div class="conflict-field">
            <RadioGroup label=field.label value choices on_change />
            <div>{cell::value(entity, field, mine, cell::Place::Page)}</div>
            <div>{cell::value(entity, field, theirs, cell::Place::Page)}</div>
        </div>
    }
    .into_any()
}
