//! Rules that give leads points. A change of them, or of what holds for all scores, has all leads scored anew.

use diesel::prelude::*;
use domain::activity::ActivityType;
use domain::scoring::{Criterion, FieldTest};
use domain::{Action, Kind, ScoringRuleId};
use serde_json::json;
use uuid::Uuid;
use wire::lead::LeadInput;
use wire::scoring_rule::{LeadScoring, ScoringRule, ScoringRuleInput};
use wire::shape::members;
use wire::{FieldCode, Resource};

use crate::change::{SecurityEvent, record_security};
use crate::entity::{columns, row, statements};
use crate::job::ScoreLeads;
use crate::list::column_sql;
use crate::schema::{scoring_rules, settings};
use crate::{Entity, Error, Fields, Plan, Predicate, Read, Result, Scope, Tx};

row!(scoring_rules => ScoringRule(ScoringRuleId) {
    name: String,
    points: i32,
    is_active: bool,
    field: Option<String>,
    test: Option<FieldTest>,
    value: Option<String>,
    activity_type: Option<ActivityType>,
    within_days: Option<i32>,
});
columns!(scoring_rules <= ScoringRuleInput {
    name: String,
    points: i32,
    is_active: bool,
    field: Option<String>,
    test: Option<FieldTest>,
    value: Option<String>,
    activity_type: Option<ActivityType>,
    within_days: Option<i32>,
});

impl Entity for ScoringRule {
    type Draft = ScoringRuleInput;
    statements!(scoring_rules);

    fn fields() -> Fields<scoring_rules::table> {
        use scoring_rules::*;
        Fields::of(table, id, name, deleted_at)
            .standard(id, created_at, updated_at)
            .searched("name", name)
            .integer("points", points)
            .boolean("is_active", is_active)
            .sorted_by_default("name")
    }

    fn visible(scope: &Scope<'_>) -> Predicate {
        scope.everyone()
    }

    fn prepare(_: &mut Tx<'_>, _: Option<&Self>, input: ScoringRuleInput) -> Result<ScoringRuleInput> {
        let is_known = |field: &String| members::<LeadInput>().iter().any(|member| member.name == *field);
        if input.field.as_ref().is_some_and(|field| !is_known(field)) {
            return Err(Error::invalid("field", FieldCode::UnknownValue));
        }
        Ok(input)
    }

    fn after_create(tx: &mut Tx<'_>, _: &[Self]) -> Result<()> {
        tx.enqueue(&ScoreLeads {})
    }

    fn after_update(tx: &mut Tx<'_>, _: &Self, _: &Self) -> Result<()> {
        tx.enqueue(&ScoreLeads {})
    }

    fn after_settle(tx: &mut Tx<'_>, _: &Self) -> Result<()> {
        tx.enqueue(&ScoreLeads {})
    }

    fn label(&self) -> String {
        self.name.clone()
    }
}

/// What a rule asks.
pub(crate) fn criterion(rule: &ScoringRule) -> Option<Criterion> {
    if let Some(within_days) = rule.within_days {
        return Some(Criterion::Activity { kind: rule.activity_type, within_days });
    }
    let value = rule.value.clone().unwrap_or_default();
    Some(Criterion::Field { name: rule.field.clone()?, test: rule.test?, value })
}

impl Read<'_> {
    /// The active rules, in the order of their names.
    pub(crate) fn active_rules(&mut self) -> Result<Vec<ScoringRule>> {
        use wire::list::Direction::Ascending;
        let live = Predicate::IsNull(column_sql(scoring_rules::deleted_at));
        let order =
            vec![(column_sql(scoring_rules::name), Ascending), (column_sql(scoring_rules::id), Ascending)];
        let rules = ScoringRule::fetch(self.conn, &Plan::new(live, order, i64::MAX))?;
        Ok(rules.into_iter().filter(|rule| rule.is_active).collect())
    }

    /// What holds for the scores of all leads; [`Error::Forbidden`] without the permission to read rules.
    pub fn lead_scoring(&mut self) -> Result<LeadScoring> {
        self.actor.scope(Kind::ScoringRule, Action::Read)?;
        self.scoring_settings()
    }

    pub(crate) fn scoring_settings(&mut self) -> Result<LeadScoring> {
        let columns = (settings::hot_lead_score, settings::lead_decay_points);
        let (hot_score, decay_points) = settings::table.select(columns).first(self.conn)?;
        Ok(LeadScoring { hot_score, decay_points })
    }
}

impl Tx<'_> {
    /// Sets what holds for the scores of all leads, and leaves a line in the audit log. Needs the permission to change
    /// rules.
    pub fn set_lead_scoring(&mut self, scoring: LeadScoring) -> Result<LeadScoring> {
        self.actor.scope(Kind::ScoringRule, Action::Update)?;
        let before = self.scoring_settings()?;
        let LeadScoring { hot_score, decay_points } = scoring;
        diesel::update(settings::table)
            .set((settings::hot_lead_score.eq(hot_score), settings::lead_decay_points.eq(decay_points)))
            .execute(self.conn)?;
        let event = SecurityEvent {
            kind: ScoringRule::KIND,
            record_id: Uuid::nil(),
            verb: "set_lead_scoring",
            actor_id: self.actor.user_id(),
            origin: self.actor.origin(),
            facts: json!({
                "hot_score": { "from": before.hot_score, "to": hot_score },
                "decay_points": { "from": before.decay_points, "to": decay_points },
            }),
        };
        let runtime = self.runtime;
        record_security(self.conn, runtime, event)?;
        self.enqueue(&ScoreLeads {})?;
        Ok(scoring)
    }
}
