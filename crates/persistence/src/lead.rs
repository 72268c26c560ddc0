//! Leads: stored with what follows from the steps they took.

mod assignment;
mod conversion;
mod score;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use domain::lead::{DisqualifyReason, LeadRating, LeadStatus, LeadStep};
use domain::party::LeadSource;
use domain::{AccountId, ContactId, DepartmentId, LeadId, OpportunityId, TagId, UserId};
use serde_json::json;
use wire::account::Account;
use wire::contact::Contact;
use wire::department::Department;
use wire::lead::{Lead, LeadInput};
use wire::opportunity::Opportunity;
use wire::scoring_rule::LeadScore;
use wire::tag::Tag;
use wire::user::User;
use wire::{FieldCode, Resource};

use crate::entity::{columns, row, statements};
use crate::schema::leads;
use crate::{Entity, Error, Fields, Owner, Predicate, Result, Scope, Tx};

pub use conversion::{Became, Found};
pub(crate) use score::Scale;

row!(leads => Lead(LeadId) {
    owner_id: UserId,
    department_id: DepartmentId,
    name: String,
    company_name: Option<String>,
    title: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    mobile: Option<String>,
    website: Option<String>,
    industry: Option<String>,
    employees: Option<i32>,
    source: Option<LeadSource>,
    status: LeadStatus,
    rating: Option<LeadRating>,
    country: Option<String>,
    province: Option<String>,
    city: Option<String>,
    street: Option<String>,
    postal_code: Option<String>,
    description: Option<String>,
    consent_at: Option<DateTime<Utc>>,
    status_since: DateTime<Utc>,
    recheck_on: Option<NaiveDate>,
    disqualify_reason: Option<DisqualifyReason>,
    status_note: Option<String>,
    converted_at: Option<DateTime<Utc>>,
    account_id: Option<AccountId>,
    contact_id: Option<ContactId>,
    opportunity_id: Option<OpportunityId>,
    score: i32,
    is_hot: bool,
    tag_ids: Vec<TagId>,
    external_ids: Vec<String>,
    last_activity_at: Option<DateTime<Utc>>,
});
columns!(leads <= Draft {
    input: {
        name: String,
        company_name: Option<String>,
        title: Option<String>,
        email: Option<String>,
        phone: Option<String>,
        mobile: Option<String>,
        website: Option<String>,
        industry: Option<String>,
        employees: Option<i32>,
        source: Option<LeadSource>,
        status: LeadStatus,
        rating: Option<LeadRating>,
        country: Option<String>,
        province: Option<String>,
        city: Option<String>,
        street: Option<String>,
        postal_code: Option<String>,
        description: Option<String>,
        consent_at: Option<DateTime<Utc>>,
        tag_ids: Vec<TagId>,
        external_ids: Vec<String>,
    },
    status_since: DateTime<Utc>,
    recheck_on: Option<NaiveDate>,
    disqualify_reason: Option<DisqualifyReason>,
    status_note: Option<String>,
    converted_at: Option<DateTime<Utc>>,
    account_id: Option<AccountId>,
    contact_id: Option<ContactId>,
    opportunity_id: Option<OpportunityId>,
    score: i32,
    is_hot: bool,
});

/// What is written of a lead.
#[derive(Debug)]
pub struct Draft {
    input: LeadInput,
    status_since: DateTime<Utc>,
    recheck_on: Option<NaiveDate>,
    disqualify_reason: Option<DisqualifyReason>,
    status_note: Option<String>,
    converted_at: Option<DateTime<Utc>>,
    account_id: Option<AccountId>,
    contact_id: Option<ContactId>,
    opportunity_id: Option<OpportunityId>,
    score: i32,
    is_hot: bool,
}

/// What goes with a step of a lead.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// The day on which it returns to work.
    pub recheck_on: Option<NaiveDate>,
    /// Why it is not worth selling to.
    pub reason: Option<DisqualifyReason>,
    /// What was said.
    pub note: Option<String>,
}

impl Draft {
    /// A lead that stands in the status of `input` since `now`, and of which nothing more is known.
    fn fresh(input: LeadInput, now: DateTime<Utc>) -> Self {
        Self {
            input,
            status_since: now,
            recheck_on: None,
            disqualify_reason: None,
            status_note: None,
            converted_at: None,
            account_id: None,
            contact_id: None,
            opportunity_id: None,
            score: 0,
            is_hot: false,
        }
    }

    /// A lead with changed fields, which stays in its status or goes to another open one.
    fn edited(before: &Lead, input: LeadInput, now: DateTime<Utc>) -> Result<Self> {
        before.status.check_edit(input.status).map_err(|refused| Error::state("status", refused))?;
        if input.status != before.status {
            return Ok(Self::fresh(input, now));
        }
        Ok(Self {
            status_since: before.status_since,
            recheck_on: before.recheck_on,
            disqualify_reason: before.disqualify_reason,
            status_note: before.status_note.clone(),
            ..Self::fresh(input, now)
        })
    }

