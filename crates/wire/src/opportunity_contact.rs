//! People's parts in deals.

use chrono::{DateTime, Utc};
use domain::party::ContactRole;
use domain::{ContactId, OpportunityContactId, OpportunityId, UserId};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// A person's part in one deal. The same person may have several, and other ones in other deals.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpportunityContact {
    pub id: OpportunityContactId,
    /// Goes up by one with every change; the number in the `ETag`.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub created_by: Option<UserId>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Option<UserId>,
    /// The deal; stays what it is.
    pub opportunity_id: OpportunityId,
    /// The person; stays what it is.
    pub contact_id: ContactId,
    /// The person's part in the purchase.
    pub role: ContactRole,
}

/// What a client may set of a person's part in a deal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OpportunityContactInput {
    /// The deal; stays what it is.
    pub opportunity_id: OpportunityId,
    /// The person; stays what it is.
    pub contact_id: ContactId,
    /// The person's part in the purchase.
    pub role: ContactRole,
}

crate::resource::resource!(
    OpportunityContact(OpportunityContactId),
    OpportunityContactInput { opportunity_id, contact_id, role },
    "opportunity-contacts"
);
