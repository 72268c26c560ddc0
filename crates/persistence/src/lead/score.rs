//! The score of a lead: worked out when it is written, when something is done with it, and every night. It is no edit,
//! so it leaves the version alone.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, Bool, Integer, Uuid as SqlUuid};
use domain::LeadId;
use domain::activity::{ActivityType, RecordKind};
use domain::lead::LeadStatus;
use domain::scoring::{Criterion, Facts, idle_weeks, total};
use serde_json::Value;
use uuid::Uuid;
use wire::Resource;
use wire::lead::{Lead, LeadInput};
use wire::scoring_rule::{LeadScore, LeadScoring, ScoreLine, ScoringRule};

use super::Row;
use crate::schema::{activities, leads};
use crate::{Error, Read, Result, Tx, scoring_rule};

/// By lead, when an activity of each type was last done with it.
type Done = HashMap<Uuid, BTreeMap<ActivityType, DateTime<Utc>>>;

/// How leads are scored now.
#[derive(Debug, Clone)]
pub(crate) struct Scale {
    rules: Vec<(ScoringRule, Criterion)>,
    settings: LeadScoring,
}

impl Scale {
    /// The score, line by line.
    fn score(&self, facts: &Facts, now: DateTime<Utc>) -> LeadScore {
        let line = |(rule, criterion): &(ScoringRule, Criterion)| {
            let holds = criterion.holds(facts, now);
            let points = if holds { rule.points } else { 0 };
            ScoreLine { rule_id: rule.id, name: rule.name.clone(), holds, points }
        };
        let lines: Vec<ScoreLine> = self.rules.iter().map(line).collect();
        let points = lines.iter().fold(0_i32, |sum, line| sum.saturating_add(line.points));
        let LeadScoring { hot_score, decay_points } = self.settings;
        let idle_weeks = idle_weeks(facts.last_sign, now);
        let score = total(points, decay_points, idle_weeks);
        let decay = decay_points.saturating_mul(idle_weeks);
        LeadScore { score, is_hot: score >= hot_score, hot_score, lines, idle_weeks, decay }
    }

    fn asks_for_activities(&self) -> bool {
        self.rules.iter().any(|(_, criterion)| matches!(criterion, Criterion::Activity { .. }))
    }
}

/// What is known of a lead with these fields, of which `before` is what was known till now.
fn facts(input: &LeadInput, before: Option<&Lead>, done: &Done, now: DateTime<Utc>) -> Result<Facts> {
    let Value::Object(members) = serde_json::to_value(input)? else { return Ok(Facts::default()) };
    let fields = members.into_iter().map(|(name, value)| (name, texts(value))).collect();
    let activities = before.and_then(|lead| done.get(&lead.id.0)).cloned().unwrap_or_default();
    let last_sign = before.map_or(now, |lead| lead.last_activity_at.unwrap_or(lead.created_at));
    Ok(Facts { fields, activities, last_sign })
}

fn texts(value: Value) -> Vec<String> {
    match value {
        Value::Null => Vec::new(),
        Value::String(text) => vec![text],
        Value::Array(items) => items.into_iter().flat_map(texts).collect(),
        other => vec![other.to_string()],
    }
}

