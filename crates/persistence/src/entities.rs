//! The one list of entities.

use wire::absence::Absence;
use wire::account::Account;
use wire::account_contact::AccountContact;
use wire::activity::Activity;
use wire::assignment_rule::AssignmentRule;
use wire::branch::Branch;
use wire::contact::Contact;
use wire::department::Department;
use wire::exchange_rate::ExchangeRate;
use wire::import::{Import, ImportTemplate};
use wire::lead::Lead;
use wire::lead_mapping::LeadMapping;
use wire::loss_reason::LossReason;
use wire::opportunity::Opportunity;
use wire::opportunity_contact::OpportunityContact;
use wire::opportunity_line::OpportunityLine;
use wire::pipeline::Pipeline;
use wire::product::Product;
use wire::product_category::ProductCategory;
use wire::role::Role;
use wire::saved_view::SavedView;
use wire::scoring_rule::ScoringRule;
use wire::stage::Stage;
use wire::tag::Tag;
use wire::user::User;
use wire::web_form::WebForm;

use crate::Entity;

/// Something to be done for every kind of record.
pub trait VisitEntity {
    /// Does it for `E`.
    fn visit<E: Entity>(&mut self);
}

/// Shows every kind of record to `visitor`. The only place where a new kind is announced: its routes, its part
/// of the API document and its tests follow.
pub fn every_entity(visitor: &mut impl VisitEntity) {
    visitor.visit::<Absence>();
    visitor.visit::<Account>();
    visitor.visit::<AccountContact>();
    visitor.visit::<Activity>();
    visitor.visit::<AssignmentRule>();
    visitor.visit::<Branch>();
    visitor.visit::<Contact>();
    visitor.visit::<Department>();
    visitor.visit::<ExchangeRate>();
    visitor.visit::<Import>();
    visitor.visit::<ImportTemplate>();
    visitor.visit::<Lead>();
    visitor.visit::<LeadMapping>();
    visitor.visit::<LossReason>();
    visitor.visit::<Opportunity>();
    visitor.visit::<OpportunityContact>();
    visitor.visit::<OpportunityLine>();
    visitor.visit::<Pipeline>();
    visitor.visit::<Product>();
    visitor.visit::<ProductCategory>();
    visitor.visit::<Role>();
    visitor.visit::<SavedView>();
    visitor.visit::<ScoringRule>();
    visitor.visit::<Stage>();
    visitor.visit::<Tag>();
    visitor.visit::<User>();
    visitor.visit::<WebForm>();
}
