//! Deals, and what can be done with them beside changing their fields.

use chrono::{DateTime, NaiveDate, Utc};
use domain::opportunity::Outcome;
use domain::party::LeadSource;
use domain::{
    AccountId, Amount, ContactId, Currency, DepartmentId, Fraction, Kind, LossReasonId, OpportunityId,
    PipelineId, Rate, StageId, TagId, UserId,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use validator::{Validate, ValidationError};

use crate::Resource;
use crate::validate::at;

/// A deal in a pipeline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Opportunity {
    pub id: OpportunityId,
    /// Goes up by one with every change; the number in the `ETag`.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub created_by: Option<UserId>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Option<UserId>,
    /// The user responsible for the deal.
    pub owner_id: UserId,
    /// The department it counts for.
    pub department_id: DepartmentId,
    /// What is to be sold, in a few words.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub name: String,
    /// Whom we sell to; may be unknown.
    pub account_id: Option<AccountId>,
    /// The person we deal with first.
    pub contact_id: Option<ContactId>,
    /// The pipeline of the stage.
    pub pipeline_id: PipelineId,
    /// Where it stands.
    pub stage_id: StageId,
    /// The open stage it was closed from; null while it is open.
    pub last_open_stage_id: Option<StageId>,
    /// As the stage says.
    pub outcome: Outcome,
    /// Expected value, once won the won value, in `currency`, net of tax; null while unknown.
    pub amount: Option<Amount>,
    pub currency: Currency,
    /// False: `amount` is the sum of the lines.
    pub amount_is_manual: bool,
    /// Base currency per unit of `currency`, fixed when `currency` was set.
    pub rate: Rate,
    /// `amount` × `rate` in `base_currency`, rounded half up.
    pub base_amount: Option<Amount>,
    /// `base_amount` × `probability` in `base_currency`, rounded half up.
    pub weighted_amount: Option<Amount>,
    /// The company's currency.
    pub base_currency: Currency,
    /// Chance of winning; 1 once won, 0 once lost.
    pub probability: Fraction,
    /// True: set by hand, so a change of stage leaves it.
    pub probability_is_manual: bool,
    /// Day the selling began; may be unknown.
    pub started_on: Option<NaiveDate>,
    /// Day it is expected to be decided; may be unknown.
    pub expected_close_date: Option<NaiveDate>,
    /// Day it was won or lost; null while it is open.
    pub closed_on: Option<NaiveDate>,
    pub source: Option<LeadSource>,
    /// Why it was lost; kept on reopening.
    pub loss_reason_id: Option<LossReasonId>,
    /// What was said on closing.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
    pub close_note: Option<String>,
    /// Free text.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub description: Option<String>,
    /// When it came to its stage.
    pub stage_entered_at: DateTime<Utc>,
    /// When an activity on it was last done.
    pub last_activity_at: Option<DateTime<Utc>>,
    /// When it starts to rot; null if it never does. An open deal whose time has passed is rotting.
    pub rots_at: Option<DateTime<Utc>>,
    /// Tags put on the record.
    #[cfg_attr(feature = "openapi", schema(max_items = 50))]
    pub tag_ids: Vec<TagId>,
    /// Names of the record in other systems, each as `source:key`.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<crate::text::ExternalId>, max_items = 20))]
    pub external_ids: Vec<String>,
}

/// What a client may set of a deal. A closed deal takes only `tag_ids` and `external_ids`; moving to a stage of
/// another outcome needs an action.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[validate(schema(function = "fits_together", skip_on_field_errors = false))]
pub struct OpportunityInput {
    /// What is to be sold, in a few words.
    #[validate(length(min = 1, max = 200, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub name: String,
    /// Whom we sell to.
    #[serde(default)]
    pub account_id: Option<AccountId>,
    /// The person we deal with first.
    #[serde(default)]
    pub contact_id: Option<ContactId>,
    /// Where it stands; a new deal without it begins in the first open stage of the default pipeline.
    #[serde(default)]
    pub stage_id: Option<StageId>,
    /// Expected value in `currency`, net of tax.
    #[serde(default)]
    #[validate(custom(function = "crate::validate::not_negative"))]
    pub amount: Option<Amount>,
    pub currency: Currency,
    /// False to have the amount be the sum of the lines. Null: an amount given by hand stands, unless there are
    /// lines.
    #[serde(default)]
    pub amount_is_manual: Option<bool>,
    /// Chance of winning; null to take over the stage's. A closed deal has 1 or 0, whatever is set.
    #[serde(default)]
    #[validate(custom(function = "crate::validate::share"))]
    pub probability: Option<Fraction>,
    /// Day the selling began. If it has passed, a new deal is taken to have stood in its stage since.
    #[serde(default)]
    #[validate(custom(function = "crate::validate::day"))]
    pub started_on: Option<NaiveDate>,
    /// Day it is expected to be decided.
    #[serde(default)]
    #[validate(custom(function = "crate::validate::day"))]
    pub expected_close_date: Option<NaiveDate>,
    /// Day it was won or lost; only for deals that are closed when they are created, null for today.
    #[serde(default)]
    #[validate(custom(function = "crate::validate::day"))]
    pub closed_on: Option<NaiveDate>,
    /// The open stage it was closed from; only for deals that are closed when they are created.
    #[serde(default)]
    pub last_open_stage_id: Option<StageId>,
    #[serde(default)]
    pub source: Option<LeadSource>,
    /// Why it was lost; only for deals that are lost when they are created.
    #[serde(default)]
    pub loss_reason_id: Option<LossReasonId>,
    /// What was said on closing.
    #[serde(default)]
    #[validate(length(min = 1, max = 2000, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
    pub close_note: Option<String>,
    /// Free text.
    #[serde(default)]
    #[validate(length(min = 1, max = 10000, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub description: Option<String>,
    /// Tags put on the record.
    #[serde(default)]
    #[validate(length(max = 50, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(max_items = 50))]
    pub tag_ids: Vec<TagId>,
    /// Names of the record in other systems, each as `source:key`.
    #[serde(default)]
    #[validate(custom(function = "crate::validate::external_ids"))]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<crate::text::ExternalId>, max_items = 20))]
    pub external_ids: Vec<String>,
}

