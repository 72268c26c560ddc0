//! Keeping a user out, once others have what was theirs.

use domain::Kind;
use domain::access::Action;
use kit::{Banner, Button, ButtonKind, Dialog, DialogSize, Tone, format, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::{Map, Value};
use uuid::Uuid;
use wire::ListQuery;
use wire::list::Count;
use words::tr;

use super::name_of;
use crate::api::records::{self, Record};
use crate::api::{Failure, Load};
use crate::features::entity;
use crate::features::organisation::USER;
use crate::record::Entity;

/// What a user may own that others must go on with, and which part of it.
const LEFT: [(Kind, &str); 5] = [
    (Kind::Account, ""),
    (Kind::Contact, ""),
    (Kind::Lead, "status__in=new,working,qualified,nurturing"),
    (Kind::Opportunity, "outcome=open"),
    (Kind::Activity, "done_at__isnull=true"),
];

/// Asks whether the user is to be kept out.
#[component]
pub(super) fn LeavingDialog(open: RwSignal<bool>, record: StoredValue<Record>) -> impl IntoView {
    let name = record.with_value(name_of);
    let title = move || tr!(user.deactivate_title, name = name.clone());
    view! {
        <Dialog open title size=DialogSize::Small>
            {move || open.get().then(|| question(open, record))}
        </Dialog>
    }
    .into_any()
}

fn question(open: RwSignal<bool>, record: StoredValue<Record>) -> AnyView {
    let is_busy = RwSignal::new(false);
    let id = record.with_value(Record::id);
    let left = Load::new(move || left_by(id));
    let lines = move || {
        let line = |(entity, total, address): &(&'static Entity, i64, String)| {
            let text = format!("{} · {}", (entity.many)(), format::number(*total));
            view! { <li><a class="record-link" href=address.clone()>{text}</a></li> }
        };
        left.with(|left| left.map(|left| left.iter().map(line).collect_view()))
    };
    let has_left = move || left.with(|left| left.is_some_and(|left| !left.is_empty()));
    let deactivate = Callback::new(move |()| {
        is_busy.set(true);
        spawn_local(async move {
            let patch = Map::from_iter([("is_active".to_owned(), Value::Bool(false))]);
            let result = records::update(&USER, &record.get_value(), &patch).await;
            is_busy.try_set(false);
            match result {
                Ok(_) => {
                    open.try_set(false);
                    toast::done(tr!(user.deactivated));
                }
                Err(failure) => toast::failed(failure.words(), None),
            }
        });
    });
    view! {
        <div class="record-form">
            <p>{move || tr!(user.deactivate_text)}</p>
            <Show when=has_left>
                <Banner tone=Tone::Warning>
                    <p>{move || tr!(user.leaves)}</p>
                    <ul class="leaves">{lines}</ul>
                </Banner>
            </Show>
            <div class="dialog-actions">
                <Button label=move || tr!(common.cancel) on_press=Callback::new(move |()| open.set(false)) />
                <Button
                    label=move || tr!(user.deactivate)
                    kind=ButtonKind::Danger
                    busy=is_busy
                    disabled=Signal::derive(has_left)
                    on_press=deactivate
                />
            </div>
        </div>
    }
    .into_any()
}

/// What the user owns, by kind with the number and the list of it; nothing for kinds of which there is none.
async fn left_by(id: Uuid) -> Result<Vec<(&'static Entity, i64, String)>, Failure> {
    let mut left = Vec::new();
    for (kind, part) in LEFT {
        let Some(entity) = entity(kind).filter(|entity| entity.may(Action::Read)) else { continue };
        let address = format!("owner_id={id}{}{part}", if part.is_empty() { "" } else { "&" });
        let Ok(query) = ListQuery::parse(&address) else { continue };
        let query = ListQuery { limit: 1, count: Count::Exact, fields: Some(vec!["id".to_owned()]), ..query };
        let total = records::list(entity, &query).await?.page.total.unwrap_or_default();
        if total > 0 {
            left.push((entity, total, format!("{}?{address}", entity.list_href())));
        }
    }
    Ok(left)
}
