//! What becomes of the fields of leads when they are converted.

use domain::LeadMappingId;
use domain::lead::LeadTarget;
use serde_json::{Map, Value};
use wire::account::{Account, AccountInput};
use wire::contact::{Contact, ContactInput};
use wire::lead::{Lead, LeadInput};
use wire::lead_mapping::{LeadMapping, LeadMappingInput};
use wire::list::Direction;
use wire::opportunity::{Opportunity, OpportunityInput};
use wire::shape::{Member, members};
use wire::{Documented, FieldCode, FieldError, Resource};

use crate::entity::{columns, row, statements};
use crate::list::column_sql;
use crate::schema::lead_mappings;
use crate::{Entity, Error, Fields, Plan, Predicate, Read, Result, Scope, Tx};

/// Fields of leads that say how a lead stands, or name it alone.
const LEADS_OWN: [&str; 2] = ["status", "external_ids"];

row!(lead_mappings => LeadMapping(LeadMappingId) {
    lead_field: String,
    target: LeadTarget,
    target_field: String,
    position: i32,
});
columns!(
    lead_mappings
        <= LeadMappingInput { lead_field: String, target: LeadTarget, target_field: String, position: i32 }
);

impl Entity for LeadMapping {
    type Draft = LeadMappingInput;
    statements!(lead_mappings);

    fn fields() -> Fields<lead_mappings::table> {
        use lead_mappings::*;
        Fields::unnamed(table, id, deleted_at)
            .standard(id, created_at, updated_at)
            .text("lead_field", lead_field)
            .choice("target", target, LeadTarget::WORDS)
            .text("target_field", target_field)
            .integer("position", position)
            .sorted_by_default("position")
    }

    fn visible(scope: &Scope<'_>) -> Predicate {
        scope.everyone()
    }

    fn prepare(_: &mut Tx<'_>, _: Option<&Self>, input: LeadMappingInput) -> Result<LeadMappingInput> {
        let given = member_of::<LeadInput>(&input.lead_field)
            .filter(|member| !LEADS_OWN.contains(&member.name.as_str()))
            .ok_or_else(|| Error::invalid("lead_field", FieldCode::UnknownValue))?;
        let taken = match input.target {
            LeadTarget::Account => member_of::<AccountInput>(&input.target_field),
            LeadTarget::Contact => member_of::<ContactInput>(&input.target_field),
            LeadTarget::Opportunity => member_of::<OpportunityInput>(&input.target_field),
        };
        let taken = taken.ok_or_else(|| Error::invalid("target_field", FieldCode::UnknownValue))?;
        if given.holds == taken.holds && refers_alike(&input) {
            return Ok(input);
        }
        let wrong = FieldError::at("target_field", FieldCode::Inconsistent);
        Err(Error::Invalid(vec![wrong.with("hint", format!("{} is of another type", input.lead_field))]))
    }

    /// Its id: a mapping has no name of its own.
    fn label(&self) -> String {
        self.id.to_string()
    }
}

fn member_of<I: Documented>(name: &str) -> Option<Member> {
    members::<I>().into_iter().find(|member| member.name == name)
}

/// True unless the two fields refer to records of different kinds.
fn refers_alike(input: &LeadMappingInput) -> bool {
    let target = match input.target {
        LeadTarget::Account => reference_of::<Account>(&input.target_field),
        LeadTarget::Contact => reference_of::<Contact>(&input.target_field),
        LeadTarget::Opportunity => reference_of::<Opportunity>(&input.target_field),
    };
    reference_of::<Lead>(&input.lead_field) == target
}

fn reference_of<E: Entity>(field: &str) -> Option<domain::Kind> {
    E::fields().reference_list().iter().find(|reference| reference.field == field).map(|found| found.kind)
}

impl Read<'_> {
    /// What the mappings make of a lead: the fields of a new record of each kind that it is converted to.
    pub fn mapped(&mut self, lead: &Lead) -> Result<Mapped> {
        let live = Predicate::IsNull(column_sql(lead_mappings::deleted_at));
        let by_position = vec![
            (column_sql(lead_mappings::position), Direction::Ascending),
            (column_sql(lead_mappings::id), Direction::Ascending),
        ];
        let mappings = LeadMapping::fetch(self.conn, &Plan::new(live, by_position, i64::MAX))?;
        let given = serde_json::to_value(lead.input())?;
        let mut mapped = Mapped::default();
        for mapping in mappings {
            let value = given.get(&mapping.lead_field).filter(|value| is_filled(value));
            let fields = mapped.of(mapping.target);
            if let Some(value) = value.filter(|_| !fields.contains_key(&mapping.target_field)) {
                fields.insert(mapping.target_field, value.clone());
            }
        }
        Ok(mapped)
    }
}

fn is_filled(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(items) => !items.is_empty(),
        _ => true,
    }
}

/// What a lead becomes, by kind of record: values by the names of their fields.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mapped {
    /// Fields of the account.
    pub account: Map<String, Value>,
    /// Fields of the contact.
    pub contact: Map<String, Value>,
    /// Fields of the deal.
    pub opportunity: Map<String, Value>,
}

impl Mapped {
    fn of(&mut self, target: LeadTarget) -> &mut Map<String, Value> {
        match target {
            LeadTarget::Account => &mut self.account,
            LeadTarget::Contact => &mut self.contact,
            LeadTarget::Opportunity => &mut self.opportunity,
        }
    }
}
