//! The words for kinds of record, those without screens too: what permissions and the audit log speak of.

use domain::Kind;
use words::{Word, word};

/// Every kind with one of them and several, in the order in which they are offered.
static WORDS: &[(Kind, Word, Word)] = &[
    (Kind::Account, word!(kind.account), word!(kind.accounts)),
    (Kind::AccountContact, word!(kind.account_contact), word!(kind.account_contacts)),
    (Kind::Contact, word!(kind.contact), word!(kind.contacts)),
    (Kind::Lead, word!(kind.lead), word!(kind.leads)),
    (Kind::Opportunity, word!(kind.opportunity), word!(kind.opportunities)),
    (Kind::OpportunityLine, word!(kind.opportunity_line), word!(kind.opportunity_lines)),
    (Kind::OpportunityContact, word!(kind.opportunity_contact), word!(kind.opportunity_contacts)),
    (Kind::Activity, word!(kind.activity), word!(kind.activities)),
    (Kind::Product, word!(kind.product), word!(kind.products)),
    (Kind::ProductCategory, word!(kind.product_category), word!(kind.product_categories)),
    (Kind::ExchangeRate, word!(kind.exchange_rate), word!(kind.exchange_rates)),
    (Kind::Pipeline, word!(kind.pipeline), word!(kind.pipelines)),
    (Kind::Stage, word!(kind.stage), word!(kind.stages)),
    (Kind::LeadMapping, word!(kind.lead_mapping), word!(kind.lead_mappings)),
    (Kind::ScoringRule, word!(kind.scoring_rule), word!(kind.scoring_rules)),
    (Kind::LossReason, word!(kind.loss_reason), word!(kind.loss_reasons)),
    (Kind::Tag, word!(kind.tag), word!(kind.tags)),
    (Kind::AssignmentRule, word!(kind.assignment_rule), word!(kind.assignment_rules)),
    (Kind::Absence, word!(kind.absence), word!(kind.absences)),
    (Kind::WebForm, word!(kind.web_form), word!(kind.web_forms)),
    (Kind::Import, word!(kind.import), word!(kind.imports)),
    (Kind::ImportTemplate, word!(kind.import_template), word!(kind.import_templates)),
    (Kind::Export, word!(kind.export), word!(kind.exports)),
    (Kind::SavedView, word!(kind.saved_view), word!(kind.saved_views)),
    (Kind::User, word!(kind.user), word!(kind.users)),
    (Kind::Role, word!(kind.role), word!(kind.roles)),
    (Kind::Branch, word!(kind.branch), word!(kind.branches)),
    (Kind::Department, word!(kind.department), word!(kind.departments)),
    (Kind::Session, word!(kind.session), word!(kind.sessions)),
    (Kind::ApiKey, word!(kind.api_key), word!(kind.api_keys)),
];

/// Every kind, in the order in which they are offered.
pub(crate) fn all() -> impl Iterator<Item = Kind> {
    WORDS.iter().map(|(kind, ..)| *kind)
}

/// One of a kind, such as "Account".
pub(crate) fn one(kind: Kind) -> String {
    WORDS.iter().find(|(of, ..)| *of == kind).map_or_else(|| kind.to_string(), |(_, one, _)| one())
}

/// Several of a kind, such as "Accounts".
pub(crate) fn many(kind: Kind) -> String {
    WORDS.iter().find(|(of, ..)| *of == kind).map_or_else(|| kind.to_string(), |(.., many)| many())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_kind_has_words() {
        assert_eq!(all().collect::<BTreeSet<_>>(), Kind::ALL.iter().copied().collect());
    }
}
