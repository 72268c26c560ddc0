//! The user who asks, as the clients need to know.

use diesel::prelude::*;
use domain::{Action, Kind};
use wire::auth::Me;
use wire::user::User;

use crate::schema::{branches, departments, settings};
use crate::{Actor, Error, Result, Store};

impl Store {
    /// Who the actor is and what they may do; [`Error::Forbidden`] for the system, which is nobody.
    pub fn me(&self, actor: &Actor) -> Result<Me> {
        let id = actor.user_id().ok_or(Error::Forbidden(Kind::User, Action::Read))?;
        // Everybody may see themselves, whatever their roles.
        let user: User = self.read(&Actor::system("me"), |read| read.get(id))?;
        self.connected(|conn| {
            let base_currency = settings::table.select(settings::base_currency).first(conn)?;
            let (department_name, branch_id, branch_name) = departments::table
                .inner_join(branches::table)
                .filter(departments::id.eq(user.department_id))
                .select((departments::name, branches::id, branches::name))
                .get_result(conn)?;
            let access = actor.access();
            let (permissions, rights) = (access.permissions.clone(), access.rights.clone());
            Ok(Me { user, department_name, branch_id, branch_name, base_currency, permissions, rights })
        })
    }
}
