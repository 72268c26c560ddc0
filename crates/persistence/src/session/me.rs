//! The user who asks, as the clients need to know.

use diesel::prelude::*;
use domain::{Action, Kind};
use wire::auth::Me;

use crate::schema::{branches, departments, settings, users};
use crate::{Actor, Error, Result, Store};

impl Store {
    /// Who the actor is and what they may do; [`Error::Forbidden`] for the system, which is nobody.
    pub fn me(&self, actor: &Actor) -> Result<Me> {
        let id = actor.user_id().ok_or(Error::Forbidden(Kind::User, Action::Read))?;
        self.connected(|conn| {
            let base_currency = settings::table.select(settings::base_currency).first(conn)?;
            let user = users::table
                .inner_join(departments::table.inner_join(branches::table))
                .filter(users::id.eq(id));
            let (name, email, department_id, department_name, branch_id, branch_name, language, time_zone) =
                user.select((
                    users::name,
                    users::email,
                    departments::id,
                    departments::name,
                    branches::id,
                    branches::name,
                    users::language,
                    users::time_zone,
                ))
                .get_result(conn)
                .optional()?
                .ok_or(Error::NotFound(Kind::User))?;
            Ok(Me {
                id,
                name,
                email,
                department_id,
                department_name,
                branch_id,
                branch_name,
                language,
                time_zone,
                base_currency,
                permissions: actor.access().permissions.clone(),
                rights: actor.access().rights.clone(),
            })
        })
    }
}
