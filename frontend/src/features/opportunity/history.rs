//! The stages that a deal has been in: when it came, when it left, how long it stayed.

use domain::Kind;
use kit::{Failed, Person, Skeleton, SkeletonShape, format};
use leptos::prelude::*;
use serde::Deserialize;
use uuid::Uuid;
use wire::Resource;
use wire::opportunity::{Opportunity, StageStay};
use words::tr;

use super::setup;
use crate::api::records::Record;
use crate::api::{Load, Request, changes, names};
use crate::record::cell;

/// The stays of a deal, the first one first.
pub(super) fn load(deal: Uuid) -> Load<Vec<StageStay>> {
    #[derive(Deserialize)]
    struct Stays {
        data: Vec<StageStay>,
    }
    Load::new(move || {
        changes::follow(Kind::Opportunity);
        async move {
            let stays = Request::get(format!("{}/{deal}/stage-history", Opportunity::PATH)).read::<Stays>();
            stays.await.map(|stays| stays.data)
        }
    })
}

/// How many days a stay has lasted.
pub(super) fn days(stay: &StageStay) -> i64 {
    let until = stay.left_at.unwrap_or_else(format::now);
    until.signed_duration_since(stay.entered_at).num_days()
}

/// The tab of the deal's page.
pub(super) fn panel(deal: Signal<Record>) -> AnyView {
    let stays = load(deal.with_untracked(Record::id));
    let setup = setup::load();
    let stage = move |stay: &StageStay| {
        let named = setup.with(|setup| setup?.stage(stay.stage_id).map(|stage| stage.name.clone()));
        named.or_else(|| names::of(stay.stage_id.0)).unwrap_or_else(|| tr!(record.unknown))
    };
    let row = move |stay: &StageStay| {
        let stay = stay.clone();
        let (entered, left) = (stay.entered_at, stay.left_at);
        let who = stay.actor_id.and_then(|id| names::of(id.0));
        let who = who.map(|name| view! { <Person name /> }.into_any());
        let days = days(&stay);
        let shown = stay.clone();
        view! {
            <tr>
                <th scope="row">{move || stage(&shown)}</th>
                <td>{cell::moment(&entered.to_rfc3339())}</td>
                <td>
                    {match left {
                        Some(left) => cell::moment(&left.to_rfc3339()),
                        None => view! { <span class="quiet">{move || tr!(deal.here_now)}</span> }.into_any(),
                    }}
                </td>
                <td class="number">{move || tr!(deal.days, count = format::number(days))}</td>
                <td>{who.unwrap_or_else(cell::empty)}</td>
            </tr>
        }
        .into_any()
    };
    let body = move || match (stays.get(), stays.failure()) {
        (None, None) => view! { <Skeleton shape=SkeletonShape::Rows(3) /> }.into_any(),
        (None, Some(failure)) => {
            let again = Callback::new(move |()| stays.again());
            view! { <Failed text=move || failure.words() on_retry=again /> }.into_any()
        }
        (Some(stays), _) => view! {
            <div class="deal-table-scroll">
                <table class="deal-table">
                    <thead>
                        <tr>
                            <th scope="col">{move || tr!(field.stage)}</th>
                            <th scope="col">{move || tr!(deal.entered)}</th>
                            <th scope="col">{move || tr!(deal.left)}</th>
                            <th scope="col" class="number">{move || tr!(deal.stayed)}</th>
                            <th scope="col">{move || tr!(deal.by)}</th>
                        </tr>
                    </thead>
                    <tbody>{stays.iter().rev().map(row).collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any(),
    };
    body.into_any()
}