    /// A lead after a step.
    fn stepped(before: &Lead, step: LeadStep, told: Told, now: DateTime<Utc>) -> Result<Self> {
        step.check(before.status).map_err(|refused| Error::state("status", refused))?;
        let input = LeadInput { status: step.leads_to(), ..before.input() };
        let Told { recheck_on, reason, note } = told;
        Ok(Self {
            recheck_on,
            disqualify_reason: reason,
            status_note: note,
            score: before.score,
            is_hot: before.is_hot,
            ..Self::fresh(input, now)
        })
    }
}

impl Entity for Lead {
    type Draft = Draft;
    statements!(leads, owned);

    fn fields() -> Fields<leads::table> {
        use leads::*;
        Fields::of(table, id, name, deleted_at)
            .standard(id, created_at, updated_at)
            .searched("name", name)
            .searched("company_name", company_name)
            .reference::<User>("owner_id", owner_id)
            .reference::<Department>("department_id", department_id)
            .text("title", title)
            .searched("email", email)
            .searched("phone", phone)
            .searched("mobile", mobile)
            .text("industry", industry)
            .integer("employees", employees)
            .summed("employees", employees)
            .choice("source", source, LeadSource::WORDS)
            .choice("status", status, LeadStatus::WORDS)
            .choice("rating", rating, LeadRating::WORDS)
            .text("country", country)
            .text("province", province)
            .text("city", city)
            .time("consent_at", consent_at)
            .time("status_since", status_since)
            .date("recheck_on", recheck_on)
            .choice("disqualify_reason", disqualify_reason, DisqualifyReason::WORDS)
            .time("converted_at", converted_at)
            .reference::<Account>("account_id", account_id)
            .reference::<Contact>("contact_id", contact_id)
            .reference::<Opportunity>("opportunity_id", opportunity_id)
            .integer("score", score)
            .boolean("is_hot", is_hot)
            .time("last_activity_at", last_activity_at)
            .references::<Tag>("tag_ids", tag_ids)
            .texts("external_ids", external_ids)
            .search(search_text)
            .detail(company_name)
    }

    fn visible(scope: &Scope<'_>) -> Predicate {
        scope.rows(leads::owner_id, leads::department_id)
    }

    fn prepare(tx: &mut Tx<'_>, before: Option<&Self>, input: LeadInput) -> Result<Draft> {
        let now = tx.now();
        let draft = match before {
            Some(before) => Draft::edited(before, input, now)?,
            None if input.status.is_open() => Draft::fresh(input, now),
            None => return Err(Error::invalid("status", FieldCode::NotAllowed)),
        };
        let LeadScore { score, is_hot, .. } = tx.score_of(&draft.input, before)?;
        Ok(Draft { score, is_hot, ..draft })
    }

    fn label(&self) -> String {
        self.name.clone()
    }

    fn owner(&self) -> Option<Owner> {
        Some(Owner { owner_id: self.owner_id, department_id: self.department_id })
    }

    fn timeline_account(&self) -> Option<AccountId> {
        self.account_id
    }
}

impl Tx<'_> {
    /// Takes a step of a lead, locked by [`Tx::lock`], that leads to no other record. A step that does not lead on
    /// from its status is refused: [`Error::Rule`].
    pub fn step_lead(&mut self, step: LeadStep, lead: &Lead, told: Told) -> Result<Lead> {
        let zone = self.settings()?.time_zone;
        if told.recheck_on.is_some_and(|day| day <= self.today(zone)) {
            return Err(Error::invalid("recheck_on", FieldCode::OutOfRange));
        }
        let params = json!({
            "from": lead.status,
            "recheck_on": told.recheck_on,
            "reason": told.reason,
            "note": told.note,
        });
        let draft = Draft::stepped(lead, step, told, self.now())?;
        let after = self.put(lead, &draft)?;
        self.rename_change(step.as_str(), step.event(), params);
        Ok(after)
    }

    /// Takes back to work what is nurtured and whose day has come, at most `most` of it; returns how many those were.
    pub fn return_leads(&mut self, most: usize) -> Result<usize> {
        let zone = self.settings()?.time_zone;
        let due = leads::table
            .filter(leads::status.eq(LeadStatus::Nurturing))
            .filter(leads::recheck_on.le(self.today(zone)))
            .filter(leads::deleted_at.is_null())
            .order((leads::recheck_on, leads::id))
            .limit(i64::try_from(most).unwrap_or(i64::MAX));
        let due: Vec<Row> = due.select(Row::as_select()).for_update().load(self.conn)?;
        let found = due.len();
        for row in due {
            self.step_lead(LeadStep::Return, &Lead::from(row), Told::default())?;
        }
        Ok(found)
    }
}
