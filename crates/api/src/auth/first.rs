//! The first user of an empty installation, who lets all others in.

use domain::UserId;
use domain::language::Language;
use persistence::role::builtin::{ADMINISTRATOR, ensure_builtin_roles};
use persistence::{Actor, Error, Store};
use wire::branch::{Branch, BranchInput};
use wire::department::{Department, DepartmentInput};
use wire::problem::ProblemCode;
use wire::user::{User, UserInput};
use wire::{FieldCode, FieldError};

use super::password;

const NAME: &str = "总部";
const TIME_ZONE: &str = "Asia/Shanghai";

/// Makes a head office with one department and an administrator in it.
///
/// `state_not_allowed` if there are users already; [`Error::Invalid`] if a field is wrong or the password is too
/// easy to guess.
pub fn create_first_admin(store: &Store, name: &str, email: &str, password: &str) -> Result<UserId, Error> {
    let invalid = |errors: Vec<FieldError>| Err(Error::Invalid(errors));
    if let Some(weakness) = password::weakness("password", password, name, email) {
        return invalid(vec![weakness]);
    }
    if store.has_users()? {
        let fields = vec![FieldError::at("", FieldCode::NotAllowed).with("hint", "there are users already")];
        return Err(Error::Rule { code: ProblemCode::StateNotAllowed, fields });
    }
    let hash = password::hash(password).map_err(Error::Internal)?;
    ensure_builtin_roles(store)?;
    let system = Actor::system("first administrator");
    let email = email.trim().to_lowercase();
    let (name, address) = (name.to_owned(), email.clone());
    store.write(&system, move |tx| {
        let branch = BranchInput { name: NAME.to_owned(), parent_id: None, time_zone: TIME_ZONE.to_owned() };
        let branch = tx.create::<Branch>(branch)?;
        let department = DepartmentInput { name: NAME.to_owned(), branch_id: branch.id, parent_id: None };
        let department = tx.create::<Department>(department)?;
        tx.create::<User>(UserInput {
            name,
            email: address,
            phone: None,
            title: None,
            department_id: department.id,
            manager_id: None,
            role_ids: vec![ADMINISTRATOR],
            language: Language::Chinese,
            time_zone: TIME_ZONE.to_owned(),
            is_active: true,
            external_ids: Vec::new(),
        })
    })?;
    store.force_password(&system, &email, &hash)
}
