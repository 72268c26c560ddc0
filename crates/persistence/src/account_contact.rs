//! Places of contacts at accounts. Of those at one account, exactly one is primary.

use std::collections::BTreeSet;

use diesel::prelude::*;
use domain::party::ContactRole;
use domain::{AccountContactId, AccountId, ContactId};
use wire::account::Account;
use wire::account_contact::{AccountContact, AccountContactInput};
use wire::contact::Contact;
use wire::list::Direction;
use wire::{FieldCode, FieldError, Resource};

use crate::entity::{columns, row, statements};
use crate::list::{Value, column_sql};
use crate::schema::account_contacts;
use crate::{Entity, Error, Fields, Plan, Predicate, Result, Scope, Tx};

row!(account_contacts => AccountContact(AccountContactId) {
    account_id: AccountId,
    contact_id: ContactId,
    role: Option<ContactRole>,
    is_primary: bool,
});
columns!(account_contacts <= AccountContactInput {
    account_id: AccountId,
    contact_id: ContactId,
    role: Option<ContactRole>,
    is_primary: bool,
});

impl Entity for AccountContact {
    type Draft = AccountContactInput;
    statements!(account_contacts);

    fn fields() -> Fields<account_contacts::table> {
        use account_contacts::*;
        Fields::unnamed(table, id, deleted_at)
            .standard(id, created_at, updated_at)
            .reference::<Account>("account_id", account_id)
            .reference::<Contact>("contact_id", contact_id)
            .choice("role", role, ContactRole::WORDS)
            .boolean("is_primary", is_primary)
    }

    fn visible(scope: &Scope<'_>) -> Predicate {
        scope.inside::<Account>(account_contacts::account_id)
    }

    fn prepare(
        tx: &mut Tx<'_>,
        before: Option<&Self>,
        mut input: AccountContactInput,
    ) -> Result<AccountContactInput> {
        if let Some(before) = before {
            check_ends(before, &input)?;
        }
        let primary = primary_of(tx, input.account_id)?;
        let other = primary.filter(|link| Some(link.id) != before.map(|link| link.id));
        match other {
            Some(other) if input.is_primary => clear_primary(tx, &other)?,
            None if !input.is_primary && before.is_some_and(|link| link.is_primary) => {
                let error = FieldError::at("is_primary", FieldCode::Inconsistent);
                return Err(Error::Invalid(vec![error.with("hint", "make another contact the primary one")]));
            }
            None => input.is_primary = true,
            Some(_) => {}
        }
        Ok(input)
    }

    /// Its id: a place has no name of its own.
    fn label(&self) -> String {
        self.id.to_string()
    }

    fn timeline_account(&self) -> Option<AccountId> {
        Some(self.account_id)
    }
}

/// Makes sure that the contact has a place at the account.
pub(crate) fn ensure(tx: &mut Tx<'_>, account_id: AccountId, contact_id: ContactId) -> Result<()> {
    let place = account_contacts::table
        .filter(account_contacts::account_id.eq(account_id))
        .filter(account_contacts::contact_id.eq(contact_id))
        .filter(account_contacts::deleted_at.is_null());
    if diesel::select(diesel::dsl::exists(place)).get_result(tx.conn)? {
        return Ok(());
    }
    let input = AccountContactInput { account_id, contact_id, role: None, is_primary: false };
    let id = tx.runtime.new_id();
    tx.add::<AccountContact>(id, input).map(drop)
}

/// Gives new contacts their places at their accounts.
pub(crate) fn place(tx: &mut Tx<'_>, contacts: &[(AccountId, ContactId)]) -> Result<()> {
    if contacts.is_empty() {
        return Ok(());
    }
    let accounts: BTreeSet<AccountId> = contacts.iter().map(|(account, _)| *account).collect();
    let primaries = primaries_of(tx, &accounts)?;
    let mut led: BTreeSet<AccountId> = primaries.into_iter().map(|place| place.account_id).collect();
    let mut draft = |&(account_id, contact_id): &(AccountId, ContactId)| {
        let is_primary = led.insert(account_id);
        let stamp = tx.stamp(tx.runtime.new_id(), 0);
        (stamp, AccountContactInput { account_id, contact_id, role: None, is_primary })
    };
    let drafts: Vec<_> = contacts.iter().map(&mut draft).collect();
    let placed = AccountContact::insert(tx.conn, &drafts)?;
    placed.iter().try_for_each(|place| tx.record("create", None, place))
}

/// A place is one person at one account; another is another place.
fn check_ends(before: &AccountContact, input: &AccountContactInput) -> Result<()> {
    if before.account_id != input.account_id {
        return Err(Error::invalid("account_id", FieldCode::Immutable));
    }
    if before.contact_id != input.contact_id {
        return Err(Error::invalid("contact_id", FieldCode::Immutable));
    }
    Ok(())
}

/// The primary place of the account, locked.
fn primary_of(tx: &mut Tx<'_>, account: AccountId) -> Result<Option<AccountContact>> {
    Ok(primaries_of(tx, &BTreeSet::from([account]))?.pop())
}

/// The primary places of the accounts, locked.
fn primaries_of(tx: &mut Tx<'_>, accounts: &BTreeSet<AccountId>) -> Result<Vec<AccountContact>> {
    let accounts = Value::Uuids(accounts.iter().map(|&account| account.into()).collect());
    let at_accounts = Predicate::AnyOf(column_sql(account_contacts::account_id), accounts);
    let primary = Predicate::Compare(column_sql(account_contacts::is_primary), "=", Value::Boolean(true));
    let live = Predicate::IsNull(column_sql(account_contacts::deleted_at));
    let by_id = vec![(column_sql(account_contacts::id), Direction::Ascending)];
    Ok(AccountContact::lock(tx.conn, &Plan::new(at_accounts.and(primary).and(live), by_id, i64::MAX))?)
}

fn clear_primary(tx: &mut Tx<'_>, link: &AccountContact) -> Result<()> {
    let draft = AccountContactInput { is_primary: false, ..link.input() };
    tx.put(link, &draft).map(drop)
}
