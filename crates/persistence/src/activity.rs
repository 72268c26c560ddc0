//! Activities: on an account, contact, lead or opportunity, and on the timeline of that record.

mod follow;
mod place;

use chrono::{DateTime, TimeDelta, Utc};
use domain::activity::{ActivityType, RecordKind};
use domain::{AccountId, ActivityId, ContactId, DepartmentId, LeadId, UserId};
use serde_json::json;
use uuid::Uuid;
use wire::account::Account;
use wire::activity::{Activity, ActivityInput};
use wire::contact::Contact;
use wire::department::Department;
use wire::user::User;
use wire::{FieldCode, Resource};

use crate::entity::{columns, row, statements};
use crate::schema::activities;
use crate::{Entity, Error, Event, Fields, Owner, Predicate, Result, Scope, Tx};

pub(crate) use follow::follow;

/// How far a client's clock may be ahead of ours.
const CLOCK_SKEW: TimeDelta = TimeDelta::minutes(5);

row!(activities => Activity(ActivityId) {
    owner_id: UserId,
    department_id: DepartmentId,
    type_: ActivityType,
    subject: String,
    body: Option<String>,
    record_kind: Option<RecordKind>,
    record_id: Option<Uuid>,
    account_id: Option<AccountId>,
    contact_id: Option<ContactId>,
    due_at: Option<DateTime<Utc>>,
    done_at: Option<DateTime<Utc>>,
    duration_minutes: Option<i32>,
    result: Option<String>,
    next_step: Option<String>,
    external_ids: Vec<String>,
});
columns!(activities <= Draft {
    input: {
        type_: ActivityType,
        subject: String,
        body: Option<String>,
        record_kind: Option<RecordKind>,
        record_id: Option<Uuid>,
        contact_id: Option<ContactId>,
        due_at: Option<DateTime<Utc>>,
        done_at: Option<DateTime<Utc>>,
        duration_minutes: Option<i32>,
        result: Option<String>,
        next_step: Option<String>,
        external_ids: Vec<String>,
    },
    account_id: Option<AccountId>,
});

/// What is written of an activity.
#[derive(Debug)]
pub struct Draft {
    input: ActivityInput,
    account_id: Option<AccountId>,
}

impl Entity for Activity {
    type Draft = Draft;
    statements!(activities, owned);

    fn fields() -> Fields<activities::table> {
        use activities::*;
        Fields::of(table, id, subject, deleted_at)
            .standard(id, created_at, updated_at)
            .choice("type", type_, ActivityType::WORDS)
            .searched("subject", subject)
            .reference::<User>("owner_id", owner_id)
            .reference::<Department>("department_id", department_id)
            .reference_to_any("record_id", record_id)
            .reference::<Account>("account_id", account_id)
            .reference::<Contact>("contact_id", contact_id)
            .time("due_at", due_at)
            .time("done_at", done_at)
            .texts("external_ids", external_ids)
            .summed("duration_minutes", duration_minutes)
    }

    fn visible(scope: &Scope<'_>) -> Predicate {
        scope.rows(activities::owner_id, activities::department_id)
    }

    fn prepare(tx: &mut Tx<'_>, before: Option<&Self>, mut input: ActivityInput) -> Result<Draft> {
        let now = tx.now();
        if input.type_ == ActivityType::Note && input.done_at.is_none() {
            input.done_at = before.and_then(|activity| activity.done_at).or(Some(now));
        }
        if input.done_at.is_some_and(|done| done > now + CLOCK_SKEW) {
            return Err(Error::invalid("done_at", FieldCode::OutOfRange));
        }
        let record = input.record_kind.zip(input.record_id);
        let account_id = match (before, record) {
            (Some(before), Some(_)) if before.record_kind.zip(before.record_id) == record => {
                before.account_id
            }
            (_, Some((kind, id))) => {
                place::takes_more(tx, kind, id)?;
                place::account_behind(tx, kind, id)?
            }
            (_, None) => None,
        };
        Ok(Draft { input, account_id })
    }

    /// What is done moves the last activity of its record and account up.
    fn after_create(tx: &mut Tx<'_>, created: &[Self]) -> Result<()> {
        created.iter().try_for_each(|activity| place::touch(tx, activity))
    }

    fn after_update(tx: &mut Tx<'_>, before: &Self, after: &Self) -> Result<()> {
        let place = |activity: &Self| (activity.done_at, activity.record_kind, activity.record_id);
        if place(before) == place(after) { Ok(()) } else { place::touch(tx, after) }
    }

    /// What is in the recycle bin gives a lead no points.
    fn after_settle(tx: &mut Tx<'_>, activity: &Self) -> Result<()> {
        match activity.record_kind.zip(activity.record_id) {
            Some((RecordKind::Lead, id)) => tx.rescore_lead(LeadId(id)),
            _ => Ok(()),
        }
    }

    fn label(&self) -> String {
        self.subject.clone()
    }

    fn owner(&self) -> Option<Owner> {
        Some(Owner { owner_id: self.owner_id, department_id: self.department_id })
    }

    fn timeline_account(&self) -> Option<AccountId> {
        self.account_id
    }

    /// Stands on the timeline of the record that the activity is on.
    fn event(event: Event, after: &Self) -> Event {
        let (kind, record_id) = match after.record_kind.zip(after.record_id) {
            Some((kind, id)) => (kind.into(), id),
            None => (Self::KIND, after.id.into()),
        };
        let code = match event.code.as_str() {
            "created" if after.done_at.is_some() => "activity_done".to_owned(),
            "created" => "activity_planned".to_owned(),
            "updated" if after.done_at.is_some() && event.params.get("done_at").is_some() => {
                "activity_done".to_owned()
            }
            "updated" => "activity_changed".to_owned(),
            other => format!("activity_{other}"),
        };
        let params = json!({
            "activity_id": after.id,
            "type": after.type_,
            "subject": after.subject,
            "owner_id": after.owner_id,
            "result": after.result,
        });
        Event { kind, record_id, account_id: after.account_id, code, params }
    }
}
