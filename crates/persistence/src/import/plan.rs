//! Whether a plan fits the kind of record that the rows are to become.

use domain::Kind;
use wire::import::ImportPlan;
use wire::shape::{Member, members};
use wire::{FieldCode, FieldError};

use crate::read::can_match;
use crate::{Entity, Error, Result, VisitEntity, every_entity};

/// Fields of new records that no input has: the original owner and date.
const ORIGINS: [&str; 2] = ["owner_id", "created_at"];
/// Kinds that files are no way to.
const CLOSED: [Kind; 4] = [Kind::ApiKey, Kind::Import, Kind::ImportTemplate, Kind::Session];

/// [`Error::Invalid`] if the plan names a kind, field or match key that is not there; every mistake at once.
pub fn check_plan(plan: &ImportPlan) -> Result<()> {
    let mut check = Check { plan, found: None };
    if !CLOSED.contains(&plan.kind) {
        every_entity(&mut check);
    }
    match check.found {
        None => Err(Error::invalid("/plan/kind", FieldCode::NotAllowed)),
        Some(errors) if errors.is_empty() => Ok(()),
        Some(errors) => Err(Error::Invalid(errors)),
    }
}

struct Check<'a> {
    plan: &'a ImportPlan,
    found: Option<Vec<FieldError>>,
}

impl VisitEntity for Check<'_> {
    fn visit<E: Entity>(&mut self) {
        if E::KIND != self.plan.kind {
            return;
        }
        let members = members::<E::Input>();
        let names: Vec<&str> = members.iter().map(|Member { name, .. }| name.as_str()).collect();
        let references = E::fields();
        let mut errors = Vec::new();
        for (index, column) in self.plan.columns.iter().enumerate() {
            let field = column.to.as_str();
            if !names.contains(&field) && !ORIGINS.contains(&field) {
                let error = FieldError::at(&format!("/plan/columns/{index}/to"), FieldCode::UnknownField);
                errors.push(error.with("hint", format!("fields are {}", names.join(", "))));
            }
            let refers = field == "owner_id"
                || references.reference_list().iter().any(|reference| reference.field == field);
            if column.reference.is_some() && !refers {
                let place = format!("/plan/columns/{index}/reference");
                errors.push(FieldError::at(&place, FieldCode::NotAllowed).with("hint", "no reference"));
            }
        }
        for (index, field) in self.plan.match_by.iter().enumerate() {
            let alone = field != "external_ids" || self.plan.match_by.len() == 1;
            if !can_match::<E>(field) || !alone || ORIGINS.contains(&field.as_str()) {
                errors.push(FieldError::at(&format!("/plan/match_by/{index}"), FieldCode::UnknownValue));
            }
        }
        self.found = Some(errors);
    }
}
