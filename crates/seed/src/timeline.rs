//! What people read on a record: timeline entries, and who owned it from when.

use std::io::Result;

use serde_json::json;
use uuid::Uuid;

use crate::account::{self, Account};
use crate::activity::Activity;
use crate::activity_text;
use crate::calendar::Moment;
use crate::contact::Contact;
use crate::copy::{Rows, Value};
use crate::lead::{Lead, Standing};
use crate::opportunity::{Opportunity, Worth};
use crate::opportunity_row::loss_reason;
use crate::pipeline::{self, LOST, WON};
use crate::random::{Stream, number};
use crate::staff;
use crate::table::Column;
use crate::world::World;

pub(crate) const COLUMNS: &[Column] =
    &["id", "at", "kind", "record_id", "account_id", "actor_id", "event", "params"];
pub(crate) const OWNER_COLUMNS: &[Column] = &[
    "id",
    "at",
    "kind",
    "record_id",
    "from_owner_id",
    "to_owner_id",
    "from_department_id",
    "to_department_id",
    "actor_id",
    "reason",
];

const CREATED: &str = "created";
const STAGE_CHANGED: &str = "stage_changed";
const CLOSED_WON: &str = "won";
const CLOSED_LOST: &str = "lost";
const ACTIVITY_DONE: &str = "activity_done";
const LEAD_CONVERTED: &str = "lead_converted";

pub(crate) fn write(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    let sizes = world.sizes();
    for deal_number in 0..sizes.opportunities {
        write_deal(world, &Opportunity::get(world, deal_number), rows)?;
    }
    if !world.is_small() {
        return Ok(());
    }
    let nothing = json!({});
    for at in 0..sizes.accounts {
        let account = Account::get(world, at);
        let entry = world.id(Stream::ACCOUNT_EVENT, at, account.created);
        let record = ("account", account.id(world), None);
        push(rows, entry, account.created, record, world.user(account.owner), (CREATED, &nothing))?;
    }
    for at in 0..sizes.contacts {
        let contact = Contact::get(world, at);
        let account = Account::get(world, contact.account);
        let entry = world.id(Stream::CONTACT_EVENT, at, contact.created);
        let record = ("contact", contact.id(world), Some(account.id(world)));
        push(rows, entry, contact.created, record, world.user(account.owner), (CREATED, &nothing))?;
    }
    for at in 0..sizes.leads {
        write_lead(world, &Lead::get(world, at), rows)?;
    }
    for at in 0..sizes.activities {
        write_activity(world, &Activity::get(world, at), rows)?;
    }
    Ok(())
}

fn write_deal(world: &World, deal: &Opportunity, rows: &mut Rows<'_>) -> Result<()> {
    let actor = world.user(deal.owner);
    let record = ("opportunity", deal.id(world), Some(deal.account.id(world)));
    let name = |stage| pipeline::stage(deal.pipeline, stage).name;
    let mut before = None;
    for (at, stay) in deal.stays().iter().enumerate() {
        let entry = world.id(Stream::OPPORTUNITY_EVENT, deal.number * 8 + number(at), stay.entered);
        let (event, params) = match (before, stay.stage) {
            (None, _) => (CREATED, json!({})),
            (Some(_), WON) => (CLOSED_WON, won(world, deal)),
            (Some(_), LOST) => {
                let reason = loss_reason(world, deal).map(pipeline::reason_name);
                (CLOSED_LOST, json!({ "reason": reason }))
            }
            (Some(from), to) => (STAGE_CHANGED, json!({ "from": name(from), "to": name(to) })),
        };
        push(rows, entry, stay.entered, record, actor, (event, &params))?;
        before = Some(stay.stage);
    }
    Ok(())
}

fn won(world: &World, deal: &Opportunity) -> serde_json::Value {
    let worth = Worth::get(world, deal);
    let amount = worth.amount.map(|units| format!("{}.{:02}", units / 100, units % 100));
    json!({ "amount": amount, "currency": worth.currency.code() })
}

