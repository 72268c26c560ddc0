//! Users: everybody who may see users sees all colleagues.

use diesel::prelude::*;
use domain::language::Language;
use domain::lead::LeadStatus;
use domain::opportunity::Outcome;
use domain::{Action, DepartmentId, Kind, RoleId, UserId};
use wire::FieldCode;
use wire::department::Department;
use wire::role::Role;
use wire::user::{User, UserInput};

use crate::entity::{columns, row, statements};
use crate::schema::{accounts, activities, contacts, leads, opportunities, users};
use crate::{Entity, Error, Fields, Predicate, Result, Scope, Tx, time_zone};

row!(users => User(UserId) {
    name: String,
    email: String,
    phone: Option<String>,
    title: Option<String>,
    department_id: DepartmentId,
    manager_id: Option<UserId>,
    role_ids: Vec<RoleId>,
    language: Language,
    time_zone: String,
    is_active: bool,
    external_ids: Vec<String>,
});
columns!(users <= UserInput {
    name: String,
    email: String,
    phone: Option<String>,
    title: Option<String>,
    department_id: DepartmentId,
    manager_id: Option<UserId>,
    role_ids: Vec<RoleId>,
    language: Language,
    time_zone: String,
    is_active: bool,
    external_ids: Vec<String>,
});

impl Entity for User {
    type Draft = UserInput;
    statements!(users);

    fn fields() -> Fields<users::table> {
        use users::*;
        Fields::of(table, id, name, deleted_at)
            .standard(id, created_at, updated_at)
            .searched("name", name)
            .text("email", email)
            .reference::<Department>("department_id", department_id)
            .reference::<User>("manager_id", manager_id)
            .references::<Role>("role_ids", role_ids)
            .boolean("is_active", is_active)
            .texts("external_ids", external_ids)
            .sorted_by_default("name")
    }

    fn visible(scope: &Scope<'_>) -> Predicate {
        scope.everyone()
    }

    fn prepare(tx: &mut Tx<'_>, before: Option<&Self>, mut input: UserInput) -> Result<UserInput> {
        time_zone::check(&input.time_zone)?;
        tx.check_no_cycle::<User>("manager_id", before.map(|user| user.id), input.manager_id)?;
        input.role_ids.sort_unstable();
        input.role_ids.dedup();
        check_roles(tx, before, &input)?;
        if let Some(before) = before {
            keeps_own_way_in(tx, before, &input)?;
            if before.is_active && !input.is_active {
                leaves_nothing(tx, before.id)?;
            }
        }
        Ok(input)
    }

    /// Nobody deletes themselves: the last administrator would take everybody's way in along.
    fn after_settle(tx: &mut Tx<'_>, user: &Self) -> Result<()> {
        match tx.actor.user_id() {
            Some(me) if me == user.id => Err(Error::state("id", "nobody deletes themselves")),
            _ if user.is_active => leaves_nothing(tx, user.id),
            _ => Ok(()),
        }
    }

    fn label(&self) -> String {
        self.name.clone()
    }
}

/// Nobody disables themselves or gives up a role of their own, for the same reason.
fn keeps_own_way_in(tx: &Tx<'_>, before: &User, input: &UserInput) -> Result<()> {
    if tx.actor.user_id() != Some(before.id) {
        return Ok(());
    }
    let mine = |field| Err(Error::state(field, "somebody else has to do that"));
    if before.is_active && !input.is_active {
        return mine("is_active");
    }
    let keeps_all = before.role_ids.iter().all(|role| input.role_ids.contains(role));
    if keeps_all { Ok(()) } else { mine("role_ids") }
}

/// Nobody goes whose records nobody would look after: others get them first.
fn leaves_nothing(tx: &mut Tx<'_>, user: UserId) -> Result<()> {
    let ended = [LeadStatus::Converted, LeadStatus::Disqualified];
    let accounts = accounts::table.filter(accounts::owner_id.eq(user)).filter(accounts::deleted_at.is_null());
    let contacts = contacts::table.filter(contacts::owner_id.eq(user)).filter(contacts::deleted_at.is_null());
    let leads = leads::table
        .filter(leads::owner_id.eq(user))
        .filter(leads::status.ne_all(ended))
        .filter(leads::deleted_at.is_null());
    let deals = opportunities::table
        .filter(opportunities::owner_id.eq(user))
        .filter(opportunities::outcome.eq(Outcome::Open))
        .filter(opportunities::deleted_at.is_null());
    let tasks = activities::table
        .filter(activities::owner_id.eq(user))
        .filter(activities::done_at.is_null())
        .filter(activities::deleted_at.is_null());
    let left: [(&str, i64); 5] = [
        ("accounts", accounts.count().get_result(tx.conn)?),
        ("contacts", contacts.count().get_result(tx.conn)?),
        ("leads", leads.count().get_result(tx.conn)?),
        ("opportunities", deals.count().get_result(tx.conn)?),
        ("activities", tasks.count().get_result(tx.conn)?),
    ];
    let left: Vec<String> = left
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(kinds, count)| format!("{count} {kinds}"))
        .collect();
    if left.is_empty() {
        return Ok(());
    }
    Err(Error::state("is_active", format!("others must get what is still theirs: {}", left.join(", "))))
}

/// Roles are handed out by those who may change roles: nobody gives more than they could anyway.
fn check_roles(tx: &Tx<'_>, before: Option<&User>, input: &UserInput) -> Result<()> {
    let held: &[RoleId] = before.map_or(&[], |user| &user.role_ids);
    if held == input.role_ids || tx.actor.scope(Kind::Role, Action::Update).is_ok() {
        return Ok(());
    }
    Err(Error::invalid("role_ids", FieldCode::NotAllowed))
}