impl Read<'_> {
    /// The score of a lead as it is now; [`Error::NotFound`] if the actor cannot see it.
    pub fn lead_score(&mut self, id: LeadId) -> Result<LeadScore> {
        let lead: Lead = self.get(id)?;
        self.score_of(&lead.input(), Some(&lead))
    }

    /// The score of a lead that is about to have these fields.
    pub(super) fn score_of(&mut self, input: &LeadInput, before: Option<&Lead>) -> Result<LeadScore> {
        let scale = self.scale()?;
        let done = match before {
            Some(lead) if scale.asks_for_activities() => self.done_with(&[lead.id.0])?,
            _ => Done::new(),
        };
        let now = self.now();
        Ok(scale.score(&facts(input, before, &done, now)?, now))
    }

    fn scale(&mut self) -> Result<Scale> {
        if let Some(scale) = self.cached_scale() {
            return Ok(scale);
        }
        let rules = self.active_rules()?.into_iter();
        let rules =
            rules.filter_map(|rule| scoring_rule::criterion(&rule).map(|criterion| (rule, criterion)));
        let scale = Scale { rules: rules.collect(), settings: self.scoring_settings()? };
        self.cache_scale(scale.clone());
        Ok(scale)
    }

    fn done_with(&mut self, leads: &[Uuid]) -> Result<Done> {
        use activities::{deleted_at, done_at, record_id, record_kind, type_};
        let rows: Vec<(Option<Uuid>, ActivityType, Option<DateTime<Utc>>)> = activities::table
            .filter(record_kind.eq(RecordKind::Lead))
            .filter(record_id.eq_any(leads))
            .filter(done_at.is_not_null())
            .filter(deleted_at.is_null())
            .group_by((record_id, type_))
            .select((record_id, type_, diesel::dsl::max(done_at)))
            .load(self.conn)?;
        let mut done = Done::new();
        for (lead, kind, at) in rows {
            if let Some((lead, at)) = lead.zip(at) {
                done.entry(lead).or_default().insert(kind, at);
            }
        }
        Ok(done)
    }
}

impl Tx<'_> {
    /// Scores one lead anew, after something was done with it.
    pub(crate) fn rescore_lead(&mut self, id: LeadId) -> Result<()> {
        let lead = leads::table.find(id).select(Row::as_select()).first::<Row>(self.conn).optional()?;
        self.rescore(lead.into_iter().map(Lead::from).collect())
    }

    /// Scores at most `most` leads that are neither converted nor disqualified anew, in the order of their ids from
    /// `after` on; the last one, unless there are no more.
    pub fn rescore_leads(&mut self, after: Option<LeadId>, most: usize) -> Result<Option<LeadId>> {
        let ended = [LeadStatus::Converted, LeadStatus::Disqualified];
        let rows: Vec<Row> = leads::table
            .filter(leads::id.gt(after.unwrap_or(LeadId(Uuid::nil()))))
            .filter(leads::status.ne_all(ended))
            .filter(leads::deleted_at.is_null())
            .order(leads::id)
            .limit(i64::try_from(most).unwrap_or(i64::MAX))
            .select(Row::as_select())
            .for_update()
            .load(self.conn)?;
        let last = rows.last().map(|row| row.id).filter(|_| rows.len() == most);
        self.rescore(rows.into_iter().map(Lead::from).collect())?;
        Ok(last)
    }

    fn rescore(&mut self, leads: Vec<Lead>) -> Result<()> {
        let (scale, now) = (self.scale()?, self.now());
        let ids: Vec<Uuid> = leads.iter().map(|lead| lead.id.0).collect();
        let done = if scale.asks_for_activities() { self.done_with(&ids)? } else { Done::new() };
        let (mut ids, mut scores, mut hot) = (Vec::new(), Vec::new(), Vec::new());
        for lead in &leads {
            let LeadScore { score, is_hot, .. } =
                scale.score(&facts(&lead.input(), Some(lead), &done, now)?, now);
            if (score, is_hot) != (lead.score, lead.is_hot) {
                ids.push(lead.id.0);
                scores.push(score);
                hot.push(is_hot);
            }
        }
        if ids.is_empty() {
            return Ok(());
        }
        // diesel has no UPDATE … FROM.
        sql_query(
            "UPDATE leads SET score = scored.score, is_hot = scored.is_hot \
             FROM unnest($1, $2, $3) AS scored (id, score, is_hot) WHERE leads.id = scored.id",
        )
        .bind::<Array<SqlUuid>, _>(ids)
        .bind::<Array<Integer>, _>(scores)
        .bind::<Array<Bool>, _>(hot)
        .execute(self.conn)
        .map_err(Error::from)?;
        Ok(())
    }
}
