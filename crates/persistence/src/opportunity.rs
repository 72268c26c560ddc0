//! Deals: stored with everything that follows from their stage, currency and lines, and with the history of
//! their stages.

mod draft;
mod history;
mod worth;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use domain::opportunity::{Outcome, Step, weighted};
use domain::party::LeadSource;
use domain::{
    AccountId, Action, Amount, ContactId, Currency, DepartmentId, Fraction, LossReasonId, OpportunityId,
    PipelineId, Rate, StageId, TagId, UserId,
};
use serde_json::{Value, json};
use wire::Resource;
use wire::account::Account;
use wire::branch::Branch;
use wire::contact::Contact;
use wire::department::Department;
use wire::loss_reason::LossReason;
use wire::opportunity::{Opportunity, OpportunityInput};
use wire::pipeline::Pipeline;
use wire::product::Product;
use wire::stage::Stage;
use wire::tag::Tag;
use wire::user::User;

use self::draft::Draft;
use self::draft::Draft as Columns;
use crate::entity::statements;
use crate::list::{Link, Plan};
use crate::read::key_is;
use crate::schema::{accounts, departments, opportunities, opportunity_lines, settings};
use crate::tx::validate;
use crate::{Entity, Error, Fields, Owner, Predicate, Read, Result, Scope, Tx, Via};

pub(crate) use worth::recount;

diesel::allow_tables_to_appear_in_same_query!(opportunities, settings);

/// The company's currency, beside every amount in it.
#[diesel::dsl::auto_type]
fn base_currency() -> _ {
    settings::table.select(settings::base_currency).single_value().assume_not_null()
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = opportunities, check_for_backend(diesel::pg::Pg))]
struct Row {
    id: OpportunityId,
    version: i64,
    created_at: DateTime<Utc>,
    created_by: Option<UserId>,
    updated_at: DateTime<Utc>,
    updated_by: Option<UserId>,
    owner_id: UserId,
    department_id: DepartmentId,
    name: String,
    account_id: Option<AccountId>,
    contact_id: Option<ContactId>,
    pipeline_id: PipelineId,
    stage_id: StageId,
    last_open_stage_id: Option<StageId>,
    outcome: Outcome,
    amount: Option<Amount>,
    currency: Currency,
    amount_is_manual: bool,
    rate: Rate,
    base_amount: Option<Amount>,
    #[diesel(select_expression = base_currency())]
    base_currency: Currency,
    probability: Fraction,
    probability_is_manual: bool,
    started_on: Option<NaiveDate>,
    expected_close_date: Option<NaiveDate>,
    closed_on: Option<NaiveDate>,
    source: Option<LeadSource>,
    loss_reason_id: Option<LossReasonId>,
    close_note: Option<String>,
    description: Option<String>,
    stage_entered_at: DateTime<Utc>,
    last_activity_at: Option<DateTime<Utc>>,
    rots_at: Option<DateTime<Utc>>,
    tag_ids: Vec<TagId>,
    external_ids: Vec<String>,
}

impl From<Row> for Opportunity {
    fn from(row: Row) -> Self {
        let in_base = |amount: Amount| amount.in_currency(row.base_currency);
        let in_forecast = |amount: Amount| weighted(amount, row.probability, row.base_currency);
        Self {
            id: row.id,
            version: row.version,
            created_at: row.created_at,
            created_by: row.created_by,
            updated_at: row.updated_at,
            updated_by: row.updated_by,
            owner_id: row.owner_id,
            department_id: row.department_id,
            name: row.name,
            account_id: row.account_id,
            contact_id: row.contact_id,
            pipeline_id: row.pipeline_id,
            stage_id: row.stage_id,
            last_open_stage_id: row.last_open_stage_id,
            outcome: row.outcome,
            amount: row.amount.map(|amount| amount.in_currency(row.currency)),
            currency: row.currency,
            amount_is_manual: row.amount_is_manual,
            rate: Rate(row.rate.0.normalize()),
            base_amount: row.base_amount.map(in_base),
            weighted_amount: row.base_amount.map(in_forecast),
            base_currency: row.base_currency,
            probability: Fraction(row.probability.0.normalize()),
            probability_is_manual: row.probability_is_manual,
            started_on: row.started_on,
            expected_close_date: row.expected_close_date,
            closed_on: row.closed_on,
            source: row.source,
            loss_reason_id: row.loss_reason_id,
            close_note: row.close_note,
            description: row.description,
            stage_entered_at: row.stage_entered_at,
            last_activity_at: row.last_activity_at,
            rots_at: row.rots_at,
            tag_ids: row.tag_ids,
            external_ids: row.external_ids,
        }
    }
}

impl Entity for Opportunity {
    type Draft = Draft;
    statements!(opportunities, owned);

