//! What a transaction asks for again and again, such as stages while a file of deals comes in: read once.
//!
//! Lives as long as the transaction. Rows of reference data that the transaction itself changes are not seen
//! anew, which no verb needs.

use std::collections::HashMap;

use chrono::NaiveDate;
use chrono_tz::Tz;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use domain::opportunity::Outcome;
use domain::{Currency, Kind, LossReasonId, PipelineId, Rate, StageId};
use wire::loss_reason::LossReason;
use wire::stage::Stage;

use super::{Read, key_is};
use crate::lead::Scale;
use crate::schema::{exchange_rates, pipelines, settings, stages};
use crate::{Error, Result};

#[derive(Default)]
pub(super) struct Cache {
    settings: Option<Settings>,
    stages: HashMap<StageId, Stage>,
    first_stages: HashMap<(Option<PipelineId>, Outcome), StageId>,
    loss_reasons: HashMap<LossReasonId, LossReason>,
    scale: Option<Scale>,
    rates: HashMap<(Currency, NaiveDate), Option<Rate>>,
}

/// What holds for the whole company.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// The currency that reports are in.
    pub base_currency: Currency,
    /// The zone in which reports count days.
    pub time_zone: Tz,
}

impl Read<'_> {
    pub(crate) fn cached_scale(&self) -> Option<Scale> {
        self.cache.scale.clone()
    }

    pub(crate) fn cache_scale(&mut self, scale: Scale) {
        self.cache.scale = Some(scale);
    }

    /// What holds for the whole company.
    pub fn settings(&mut self) -> Result<Settings> {
        if let Some(settings) = self.cache.settings {
            return Ok(settings);
        }
        let columns = (settings::base_currency, settings::time_zone);
        let (base_currency, zone): (Currency, String) = settings::table.select(columns).first(self.conn)?;
        let time_zone =
            zone.parse().map_err(|error: chrono_tz::ParseError| Error::Internal(error.to_string()))?;
        Ok(*self.cache.settings.insert(Settings { base_currency, time_zone }))
    }

    /// The stage, live or deleted; [`Error::NotFound`] if there is none.
    pub fn stage(&mut self, id: StageId) -> Result<Stage> {
        if let Some(stage) = self.cache.stages.get(&id) {
            return Ok(stage.clone());
        }
        let stage: Stage = self.one(key_is::<Stage>(id.0))?.ok_or(Error::NotFound(Kind::Stage))?;
        self.cache.stages.insert(id, stage.clone());
        Ok(stage)
    }

    /// The first live stage of this outcome in the pipeline, or in the default pipeline; None if it has none.
    pub fn first_stage(&mut self, pipeline: Option<PipelineId>, outcome: Outcome) -> Result<Option<Stage>> {
        if let Some(id) = self.cache.first_stages.get(&(pipeline, outcome)).copied() {
            return self.stage(id).map(Some);
        }
        let is_wanted = pipelines::id.nullable().eq(pipeline);
        let is_default = pipelines::is_default.and(pipeline.is_none().into_sql::<Bool>());
        let first = stages::table
            .inner_join(pipelines::table)
            .filter(is_wanted.or(is_default.nullable()))
            .filter(stages::outcome.eq(outcome))
            .filter(stages::deleted_at.is_null())
            .filter(pipelines::deleted_at.is_null())
            .order(stages::position)
            .select(stages::id);
        let Some(id) = first.first(self.conn).optional()? else { return Ok(None) };
        self.cache.first_stages.insert((pipeline, outcome), id);
        self.stage(id).map(Some)
    }

    /// The reason, live or deleted; [`Error::NotFound`] if there is none.
    pub fn loss_reason(&mut self, id: LossReasonId) -> Result<LossReason> {
        if let Some(reason) = self.cache.loss_reasons.get(&id) {
            return Ok(reason.clone());
        }
        let reason: LossReason =
            self.one(key_is::<LossReason>(id.0))?.ok_or(Error::NotFound(Kind::LossReason))?;
        self.cache.loss_reasons.insert(id, reason.clone());
        Ok(reason)
    }

    /// Base currency per unit of `currency` on `day`; None if no rate is known.
    pub fn rate(&mut self, currency: Currency, day: NaiveDate) -> Result<Option<Rate>> {
        if currency == self.settings()?.base_currency {
            return Ok(Some(Rate::ONE));
        }
        if let Some(rate) = self.cache.rates.get(&(currency, day)) {
            return Ok(*rate);
        }
        let known = exchange_rates::table
            .filter(exchange_rates::currency.eq(currency))
            .filter(exchange_rates::day.le(day))
            .filter(exchange_rates::deleted_at.is_null())
            .order(exchange_rates::day.desc())
            .select(exchange_rates::rate);
        let rate = known.first(self.conn).optional()?;
        self.cache.rates.insert((currency, day), rate);
        Ok(rate)
    }
}
