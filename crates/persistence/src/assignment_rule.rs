//! Rules that say who gets a lead.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::assignment::{AssignmentMethod, Candidate};
use domain::lead::LeadStatus;
use domain::{AssignmentRuleId, DepartmentId, UserId};
use wire::FieldError;
use wire::assignment_rule::{AssignmentRule, AssignmentRuleInput};
use wire::department::Department;
use wire::lead::Lead;
use wire::list::{Direction, Filter};
use wire::user::User;

use crate::entity::statements;
use crate::list::column_sql;
use crate::schema::{assignment_rules, leads, users};
use crate::stored::Stored;
use crate::{Entity, Error, Fields, Plan, Predicate, Read, Result, Scope, Tx};

#[derive(diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = assignment_rules, check_for_backend(diesel::pg::Pg))]
struct Row {
    id: AssignmentRuleId,
    version: i64,
    created_at: DateTime<Utc>,
    created_by: Option<UserId>,
    updated_at: DateTime<Utc>,
    updated_by: Option<UserId>,
    name: String,
    position: i32,
    is_active: bool,
    filter: Stored<Filter>,
    method: AssignmentMethod,
    user_ids: Vec<UserId>,
    department_id: Option<DepartmentId>,
    capacity: Option<i32>,
    last_user_id: Option<UserId>,
}

impl From<Row> for AssignmentRule {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            version: row.version,
            created_at: row.created_at,
            created_by: row.created_by,
            updated_at: row.updated_at,
            updated_by: row.updated_by,
            name: row.name,
            position: row.position,
            is_active: row.is_active,
            filter: row.filter.0,
            method: row.method,
            user_ids: row.user_ids,
            department_id: row.department_id,
            capacity: row.capacity,
            last_user_id: row.last_user_id,
        }
    }
}

#[derive(diesel::Insertable, diesel::AsChangeset)]
#[diesel(table_name = assignment_rules, treat_none_as_null = true)]
struct Columns {
    name: String,
    position: i32,
    is_active: bool,
    filter: Stored<Filter>,
    method: AssignmentMethod,
    user_ids: Vec<UserId>,
    department_id: Option<DepartmentId>,
    capacity: Option<i32>,
}

impl From<&AssignmentRuleInput> for Columns {
    fn from(input: &AssignmentRuleInput) -> Self {
        Self {
            name: input.name.clone(),
            position: input.position,
            is_active: input.is_active,
            filter: Stored(input.filter.clone()),
            method: input.method,
            user_ids: input.user_ids.clone(),
            department_id: input.department_id,
            capacity: input.capacity,
        }
    }
}

impl Entity for AssignmentRule {
    type Draft = AssignmentRuleInput;
    statements!(assignment_rules);

    fn fields() -> Fields<assignment_rules::table> {
        use assignment_rules::*;
        Fields::of(table, id, name, deleted_at)
            .standard(id, created_at, updated_at)
            .searched("name", name)
            .integer("position", position)
            .boolean("is_active", is_active)
            .choice("method", method, AssignmentMethod::WORDS)
            .references::<User>("user_ids", user_ids)
            .reference::<Department>("department_id", department_id)
            .sorted_by_default("position")
    }

    fn visible(scope: &Scope<'_>) -> Predicate {
        scope.everyone()
    }

    fn prepare(tx: &mut Tx<'_>, _: Option<&Self>, input: AssignmentRuleInput) -> Result<AssignmentRuleInput> {
        tx.leads_of(&input.filter)?;
        Ok(input)
    }

    fn label(&self) -> String {
        self.name.clone()
    }
}

impl Read<'_> {
    /// The active rules, in their order.
    pub(crate) fn active_assignment_rules(&mut self) -> Result<Vec<AssignmentRule>> {
        use Direction::Ascending;
        let live = Predicate::IsNull(column_sql(assignment_rules::deleted_at));
        let order = vec![
            (column_sql(assignment_rules::position), Ascending),
            (column_sql(assignment_rules::id), Ascending),
        ];
        let rules = AssignmentRule::fetch(self.conn, &Plan::new(live, order, i64::MAX))?;
        Ok(rules.into_iter().filter(|rule| rule.is_active).collect())
    }

    /// The leads that a rule's filter lets through; what is wrong with the filter, at `filter`.
    pub(crate) fn leads_of(&mut self, filter: &Filter) -> Result<Predicate> {
        let at_filter =
            |error: FieldError| FieldError { pointer: Some("/filter".to_owned()), parameter: None, ..error };
        Lead::fields()
            .predicate(filter, &self.context())
            .map_err(|errors| Error::Invalid(errors.into_iter().map(at_filter).collect()))
    }

    /// Who may get what a rule gives away, in turn, with their names: the active users of its list, then those of its
    /// department in the order of their names. Three statements.
    pub(crate) fn candidates(&mut self, rule: &AssignmentRule) -> Result<Vec<(Candidate, String)>> {
        let of_department = users::department_id.nullable().eq(rule.department_id).assume_not_null();
        let mut found: Vec<(UserId, String)> = users::table
            .filter(users::id.eq_any(&rule.user_ids).or(of_department))
            .filter(users::is_active)
            .filter(users::deleted_at.is_null())
            .order((users::name, users::id))
            .select((users::id, users::name))
            .load(self.conn)?;
        let place = |id: &UserId| rule.user_ids.iter().position(|user| user == id).unwrap_or(usize::MAX);
        found.sort_by_key(|(id, _)| place(id));
        let ids: Vec<UserId> = found.iter().map(|(id, _)| *id).collect();
        let absent = self.absent(&ids)?;
        let open: Vec<LeadStatus> =
            LeadStatus::ALL.iter().copied().filter(|status| status.is_open()).collect();
        let counts: Vec<(UserId, i64)> = leads::table
            .filter(leads::owner_id.eq_any(&ids))
            .filter(leads::status.eq_any(open))
            .filter(leads::deleted_at.is_null())
            .group_by(leads::owner_id)
            .select((leads::owner_id, diesel::dsl::count_star()))
            .load(self.conn)?;
        let candidate = |(user_id, name): (UserId, String)| {
            let count = counts.iter().find(|(owner, _)| *owner == user_id);
            let open_leads = count.map_or(0, |(_, count)| *count);
            (Candidate { user_id, is_absent: absent.contains(&user_id), open_leads }, name)
        };
        Ok(found.into_iter().map(candidate).collect())
    }
}

impl Tx<'_> {
    /// Who got the last one by the rule; until the end of the transaction nobody else gives away by it.
    pub(crate) fn lock_turn(&mut self, rule: AssignmentRuleId) -> Result<Option<UserId>> {
        let rule = assignment_rules::table.find(rule).for_update();
        Ok(rule.select(assignment_rules::last_user_id).first(self.conn)?)
    }

    /// Notes who got the last one.
    pub(crate) fn keep_turn(&mut self, rule: AssignmentRuleId, last: Option<UserId>) -> Result<()> {
        diesel::update(assignment_rules::table.find(rule))
            .set(assignment_rules::last_user_id.eq(last))
            .execute(self.conn)?;
        Ok(())
    }
}