fn write_lead(world: &World, lead: &Lead, rows: &mut Rows<'_>) -> Result<()> {
    let actor = world.user(lead.owner);
    let account = match &lead.standing {
        Standing::Converted(contact) => Some(account::id(world, contact.account)),
        _ => None,
    };
    let record = ("lead", lead.id(world), account);
    let (nothing, entry) = (json!({}), |number, at| world.id(Stream::LEAD_EVENT, number, at));
    let first = entry(lead.number * 2, lead.created);
    push(rows, first, lead.created, record, actor, (CREATED, &nothing))?;
    if account.is_none() {
        return Ok(());
    }
    push(rows, entry(lead.number * 2 + 1, lead.since), lead.since, record, actor, (LEAD_CONVERTED, &nothing))
}

fn write_activity(world: &World, activity: &Activity, rows: &mut Rows<'_>) -> Result<()> {
    let Some(done) = activity.done else { return Ok(()) };
    let words = activity_text::words(activity.kind, activity.is_foreign, activity.number);
    let params =
        json!({ "activity_id": activity.id(world), "type": activity.kind, "subject": words.subject });
    let entry = world.id(Stream::ACTIVITY_EVENT, activity.number, done);
    let (kind, record_id) = activity.record(world);
    let account = (kind != "account").then(|| account::id(world, activity.account));
    let actor = world.user(activity.owner);
    push(rows, entry, done, (kind, record_id, account), actor, (ACTIVITY_DONE, &params))
}

/// A row: entry, time, record with its account, actor and what happened.
fn push(
    rows: &mut Rows<'_>,
    entry: Uuid,
    at: Moment,
    (kind, record, account): (&str, Uuid, Option<Uuid>),
    actor: Uuid,
    (event, params): (&str, &serde_json::Value),
) -> Result<()> {
    let who = actor.into();
    let what = Value::Json(params);
    rows.push(&[entry.into(), at.into(), kind.into(), record.into(), account.into(), who, event.into(), what])
}

/// The first owner of every record that has one.
pub(crate) fn write_owners(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    let sizes = world.sizes();
    for at in 0..sizes.opportunities {
        let deal = Opportunity::get(world, at);
        let entry = world.id(Stream::OPPORTUNITY_OWNER, at, deal.created);
        push_owner(world, rows, entry, deal.created, ("opportunity", deal.id(world), deal.owner))?;
    }
    if !world.is_small() {
        return Ok(());
    }
    for at in 0..sizes.accounts {
        let account = Account::get(world, at);
        let entry = world.id(Stream::ACCOUNT_OWNER, at, account.created);
        push_owner(world, rows, entry, account.created, ("account", account.id(world), account.owner))?;
    }
    for at in 0..sizes.contacts {
        let contact = Contact::get(world, at);
        let owner = Account::get(world, contact.account).owner;
        let entry = world.id(Stream::CONTACT_OWNER, at, contact.created);
        push_owner(world, rows, entry, contact.created, ("contact", contact.id(world), owner))?;
    }
    for at in 0..sizes.leads {
        let lead = Lead::get(world, at);
        let entry = world.id(Stream::LEAD_OWNER, at, lead.created);
        push_owner(world, rows, entry, lead.created, ("lead", lead.id(world), lead.owner))?;
    }
    Ok(())
}

fn push_owner(
    world: &World,
    rows: &mut Rows<'_>,
    entry: Uuid,
    at: Moment,
    (kind, record, owner): (&str, Uuid, usize),
) -> Result<()> {
    let (who, department) = (world.user(owner).into(), staff::department_id(world, owner).into());
    rows.push(&[
        entry.into(),
        at.into(),
        kind.into(),
        record.into(),
        Value::Null,
        who,
        Value::Null,
        department,
        world.user(owner).into(),
        Value::Null,
    ])
}
