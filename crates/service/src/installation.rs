//! The first steps of a new installation.

use domain::{Kind, UserId};
use persistence::{Actor, Error, Result, Store, role};
use serde_json::json;
use wire::branch::{Branch, BranchInput};
use wire::department::{Department, DepartmentInput};
use wire::user::{User, UserInput};
use wire::{ListQuery, Resource};

/// What a new installation begins with: the ready-made roles. Safe to call again.
pub fn prepare(store: &Store) -> Result<usize> {
    role::builtin::ensure_builtin_roles(store)
}

/// A new user with a password, for the administrator at the console. The first one brings along the head office.
#[derive(Debug)]
pub struct NewUser {
    /// Full name.
    pub name: String,
    /// Sign-in name.
    pub email: String,
    /// Code of the role, such as `administrator`.
    pub role: String,
    /// Argon2id, PHC string.
    pub password_hash: String,
}

/// Creates the user, in the first department there is.
pub fn create_user(store: &Store, new: NewUser) -> Result<UserId> {
    let actor = Actor::system("console");
    let NewUser { name, email, role, password_hash } = new;
    let user = store.write(&actor, |tx| {
        let by_code =
            ListQuery::parse(&format!("code={role}")).map_err(|error| Error::Internal(error.hint))?;
        let roles = tx.page::<wire::role::Role>(&by_code)?.data;
        let role = roles.first().ok_or(Error::NotFound(Kind::Role))?.id;
        let department = match tx.page::<Department>(&ListQuery::default())?.data.last() {
            Some(department) => department.id,
            None => head_office(tx)?,
        };
        let input = json!({ "name": name, "email": email, "department_id": department, "role_ids": [role] });
        tx.create::<User>(persistence::read_input::<UserInput>(input)?)
    })?;
    store.force_password(&actor, &email, &password_hash)?;
    Ok(user.id())
}

fn head_office(tx: &mut persistence::Tx<'_>) -> Result<domain::DepartmentId> {
    let branch = json!({ "name": "总部 Head office", "time_zone": "Asia/Shanghai" });
    let branch = tx.create::<Branch>(persistence::read_input::<BranchInput>(branch)?)?;
    let department = json!({ "name": "管理部 Management", "branch_id": branch.id });
    Ok(tx.create::<Department>(persistence::read_input::<DepartmentInput>(department)?)?.id)
}
