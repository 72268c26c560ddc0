//! The screens, one module for each thing that a user would name.

pub(crate) mod account;
pub(crate) mod activity;
pub(crate) mod analytics;
mod assignment;
pub(crate) mod audit;
mod chart;
pub(crate) mod contact;
mod extent;
pub(crate) mod home;
pub(crate) mod import;
pub(crate) mod kind_words;
pub(crate) mod lead;
mod loaded;
pub(crate) mod opportunity;
pub(crate) mod organisation;
pub(crate) mod outline;
pub(crate) mod pipeline;
pub(crate) mod preferences;
pub(crate) mod product;
mod report_table;
pub(crate) mod role;
pub(crate) mod sales_setup;
pub(crate) mod saved_view;
pub(crate) mod set_password;
pub(crate) mod settings;
pub(crate) mod sign_in;
pub(crate) mod user;
pub(crate) mod value_list;
mod web_form;

use domain::Kind;

use crate::record::{Entity, Parts};

/// Every kind of record that has screens, in the order of the command palette.
pub(crate) static ENTITIES: &[&Entity] = &[
    &lead::LEAD,
    &account::ACCOUNT,
    &contact::CONTACT,
    &opportunity::OPPORTUNITY,
    &activity::ACTIVITY,
    &product::PRODUCT,
    &product::PRODUCT_CATEGORY,
    &account::ACCOUNT_CONTACT,
    &opportunity::OPPORTUNITY_CONTACT,
    &opportunity::OPPORTUNITY_LINE,
    &lead::LEAD_MAPPING,
    &lead::SCORING_RULE,
    &assignment::ASSIGNMENT_RULE,
    &assignment::ABSENCE,
    &web_form::WEB_FORM,
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

/// What the screens of this kind have beside what all kinds have.
pub(crate) fn parts(entity: &Entity) -> &'static Parts {
    match entity.kind {
        Kind::Lead => &lead::PARTS,
        Kind::ScoringRule => &lead::RULE_PARTS,
        Kind::WebForm => &web_form::PARTS,
        Kind::Opportunity => &opportunity::PARTS,
        Kind::Activity => &activity::PARTS,
        Kind::User => &user::PARTS,
        Kind::Branch | Kind::Department => &outline::STRUCTURE_PARTS,
        Kind::ProductCategory => &outline::CATEGORY_PARTS,
        _ => &Parts::NONE,
    }
}

#[cfg(test)]
mod tests;
