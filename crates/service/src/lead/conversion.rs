//! Converting a lead: what would become of it, and doing it.

use domain::lead::{LeadStatus, LeadStep};
use domain::{AccountId, Action, ContactId, LeadId, OpportunityId};
use persistence::{At, Became, Entity, Error, Found, Mapped, Owner, Read, Result, Tx, read_input};
use serde_json::{Map, Value, json};
use wire::account::Account;
use wire::contact::Contact;
use wire::lead::Lead;
use wire::lead::conversion::{ConversionPreview, ConvertLead, LeadOpportunity, TargetMatch, TargetPreview};
use wire::opportunity::Opportunity;
use wire::{FieldCode, FieldError, ProblemCode, Resource};

/// What would become of a lead, and what it may be already. A lead that cannot be converted is refused:
/// [`Error::Rule`].
pub fn preview(read: &mut Read<'_>, id: LeadId) -> Result<ConversionPreview> {
    let lead: Lead = read.get(id)?;
    LeadStep::Convert.check(lead.status).map_err(|refused| Error::state("status", refused))?;
    let accounts = read.accounts_like(&lead)?;
    let contacts = read.contacts_like(&lead)?;
    let fields = complete(read, &lead)?;
    Ok(ConversionPreview {
        account: preview_of(read, fields.account, accounts),
        contact: preview_of(read, fields.contact, contacts),
        opportunity: preview_of::<Opportunity>(read, fields.opportunity, Vec::new()),
    })
}

fn preview_of<E: Entity>(read: &mut Read<'_>, fields: Map<String, Value>, found: Found<E>) -> TargetPreview {
    let matches = found.into_iter().filter_map(|(record, matched_by)| {
        let owner_id = record.owner()?.owner_id;
        let may_use = read.may(&record, Action::Update).is_ok();
        Some(TargetMatch { id: record.id().into(), name: record.label(), owner_id, matched_by, may_use })
    });
    let matches = matches.collect();
    let may_create = !fields.is_empty() && read.actor().scope(E::KIND, Action::Create).is_ok();
    TargetPreview { may_create, fields, matches }
}

/// Makes of a lead an account, a contact and, if it is asked for, a deal, or attaches it to those that are there; all
/// of it or nothing. A lead that is converted already stays what it became, whatever is chosen now.
pub fn convert(tx: &mut Tx<'_>, at: At<Lead>, choice: ConvertLead) -> Result<Lead> {
    let lead: Lead = tx.lock(At { id: at.id, version: None }, Action::Update)?;
    if lead.status == LeadStatus::Converted {
        return Ok(lead);
    }
    if at.version.is_some_and(|version| version != lead.version) {
        return Err(Error::Stale { kind: Lead::KIND, version: lead.version });
    }
    LeadStep::Convert.check(lead.status).map_err(|refused| Error::state("status", refused))?;
    // Two leads of one person or company must not become two.
    let names = [&lead.email, &lead.phone, &lead.mobile, &lead.company_name];
    tx.keep_apart(names.into_iter().flatten())?;
    let mut conversion =
        Conversion { fields: complete(tx, &lead)?, owner: owner_of(&lead)?, tx, lead: &lead };
    let known = conversion.known_contact(choice.contact_id)?;
    let account_id = choice.account_id.or(known.as_ref().and_then(|contact| contact.account_id));
    let account_id = conversion.account(account_id, choice.allow_duplicates)?;
    let contact_id = match known {
        Some(contact) => contact.id,
        None => conversion.new_contact(account_id, choice.allow_duplicates)?,
    };
    let deal = choice.opportunity.map(|deal| conversion.opportunity(deal, account_id, contact_id));
    let opportunity_id = deal.transpose()?;
    tx.convert_lead(&lead, Became { account_id, contact_id, opportunity_id })
}

/// What the mappings make of a lead, with what new records need besides.
fn complete(read: &mut Read<'_>, lead: &Lead) -> Result<Mapped> {
    let mut fields = read.mapped(lead)?;
    let currency = read.settings()?.base_currency;
    if fields.account.contains_key("name") {
        fields.account.entry("type").or_insert(json!("customer"));
    } else {
        fields.account.clear();
    }
    fields.contact.entry("name").or_insert(json!(lead.name));
    fields.opportunity.entry("name").or_insert(json!(lead.name));
    fields.opportunity.entry("currency").or_insert(json!(currency));
    Ok(fields)
}

