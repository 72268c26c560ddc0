//! Activities follow a lead to what it became.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::activity::RecordKind;
use domain::{ActivityId, LeadId};
use serde_json::json;
use uuid::Uuid;
use wire::activity::Activity;

use super::{Row, place};
use crate::lead::Became;
use crate::schema::activities;
use crate::{Result, Tx};

/// Moves the activities of a lead, those in the recycle bin too, to the deal it became, else to its account, else to
/// its contact; whom they are with is the contact, unless they say.
pub(crate) fn follow(tx: &mut Tx<'_>, lead: LeadId, became: Became) -> Result<()> {
    use activities::{account_id, contact_id, id, record_id, record_kind, updated_at, updated_by, version};
    let (kind, to): (RecordKind, Uuid) = match (became.opportunity_id, became.account_id) {
        (Some(deal), _) => (RecordKind::Opportunity, deal.0),
        (None, Some(account)) => (RecordKind::Account, account.0),
        (None, None) => (RecordKind::Contact, became.contact_id.0),
    };
    let of_lead = activities::table.filter(record_kind.eq(RecordKind::Lead)).filter(record_id.eq(lead.0));
    let before: Vec<Row> = of_lead.order(id).select(Row::as_select()).for_update().load(tx.conn)?;
    let before: HashMap<ActivityId, Activity> = before.into_iter().map(|row| (row.id, row.into())).collect();
    let (now, actor) = (tx.now(), tx.actor.user_id());
    let person = contact_id.is_null();
    diesel::update(of_lead.filter(person)).set(contact_id.eq(became.contact_id)).execute(tx.conn)?;
    let place = (record_kind.eq(kind), record_id.eq(to), account_id.eq(became.account_id));
    let moved: Vec<Row> = diesel::update(of_lead)
        .set((place, version.eq(version + 1), updated_at.eq(now), updated_by.eq(actor)))
        .returning(Row::as_returning())
        .get_results(tx.conn)?;
    let moved: Vec<Activity> = moved.into_iter().map(Activity::from).collect();
    for after in &moved {
        tx.record("update", before.get(&after.id), after)?;
        tx.rename_change(
            "move",
            "activity_moved",
            json!({ "activity_id": after.id, "subject": after.subject }),
        );
    }
    // The latest that was done says it for all.
    let latest =
        moved.iter().filter(|activity| activity.done_at.is_some()).max_by_key(|activity| activity.done_at);
    latest.map_or(Ok(()), |latest| place::touch(tx, latest))
}