fn fits_together(input: &OpportunityInput) -> Result<(), ValidationError> {
    if input.amount.is_some_and(|amount| !amount.fits(input.currency)) {
        return Err(at("amount", "scale_too_large"));
    }
    match (input.started_on, input.closed_on) {
        (Some(started), Some(closed)) if closed < started => Err(at("closed_on", "inconsistent")),
        _ => Ok(()),
    }
}

impl Resource for Opportunity {
    type Id = OpportunityId;
    type Input = OpportunityInput;
    const KIND: Kind = Kind::Opportunity;
    const PATH: &'static str = "opportunities";

    fn id(&self) -> OpportunityId {
        self.id
    }

    fn version(&self) -> i64 {
        self.version
    }

    fn input(&self) -> OpportunityInput {
        OpportunityInput {
            name: self.name.clone(),
            account_id: self.account_id,
            contact_id: self.contact_id,
            stage_id: Some(self.stage_id),
            amount: self.amount,
            currency: self.currency,
            amount_is_manual: Some(self.amount_is_manual),
            probability: self.probability_is_manual.then_some(self.probability),
            started_on: self.started_on,
            expected_close_date: self.expected_close_date,
            closed_on: self.closed_on,
            last_open_stage_id: self.last_open_stage_id,
            source: self.source,
            loss_reason_id: self.loss_reason_id,
            close_note: self.close_note.clone(),
            description: self.description.clone(),
            tag_ids: self.tag_ids.clone(),
            external_ids: self.external_ids.clone(),
        }
    }
}

/// Moves an open deal to another open stage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MoveStage {
    /// The open stage to move to, of any pipeline.
    pub stage_id: StageId,
    /// Fields of the deal to set on the way, such as those that the stage requires: a merge patch.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub fields: Map<String, Value>,
}

/// Closes an open deal as won.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CloseWon {
    /// A won stage; null for the first one of the deal's pipeline.
    #[serde(default)]
    pub stage_id: Option<StageId>,
    /// The won value in the deal's currency; null to leave the amount as it is.
    #[serde(default)]
    #[validate(custom(function = "crate::validate::not_negative"))]
    pub amount: Option<Amount>,
    /// Day it was won, not in the future; null for today.
    #[serde(default)]
    #[validate(custom(function = "crate::validate::day"))]
    pub closed_on: Option<NaiveDate>,
    /// What was said on closing.
    #[serde(default)]
    #[validate(length(min = 1, max = 2000, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
    pub note: Option<String>,
}

/// Closes an open deal as lost.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CloseLost {
    /// A lost stage; null for the first one of the deal's pipeline.
    #[serde(default)]
    pub stage_id: Option<StageId>,
    /// Why.
    pub loss_reason_id: LossReasonId,
    /// Day it was lost, not in the future; null for today.
    #[serde(default)]
    #[validate(custom(function = "crate::validate::day"))]
    pub closed_on: Option<NaiveDate>,
    /// What was said on closing; some reasons require it.
    #[serde(default)]
    #[validate(length(min = 1, max = 2000, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
    pub note: Option<String>,
}

/// Opens a closed deal again.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Reopen {
    /// An open stage; null for the one it was closed from.
    #[serde(default)]
    pub stage_id: Option<StageId>,
    /// Why, for the timeline.
    /// Tags put on the record.
    #[serde(default)]
    #[validate(length(min = 1, max = 500, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
    pub reason: Option<String>,
}

/// A stay of a deal in a stage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StageStay {
    pub pipeline_id: PipelineId,
    pub stage_id: StageId,
    /// The stage before; null for the first stay.
    pub from_stage_id: Option<StageId>,
    pub entered_at: DateTime<Utc>,
    /// Null while it is there.
    pub left_at: Option<DateTime<Utc>>,
    /// Who moved it; null for the system.
    pub actor_id: Option<UserId>,
    /// Its amount in `base_currency` when it came.
    pub base_amount: Option<Amount>,
    /// The company's currency.
    pub base_currency: Currency,
    /// Its chance of winning when it came.
    pub probability: Fraction,
}