fn owner_of(lead: &Lead) -> Result<Owner> {
    lead.owner().ok_or_else(|| Error::Internal("a lead has an owner".to_owned()))
}

/// A conversion under way.
struct Conversion<'t, 'c, 'l> {
    tx: &'t mut Tx<'c>,
    lead: &'l Lead,
    fields: Mapped,
    owner: Owner,
}

impl Conversion<'_, '_, '_> {
    /// The contact that was chosen, which whoever converts must be allowed to change.
    fn known_contact(&mut self, id: Option<ContactId>) -> Result<Option<Contact>> {
        id.map(|id| self.chosen::<Contact>(id, "contact_id")).transpose()
    }

    /// The account that was chosen, else a new one; None if the lead names no company.
    fn account(&mut self, id: Option<AccountId>, allow_duplicates: bool) -> Result<Option<AccountId>> {
        if let Some(id) = id {
            return self.chosen::<Account>(id, "account_id").map(|account| Some(account.id));
        }
        if self.fields.account.is_empty() {
            return Ok(None);
        }
        let found = self.tx.accounts_like(self.lead)?;
        refuse_duplicate("account_id", &found, allow_duplicates)?;
        self.create::<Account>(self.fields.account.clone(), "/account").map(|account| Some(account.id))
    }

    fn new_contact(&mut self, account: Option<AccountId>, allow_duplicates: bool) -> Result<ContactId> {
        let found = self.tx.contacts_like(self.lead)?;
        refuse_duplicate("contact_id", &found, allow_duplicates)?;
        let mut fields = self.fields.contact.clone();
        fields.insert("account_id".to_owned(), json!(account));
        self.create::<Contact>(fields, "/contact").map(|contact| contact.id)
    }

    fn opportunity(
        &mut self,
        deal: LeadOpportunity,
        account: Option<AccountId>,
        contact: ContactId,
    ) -> Result<OpportunityId> {
        let mut fields = self.fields.opportunity.clone();
        let LeadOpportunity { name, stage_id, amount, currency, expected_close_date } = deal;
        let chosen = json!({ "name": name, "stage_id": stage_id, "amount": amount, "currency": currency,
            "expected_close_date": expected_close_date, "account_id": account, "contact_id": contact });
        let chosen = chosen.as_object().cloned().unwrap_or_default();
        fields.extend(chosen.into_iter().filter(|(_, value)| !value.is_null()));
        self.create::<Opportunity>(fields, "/opportunity").map(|deal| deal.id)
    }

    /// The record of this id, locked; [`FieldCode::NotFound`] at `field` if the actor sees none.
    fn chosen<E: Entity>(&mut self, id: E::Id, field: &str) -> Result<E> {
        match self.tx.lock::<E>(At { id, version: None }, Action::Update) {
            Err(Error::NotFound(_)) => Err(Error::invalid(field, FieldCode::NotFound)),
            found => found,
        }
    }

    /// A new record that belongs to whom the lead belongs to. What is wrong with it is told below `place`.
    fn create<E: Entity>(&mut self, fields: Map<String, Value>, place: &str) -> Result<E> {
        let input = read_input::<E::Input>(Value::Object(fields));
        let created = input.and_then(|input| self.tx.create_for::<E>(self.owner, input));
        created.map_err(|error| error.below(place))
    }
}

/// Refuses to create what is there already.
fn refuse_duplicate<E: Entity>(field: &str, found: &Found<E>, allow_duplicates: bool) -> Result<()> {
    match found.first() {
        Some((record, _)) if !allow_duplicates => {
            let error = FieldError::at(field, FieldCode::Duplicate);
            let hint = format!("{} ({})", record.label(), record.id());
            Err(Error::Rule { code: ProblemCode::Duplicate, fields: vec![error.with("hint", hint)] })
        }
        _ => Ok(()),
    }
}
