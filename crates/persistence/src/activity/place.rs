//! The record that an activity is on: whose account it is, and when something was last done there.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Timestamptz, Uuid as SqlUuid};
use domain::activity::RecordKind;
use domain::lead::LeadStepRefused;
use domain::{AccountId, Kind, LeadId};
use uuid::Uuid;
use wire::FieldCode;
use wire::activity::Activity;

use crate::schema::{accounts, contacts, leads};
use crate::{Entity, Error, Read, Result, Tx, VisitEntity, every_entity};

diesel::define_sql_function! {
    /// The later of two times; the given one if there is none yet.
    fn greatest(one: diesel::sql_types::Nullable<Timestamptz>, other: Timestamptz) -> Timestamptz;
}

/// The account behind a record that activities can be on. [`FieldCode::NotFound`] at `record_id` if the actor
/// sees no such record.
pub(super) fn account_behind(read: &mut Read<'_>, kind: RecordKind, id: Uuid) -> Result<Option<AccountId>> {
    let mut search = Search { read, kind: kind.into(), id, found: Err(Error::NotFound(kind.into())) };
    every_entity(&mut search);
    match search.found {
        Err(Error::NotFound(_) | Error::Forbidden(..)) => {
            Err(Error::invalid("record_id", FieldCode::NotFound))
        }
        Ok(_) if kind == RecordKind::Account => Ok(Some(AccountId(id))),
        found => found,
    }
}

/// Refuses what is new on a lead that is converted, and keeps the lead from being converted before this transaction
/// ends: nothing may be left behind there.
pub(super) fn takes_more(read: &mut Read<'_>, kind: RecordKind, id: Uuid) -> Result<()> {
    if kind != RecordKind::Lead {
        return Ok(());
    }
    let lead = leads::table.filter(leads::id.eq(id)).select(leads::converted_at);
    match lead.for_share().first::<Option<DateTime<Utc>>>(read.conn).optional()? {
        Some(Some(_)) => Err(Error::state("record_id", LeadStepRefused::Converted)),
        _ => Ok(()),
    }
}

/// Looks for a record of a kind that is known at run time only.
struct Search<'r, 'c> {
    read: &'r mut Read<'c>,
    kind: Kind,
    id: Uuid,
    found: Result<Option<AccountId>>,
}

impl VisitEntity for Search<'_, '_> {
    fn visit<E: Entity>(&mut self) {
        if E::KIND == self.kind {
            self.found = self.read.get::<E>(self.id.into()).map(|record| record.timeline_account());
        }
    }
}

/// Moves the last activity of the activity's record and account up to when it was done. The records keep their
/// version: nobody edited them.
pub(super) fn touch(tx: &mut Tx<'_>, activity: &Activity) -> Result<()> {
    let Some(done_at) = activity.done_at else { return Ok(()) };
    if let Some(account) = activity.account_id {
        touch_account(tx, account, done_at)?;
    }
    match activity.record_kind.zip(activity.record_id) {
        Some((RecordKind::Contact, id)) => touch_contact(tx, id, done_at),
        Some((RecordKind::Lead, id)) => touch_lead(tx, id, done_at),
        Some((RecordKind::Opportunity, id)) => touch_opportunity(tx, id, done_at),
        Some((RecordKind::Account, _)) | None => Ok(()),
    }
}

fn touch_account(tx: &mut Tx<'_>, id: AccountId, done_at: DateTime<Utc>) -> Result<()> {
    use accounts::last_activity_at;
    diesel::update(accounts::table.filter(accounts::id.eq(id)))
        .set(last_activity_at.eq(greatest(last_activity_at, done_at).nullable()))
        .execute(tx.conn)?;
    Ok(())
}

fn touch_contact(tx: &mut Tx<'_>, id: Uuid, done_at: DateTime<Utc>) -> Result<()> {
    use contacts::last_activity_at;
    diesel::update(contacts::table.filter(contacts::id.eq(id)))
        .set(last_activity_at.eq(greatest(last_activity_at, done_at).nullable()))
        .execute(tx.conn)?;
    Ok(())
}

fn touch_lead(tx: &mut Tx<'_>, id: Uuid, done_at: DateTime<Utc>) -> Result<()> {
    use leads::last_activity_at;
    diesel::update(leads::table.filter(leads::id.eq(id)))
        .set(last_activity_at.eq(greatest(last_activity_at, done_at).nullable()))
        .execute(tx.conn)?;
    tx.rescore_lead(LeadId(id))
}

/// An open deal starts to rot so many days after the later of its last activity and its coming to the stage.
/// diesel has no UPDATE … FROM.
fn touch_opportunity(tx: &mut Tx<'_>, id: Uuid, done_at: DateTime<Utc>) -> Result<()> {
    diesel::sql_query(
        "UPDATE opportunities AS deal \
         SET last_activity_at = greatest(deal.last_activity_at, $2), \
             rots_at = CASE WHEN deal.outcome = 'open' AND stages.rotting_days > 0 \
                 THEN greatest(deal.stage_entered_at, deal.last_activity_at, $2) \
                     + make_interval(days => stages.rotting_days) \
                 ELSE deal.rots_at END \
         FROM stages WHERE stages.id = deal.stage_id AND deal.id = $1",
    )
    .bind::<SqlUuid, _>(id)
    .bind::<Timestamptz, _>(done_at)
    .execute(tx.conn)?;
    Ok(())
}
