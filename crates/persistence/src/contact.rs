//! Contacts.

use chrono::{DateTime, Utc};
use domain::party::LeadSource;
use domain::{AccountId, ContactId, DepartmentId, TagId, UserId};
use wire::account::Account;
use wire::contact::{Contact, ContactInput};
use wire::department::Department;
use wire::tag::Tag;
use wire::user::User;

use crate::entity::{as_given, columns, row, statements};
use crate::schema::contacts;
use crate::{Entity, Fields, Owner, Predicate, Result, Scope, Tx, account_contact};

row!(contacts => Contact(ContactId) {
    owner_id: UserId,
    department_id: DepartmentId,
    name: String,
    account_id: Option<AccountId>,
    title: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    mobile: Option<String>,
    source: Option<LeadSource>,
    country: Option<String>,
    province: Option<String>,
    city: Option<String>,
    street: Option<String>,
    postal_code: Option<String>,
    description: Option<String>,
    tag_ids: Vec<TagId>,
    external_ids: Vec<String>,
    last_activity_at: Option<DateTime<Utc>>,
});
columns!(contacts <= ContactInput {
    name: String,
    account_id: Option<AccountId>,
    title: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    mobile: Option<String>,
    source: Option<LeadSource>,
    country: Option<String>,
    province: Option<String>,
    city: Option<String>,
    street: Option<String>,
    postal_code: Option<String>,
    description: Option<String>,
    tag_ids: Vec<TagId>,
    external_ids: Vec<String>,
});

impl Entity for Contact {
    type Draft = ContactInput;
    statements!(contacts, owned);
    as_given!();

    fn fields() -> Fields<contacts::table> {
        use contacts::*;
        Fields::of(table, id, name, deleted_at)
            .standard(id, created_at, updated_at)
            .searched("name", name)
            .reference::<Account>("account_id", account_id)
            .reference::<User>("owner_id", owner_id)
            .reference::<Department>("department_id", department_id)
            .text("title", title)
            .searched("email", email)
            .searched("phone", phone)
            .searched("mobile", mobile)
            .choice("source", source, LeadSource::WORDS)
            .text("country", country)
            .text("province", province)
            .text("city", city)
            .time("last_activity_at", last_activity_at)
            .references::<Tag>("tag_ids", tag_ids)
            .texts("external_ids", external_ids)
            .search(search_text)
            .detail_of::<Account>(account_id)
    }

    fn visible(scope: &Scope<'_>) -> Predicate {
        scope.rows(contacts::owner_id, contacts::department_id)
    }

    /// A contact of an account has a place there.
    fn after_create(tx: &mut Tx<'_>, created: &[Self]) -> Result<()> {
        let placed = created.iter().filter_map(|contact| Some((contact.account_id?, contact.id)));
        account_contact::place(tx, &placed.collect::<Vec<_>>())
    }

    fn after_update(tx: &mut Tx<'_>, before: &Self, after: &Self) -> Result<()> {
        match after.account_id {
            Some(account) if before.account_id != Some(account) => {
                account_contact::ensure(tx, account, after.id)
            }
            _ => Ok(()),
        }
    }

    fn label(&self) -> String {
        self.name.clone()
    }

    fn owner(&self) -> Option<Owner> {
        Some(Owner { owner_id: self.owner_id, department_id: self.department_id })
    }

    fn timeline_account(&self) -> Option<AccountId> {
        self.account_id
    }
}
