//! The stays of deals in stages.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::case_when;
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Timestamptz, Uuid as SqlUuid};
use domain::{Amount, Fraction, OpportunityId, PipelineId, StageId, UserId};
use uuid::Uuid;
use wire::opportunity::{Opportunity, StageStay};

use crate::list::day_begins;
use crate::schema::stage_history;
use crate::{Read, Result, Tx};

#[derive(Insertable)]
#[diesel(table_name = stage_history)]
struct NewStay {
    id: Uuid,
    opportunity_id: OpportunityId,
    pipeline_id: PipelineId,
    stage_id: StageId,
    from_stage_id: Option<StageId>,
    entered_at: DateTime<Utc>,
    left_at: Option<DateTime<Utc>>,
    actor_id: Option<UserId>,
    base_amount: Option<Amount>,
    probability: Fraction,
    to_stage_id: Option<StageId>,
    is_repeated: bool,
}

impl NewStay {
    /// The stay that a deal is in.
    fn present(tx: &Tx<'_>, deal: &Opportunity, from_stage_id: Option<StageId>) -> Self {
        Self {
            id: tx.runtime.new_id(),
            opportunity_id: deal.id,
            pipeline_id: deal.pipeline_id,
            stage_id: deal.stage_id,
            from_stage_id,
            entered_at: deal.stage_entered_at,
            left_at: None,
            actor_id: tx.actor.user_id(),
            base_amount: deal.base_amount,
            probability: deal.probability,
            to_stage_id: None,
            is_repeated: false,
        }
    }
}

/// Writes the first stays of new deals, in one statement. Deals that are closed when they come, and of which it
/// is known when they began and which open stage they were closed from, have two.
pub(super) fn begin(tx: &mut Tx<'_>, created: &[Opportunity]) -> Result<()> {
    let mut stays = Vec::with_capacity(created.len());
    for deal in created {
        let earlier = match (deal.last_open_stage_id, deal.started_on) {
            (Some(stage), Some(started_on)) => earlier(tx, deal, stage, started_on)?,
            _ => None,
        };
        let from = earlier.as_ref().map(|stay| stay.stage_id);
        stays.extend(earlier);
        stays.push(NewStay::present(tx, deal, from));
    }
    diesel::insert_into(stage_history::table).values(stays).execute(tx.conn)?;
    Ok(())
}

/// The stay that ended when the deal was closed.
fn earlier(
    tx: &mut Tx<'_>,
    deal: &Opportunity,
    stage: StageId,
    started_on: NaiveDate,
) -> Result<Option<NewStay>> {
    let zone = tx.settings()?.time_zone;
    let stage = tx.stage(stage)?;
    let Some(entered_at) = day_begins(started_on, zone) else { return Ok(None) };
    let stay = NewStay {
        id: tx.runtime.new_id(),
        pipeline_id: stage.pipeline_id,
        stage_id: stage.id,
        entered_at: entered_at.min(deal.stage_entered_at),
        left_at: Some(deal.stage_entered_at),
        probability: stage.probability,
        to_stage_id: Some(deal.stage_id),
        ..NewStay::present(tx, deal, None)
    };
    Ok(Some(stay))
}

/// Ends the stay that `before` was in and begins the one that `after` is in; earlier ones in the same stage are no
/// longer the only one there.
pub(super) fn go_on(tx: &mut Tx<'_>, before: &Opportunity, after: &Opportunity) -> Result<()> {
    use stage_history::*;
    let mine = table.filter(opportunity_id.eq(after.id));
    let touched = mine.filter(left_at.is_null().or(stage_id.eq(after.stage_id)));
    let ends_at = after.stage_entered_at.into_sql::<Nullable<Timestamptz>>();
    let next_stage = after.stage_id.into_sql::<Nullable<SqlUuid>>();
    let changes = (
        left_at.eq(case_when(left_at.is_null(), ends_at).otherwise(left_at)),
        to_stage_id.eq(case_when(left_at.is_null(), next_stage).otherwise(to_stage_id)),
        is_repeated.eq(is_repeated.or(stage_id.eq(after.stage_id))),
    );
    let stages: Vec<StageId> =
        diesel::update(touched).set(changes).returning(stage_id).get_results(tx.conn)?;
    let next = NewStay {
        is_repeated: stages.contains(&after.stage_id),
        ..NewStay::present(tx, after, Some(before.stage_id))
    };
    diesel::insert_into(table).values(next).execute(tx.conn)?;
    Ok(())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = stage_history, check_for_backend(diesel::pg::Pg))]
struct Stay {
    pipeline_id: PipelineId,
    stage_id: StageId,
    from_stage_id: Option<StageId>,
    entered_at: DateTime<Utc>,
    left_at: Option<DateTime<Utc>>,
    actor_id: Option<UserId>,
    base_amount: Option<Amount>,
    probability: Fraction,
}

impl Read<'_> {
    /// The stays of a deal in stages, the first one first; [`crate::Error::NotFound`] if the actor cannot see it.
    pub fn stage_history(&mut self, deal: OpportunityId) -> Result<Vec<StageStay>> {
        let base_currency = self.get::<Opportunity>(deal)?.base_currency;
        let stays: Vec<Stay> = stage_history::table
            .filter(stage_history::opportunity_id.eq(deal))
            .order((stage_history::entered_at, stage_history::id))
            .select(Stay::as_select())
            .load(self.conn)?;
        let shown = |stay: Stay| StageStay {
            pipeline_id: stay.pipeline_id,
            stage_id: stay.stage_id,
            from_stage_id: stay.from_stage_id,
            entered_at: stay.entered_at,
            left_at: stay.left_at,
            actor_id: stay.actor_id,
            base_amount: stay.base_amount.map(|amount| amount.in_currency(base_currency)),
            base_currency,
            probability: Fraction(stay.probability.0.normalize()),
        };
        Ok(stays.into_iter().map(shown).collect())
    }
}
