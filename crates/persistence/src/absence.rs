//! Absences of users.

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::{AbsenceId, UserId};
use wire::absence::{Absence, AbsenceInput};
use wire::user::User;

use crate::entity::{as_given, columns, row, statements};
use crate::schema::absences;
use crate::{Entity, Fields, Predicate, Read, Result, Scope};

row!(absences => Absence(AbsenceId) {
    user_id: UserId,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    note: Option<String>,
});
columns!(absences <= AbsenceInput {
    user_id: UserId,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    note: Option<String>,
});

impl Entity for Absence {
    type Draft = AbsenceInput;
    statements!(absences);
    as_given!();

    fn fields() -> Fields<absences::table> {
        use absences::*;
        Fields::unnamed(table, id, deleted_at)
            .standard(id, created_at, updated_at)
            .reference::<User>("user_id", user_id)
            .date("starts_on", starts_on)
            .date("ends_on", ends_on)
            .sorted_by_default("-starts_on")
    }

    fn visible(scope: &Scope<'_>) -> Predicate {
        scope.everyone()
    }

    fn label(&self) -> String {
        format!("{} – {}", self.starts_on, self.ends_on)
    }
}

impl Read<'_> {
    /// Those of the users who are away today.
    pub(crate) fn absent(&mut self, users: &[UserId]) -> Result<Vec<UserId>> {
        let zone = self.settings()?.time_zone;
        let today = self.today(zone);
        let away = absences::table
            .filter(absences::user_id.eq_any(users))
            .filter(absences::starts_on.le(today))
            .filter(absences::ends_on.ge(today))
            .filter(absences::deleted_at.is_null());
        Ok(away.select(absences::user_id).load(self.conn)?)
    }
}
