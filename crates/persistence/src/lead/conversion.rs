//! What a lead may be already, and what it becomes.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::lead::{LeadStep, MatchedBy};
use domain::{AccountId, Action, ContactId, OpportunityId};
use serde_json::json;
use uuid::Uuid;
use wire::Resource;
use wire::account::Account;
use wire::contact::Contact;
use wire::lead::{Lead, LeadInput};
use wire::list::Direction;

use super::Draft;
use crate::list::{Plan, Predicate, Value, column_sql};
use crate::schema::{accounts, contacts, timeline_entries};
use crate::{Entity, Error, Read, Result, Tx, account_contact, activity};

/// Records that one test finds at most.
const MOST: i64 = 10;

/// What a lead became.
#[derive(Debug, Clone, Copy)]
pub struct Became {
    /// The account it belongs to.
    pub account_id: Option<AccountId>,
    /// The contact it is.
    pub contact_id: ContactId,
    /// The deal that began.
    pub opportunity_id: Option<OpportunityId>,
}

/// Records that may be that of a lead, each with what speaks for it; those that more speaks for come first.
pub type Found<E> = Vec<(E, Vec<MatchedBy>)>;

impl Read<'_> {
    /// Accounts that the actor sees and that have the company's name or the domain of a lead, however written.
    pub fn accounts_like(&mut self, lead: &Lead) -> Result<Found<Account>> {
        let (name, website, email) =
            (column_sql(accounts::name), column_sql(accounts::website), column_sql(accounts::email));
        let same =
            |function, column, text: &String| Predicate::Alike { function, column, text: text.clone() };
        let by_name = lead.company_name.iter().map(|text| same("company_key", name, text)).collect();
        let sites = [website, email].into_iter().flat_map(|column| {
            let texts = lead.website.iter().chain(&lead.email);
            texts.map(move |text| same("site_domain", column, text))
        });
        self.found(vec![
            (MatchedBy::Name, Predicate::Any(by_name)),
            (MatchedBy::Domain, Predicate::Any(sites.collect())),
        ])
    }

    /// Contacts that the actor sees and that have the e-mail address or a number of a lead.
    pub fn contacts_like(&mut self, lead: &Lead) -> Result<Found<Contact>> {
        let (email, phone, mobile) =
            (column_sql(contacts::email), column_sql(contacts::phone), column_sql(contacts::mobile));
        let by_email =
            lead.email.iter().map(|text| Predicate::Compare(email, "=", Value::Text(text.clone())));
        let numbers: Vec<String> = lead.phone.iter().chain(&lead.mobile).cloned().collect();
        let by_number = [phone, mobile].map(|column| Predicate::AnyOf(column, Value::Texts(numbers.clone())));
        let by_number = if numbers.is_empty() { Vec::new() } else { by_number.to_vec() };
        self.found(vec![
            (MatchedBy::Email, Predicate::Any(by_email.collect())),
            (MatchedBy::Phone, Predicate::Any(by_number)),
        ])
    }

    /// The records that meet one of the tests; none for a test that is never met.
    fn found<E: Entity>(&mut self, tests: Vec<(MatchedBy, Predicate)>) -> Result<Found<E>> {
        let visible = match self.rows::<E>(Action::Read) {
            Err(Error::Forbidden(..)) => return Ok(Vec::new()),
            rows => rows?,
        };
        let mut found: BTreeMap<Uuid, (E, Vec<MatchedBy>)> = BTreeMap::new();
        for (by, rows) in tests.into_iter().filter(|(_, rows)| !rows.is_nothing()) {
            let oldest_first = vec![(E::fields().key(), Direction::Ascending)];
            let plan = Plan::new(visible.clone().and(rows), oldest_first, MOST);
            for record in E::fetch(self.conn, &plan)? {
                found.entry(record.id().into()).or_insert((record, Vec::new())).1.push(by);
            }
        }
        let mut found: Found<E> = found.into_values().collect();
        found.sort_by_key(|(_, by)| std::cmp::Reverse(by.len()));
        found.truncate(usize::try_from(MOST).unwrap_or(usize::MAX));
        Ok(found)
    }
}

impl Tx<'_> {
    /// Ends the life of a lead, locked by [`Tx::lock`], as what it became: its activities move there, its timeline
    /// shows on the account as well, and it is read only from now on.
    pub fn convert_lead(&mut self, lead: &Lead, became: Became) -> Result<Lead> {
        LeadStep::Convert.check(lead.status).map_err(|refused| Error::state("status", refused))?;
        if let Some(account) = became.account_id {
            account_contact::ensure(self, account, became.contact_id)?;
        }
        activity::follow(self, lead.id, became)?;
        let now = self.now();
        let input = LeadInput { status: LeadStep::Convert.leads_to(), ..lead.input() };
        let draft = Draft {
            converted_at: Some(now),
            account_id: became.account_id,
            contact_id: Some(became.contact_id),
            opportunity_id: became.opportunity_id,
            score: lead.score,
            is_hot: lead.is_hot,
            ..Draft::fresh(input, now)
        };
        let converted = self.put(lead, &draft)?;
        let params = json!({
            "account_id": became.account_id,
            "contact_id": became.contact_id,
            "opportunity_id": became.opportunity_id,
        });
        self.rename_change(LeadStep::Convert.as_str(), LeadStep::Convert.event(), params);
        let past = timeline_entries::table.filter(timeline_entries::record_id.eq(lead.id.0));
        diesel::update(past)
            .set(timeline_entries::account_id.eq(became.account_id.map(|id| id.0)))
            .execute(self.conn)?;
        Ok(converted)
    }
}
