//! The screens, one module for each thing that a user would name.

pub(crate) mod account;
pub(crate) mod activity;
pub(crate) mod contact;
pub(crate) mod home;
pub(crate) mod import;
pub(crate) mod opportunity;
pub(crate) mod organisation;
pub(crate) mod product;
pub(crate) mod sales_setup;
pub(crate) mod sign_in;
pub(crate) mod value_list;

use domain::Kind;

use crate::record::Entity;

/// Every kind of record that has screens, in the order of the command palette.
pub(crate) static ENTITIES: &[&Entity] = &[
    &account::ACCOUNT,
    &contact::CONTACT,
    &opportunity::OPPORTUNITY,
    &activity::ACTIVITY,
    &product::PRODUCT,
    &product::PRODUCT_CATEGORY,
    &account::ACCOUNT_CONTACT,
    &opportunity::OPPORTUNITY_CONTACT,
    &opportunity::OPPORTUNITY_LINE,
    &sales_setup::PIPELINE,
    &sales_setup::STAGE,
    &sales_setup::LOSS_REASON,
    &sales_setup::TAG,
    &sales_setup::EXCHANGE_RATE,
    &organisation::USER,
    &organisation::BRANCH,
    &organisation::DEPARTMENT,
    &organisation::ROLE,
];

/// The description of a kind of record, if it has screens.
pub(crate) fn entity(kind: Kind) -> Option<&'static Entity> {
    ENTITIES.iter().copied().find(|entity| entity.kind == kind)
}

/// True if a record of this kind has a page of its own; the others are shown with what they belong to.
pub(crate) fn has_page(entity: &Entity) -> bool {
    !matches!(
        entity.kind,
        Kind::AccountContact
            | Kind::OpportunityContact
            | Kind::OpportunityLine
            | Kind::ExchangeRate
            | Kind::Tag
    )
}

/// True if activities can be written down on a record of this kind.
pub(crate) fn has_activities(entity: &Entity) -> bool {
    matches!(entity.kind, Kind::Account | Kind::Contact | Kind::Opportunity)
}

#[cfg(test)]
mod tests;
