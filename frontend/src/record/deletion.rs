//! Deleting one record: with a question before, and a way back after.

use kit::{Question, ask, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use words::tr;

use super::{Entity, cell};
use crate::api::records::{self, Record};

/// Asks, deletes, and offers to take it back. `then` runs once it is deleted.
pub(crate) fn delete(entity: &'static Entity, record: Record, then: Callback<()>) {
    spawn_local(async move {
        let name = cell::name_of(entity, &record);
        let question = Question {
            title: tr!(record.delete_title, name = name.clone()),
            body: tr!(record.delete_text),
            confirm_label: tr!(record.delete),
            danger: true,
        };
        if !ask(question).await {
            return;
        }
        let id = record.id();
        if let Err(failure) = records::delete(entity, id, Some(record.version())).await {
            toast::failed(failure.words(), None);
            return;
        }
        let back = Callback::new(move |()| {
            spawn_local(async move {
                if let Err(failure) = records::restore(entity, id).await {
                    toast::failed(failure.words(), None);
                }
            });
        });
        toast::undo(tr!(record.deleted, name = name), back);
        then.try_run(());
    });
}
