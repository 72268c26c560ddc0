//! People's parts in deals, which stand on the timeline of the deal.

use domain::party::ContactRole;
use domain::{ContactId, Kind, OpportunityContactId, OpportunityId};
use serde_json::json;
use wire::contact::Contact;
use wire::opportunity::Opportunity;
use wire::opportunity_contact::{OpportunityContact, OpportunityContactInput};
use wire::{FieldCode, FieldError};

use crate::entity::{columns, row, statements};
use crate::schema::opportunity_contacts;
use crate::{Entity, Error, Event, Fields, Predicate, Result, Scope, Tx};

row!(opportunity_contacts => OpportunityContact(OpportunityContactId) {
    opportunity_id: OpportunityId,
    contact_id: ContactId,
    role: ContactRole,
});
columns!(
    opportunity_contacts
        <= OpportunityContactInput {
            opportunity_id: OpportunityId,
            contact_id: ContactId,
            role: ContactRole,
        }
);

impl Entity for OpportunityContact {
    type Draft = OpportunityContactInput;
    statements!(opportunity_contacts);

    fn fields() -> Fields<opportunity_contacts::table> {
        use opportunity_contacts::*;
        Fields::unnamed(table, id, deleted_at)
            .standard(id, created_at, updated_at)
            .reference::<Opportunity>("opportunity_id", opportunity_id)
            .reference::<Contact>("contact_id", contact_id)
            .choice("role", role, ContactRole::WORDS)
            .sorted_by_default("created_at")
    }

    /// Seen with the deal.
    fn visible(scope: &Scope<'_>) -> Predicate {
        scope.inside::<Opportunity>(opportunity_contacts::opportunity_id)
    }

    /// A part is that of one person in one deal; another is another part.
    fn prepare(_: &mut Tx<'_>, before: Option<&Self>, input: Self::Input) -> Result<Self::Draft> {
        let Some(before) = before else { return Ok(input) };
        let ends = [
            ("opportunity_id", before.opportunity_id == input.opportunity_id),
            ("contact_id", before.contact_id == input.contact_id),
        ];
        let moved = ends.into_iter().filter(|(_, is_kept)| !is_kept);
        let errors: Vec<_> = moved.map(|(field, _)| FieldError::at(field, FieldCode::Immutable)).collect();
        if errors.is_empty() { Ok(input) } else { Err(Error::Invalid(errors)) }
    }

    fn label(&self) -> String {
        self.role.to_string()
    }

    fn event(event: Event, after: &Self) -> Event {
        let params = json!({ "contact_id": after.contact_id, "role": after.role });
        let code = format!("contact_{}", event.code);
        Event { kind: Kind::Opportunity, record_id: after.opportunity_id.0, code, params, ..event }
    }
}