    fn fields() -> Fields<opportunities::table> {
        use opportunities::*;
        Fields::of(table, id, name, deleted_at)
            .standard(id, created_at, updated_at)
            .searched("name", name)
            .reference::<Account>("account_id", account_id)
            .reference::<Contact>("contact_id", contact_id)
            .reference::<User>("owner_id", owner_id)
            .reference::<Department>("department_id", department_id)
            .reference::<Pipeline>("pipeline_id", pipeline_id)
            .reference::<Stage>("stage_id", stage_id)
            .reference::<Stage>("last_open_stage_id", last_open_stage_id)
            .choice("outcome", outcome, Outcome::WORDS)
            .decimal("amount", amount)
            .text("currency", currency)
            .decimal("base_amount", base_amount)
            .decimal("probability", probability)
            .date("started_on", started_on)
            .date("expected_close_date", expected_close_date)
            .date("closed_on", closed_on)
            .choice("source", source, LeadSource::WORDS)
            .reference::<LossReason>("loss_reason_id", loss_reason_id)
            .time("stage_entered_at", stage_entered_at)
            .time("last_activity_at", last_activity_at)
            .time("rots_at", rots_at)
            .references::<Tag>("tag_ids", tag_ids)
            .texts("external_ids", external_ids)
            .related_text(
                "industry",
                Link::new(account_id, accounts::table, accounts::id),
                accounts::industry,
            )
            .related_reference::<Branch, _>(
                "branch_id",
                Link::new(department_id, departments::table, departments::id),
                departments::branch_id,
            )
            .related_reference::<Product, _>(
                "product_id",
                Link::new(id, opportunity_lines::table, opportunity_lines::opportunity_id)
                    .live(opportunity_lines::deleted_at),
                opportunity_lines::product_id,
            )
            .stays(id)
            .summed_money("base_amount", base_amount)
            .summed_money("weighted_amount", base_amount * probability.nullable())
            .search(search_text)
            .detail_of::<Account>(account_id)
    }

    fn visible(scope: &Scope<'_>) -> Predicate {
        scope.rows(opportunities::owner_id, opportunities::department_id)
    }

    fn prepare(tx: &mut Tx<'_>, before: Option<&Self>, input: OpportunityInput) -> Result<Draft> {
        match before {
            None => Draft::of_new(tx, input),
            Some(before) => Draft::of_change(tx, before, input),
        }
    }

    fn after_create(tx: &mut Tx<'_>, created: &[Self]) -> Result<()> {
        history::begin(tx, created)
    }

    fn after_update(tx: &mut Tx<'_>, before: &Self, after: &Self) -> Result<()> {
        if before.stage_id == after.stage_id {
            return Ok(());
        }
        history::go_on(tx, before, after)?;
        let Some(step) = Step::between(before.outcome, after.outcome) else { return Ok(()) };
        let params = telling(tx, before, after)?;
        tx.rename_change(step.as_str(), step.event(), params);
        Ok(())
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

/// What the timeline says of a step.
fn telling(tx: &mut Tx<'_>, before: &Opportunity, after: &Opportunity) -> Result<Value> {
    let (from, to) = (tx.stage(before.stage_id)?, tx.stage(after.stage_id)?);
    let mut params = json!({
        "from": { "id": from.id, "name": from.name },
        "to": { "id": to.id, "name": to.name },
        "amount": after.amount,
        "currency": after.currency,
    });
    if let (Outcome::Lost, Some(reason)) = (after.outcome, after.loss_reason_id) {
        let reason = tx.loss_reason(reason)?;
        params["loss_reason"] = json!({ "id": reason.id, "name": reason.name });
    }
    Ok(params)
}

impl Tx<'_> {
    /// Takes a deal, locked by [`Tx::lock`], to the stage that `input` names. What the stage asks for must be
    /// filled: [`Error::Invalid`]; a step that does not lead there is refused: [`Error::Rule`].
    pub fn step(&mut self, step: Step, deal: &Opportunity, input: OpportunityInput) -> Result<Opportunity> {
        validate(&input)?;
        self.check_references::<Opportunity>(Some(&deal.input()), &[&input])?;
        let draft = Draft::of_step(self, step, deal, input)?;
        self.save_draft(deal, &draft)
    }
}

impl Read<'_> {
    /// The deal, locked, if it is open and the actor may change it. A file also brings the lines of deals that were
    /// closed before they came to us.
    pub(crate) fn lock_open_deal(&mut self, id: OpportunityId) -> Result<Opportunity> {
        let rows = self.rows::<Opportunity>(Action::Read)?.and(key_is::<Opportunity>(id.0));
        let found = Opportunity::lock(self.conn, &Plan::new(rows, Vec::new(), 1))?.pop();
        let deal = found.ok_or(Error::NotFound(Opportunity::KIND))?;
        self.may(&deal, Action::Update)?;
        let is_history = self.actor.origin().via == Via::Import;
        match deal.outcome.is_closed() && !is_history {
            false => Ok(deal),
            true => Err(Error::state("opportunity_id", "the deal is closed; reopen it first")),
        }
    }
}
