//! Giving leads to whom the rules say.

use domain::LeadId;
use domain::assignment::Candidate;
use domain::lead::LeadStatus;
use uuid::Uuid;
use wire::assignment_rule::{AskedRule, AssignmentCandidate, AssignmentRule, LeadAssignment};
use wire::lead::Lead;

use crate::list::{Plan, Predicate, Value, column_sql};
use crate::schema::leads;
use crate::{Entity, Read, Result, Tx};

impl Read<'_> {
    /// Who would get a lead now, and why; [`crate::Error::NotFound`] if the actor cannot see it.
    pub fn lead_assignment(&mut self, id: LeadId) -> Result<LeadAssignment> {
        self.get::<Lead>(id)?;
        let mut assignment = LeadAssignment { owner_id: None, rules: Vec::new() };
        for rule in self.active_assignment_rules()? {
            let passes = self.passing(&rule, &[id.0])?;
            if Lead::fetch(self.conn, &Plan::new(passes, Vec::new(), 1))?.is_empty() {
                continue;
            }
            let candidates = self.candidates(&rule)?;
            let all: Vec<Candidate> = candidates.iter().map(|(candidate, _)| candidate.clone()).collect();
            let picked = rule.method.pick(&all, rule.last_user_id, rule.capacity);
            let shown = |(candidate, name): (Candidate, String)| AssignmentCandidate {
                is_full: candidate.is_full(rule.capacity),
                user_id: candidate.user_id,
                name,
                is_absent: candidate.is_absent,
                open_leads: candidate.open_leads,
            };
            let candidates = candidates.into_iter().map(shown).collect();
            assignment.rules.push(AskedRule { rule_id: rule.id, name: rule.name, candidates });
            if let Some(place) = picked {
                assignment.owner_id = Some(all[place].user_id);
                break;
            }
        }
        Ok(assignment)
    }

    /// Those of the leads that the rule may give away: they pass its filter, and somebody works on them or should.
    fn passing(&mut self, rule: &AssignmentRule, ids: &[Uuid]) -> Result<Predicate> {
        let open = LeadStatus::ALL.iter().filter(|status| status.is_open());
        let open = Value::Texts(open.map(LeadStatus::to_string).collect());
        let among = Predicate::AnyOf(column_sql(leads::id), Value::Uuids(ids.to_vec()));
        let live = Predicate::IsNull(column_sql(leads::deleted_at));
        let open = Predicate::AnyOf(column_sql(leads::status), open);
        Ok(self.leads_of(&rule.filter)?.and(among).and(open).and(live))
    }
}

impl Tx<'_> {
    /// Gives each of the open leads to whom the first rule says that it passes and that has somebody for it; those that
    /// found somebody, as they are then. Whoever gives by the same rule waits for the end of the transaction.
    pub fn assign_leads(&mut self, ids: &[LeadId]) -> Result<Vec<Lead>> {
        let mut left: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
        let mut given = Vec::new();
        for rule in self.active_assignment_rules()? {
            if left.is_empty() {
                break;
            }
            let more = self.assign_by(&rule, &left)?;
            left.retain(|id| more.iter().all(|lead| lead.id.0 != *id));
            given.extend(more);
        }
        Ok(given)
    }

    /// Gives away by one rule; the leads that found somebody.
    fn assign_by(&mut self, rule: &AssignmentRule, ids: &[Uuid]) -> Result<Vec<Lead>> {
        let passes = self.passing(rule, ids)?;
        let mut passed = Lead::lock(self.conn, &Plan::new(passes, Vec::new(), i64::MAX))?;
        passed.sort_by_key(|lead| ids.iter().position(|id| *id == lead.id.0));
        if passed.is_empty() {
            return Ok(Vec::new());
        }
        let mut last = self.lock_turn(rule.id)?;
        let candidates = self.candidates(rule)?;
        let mut candidates: Vec<Candidate> = candidates.into_iter().map(|(candidate, _)| candidate).collect();
        let mut given = Vec::new();
        for lead in passed {
            let Some(place) = rule.method.pick(&candidates, last, rule.capacity) else { break };
            let picked = &mut candidates[place];
            last = Some(picked.user_id);
            if lead.owner_id == picked.user_id {
                given.push(lead);
                continue;
            }
            picked.open_leads += 1;
            let to = self.owner_of(picked.user_id)?;
            given.push(self.give(&lead, to, Some(&rule.name))?);
            self.tell("rule", rule.name.clone());
        }
        self.keep_turn(rule.id, last)?;
        Ok(given)
    }
}
