//! What every report starts from: the company's currency and day, the pipeline, the span of days, the deals.

use chrono::NaiveDate;
use chrono_tz::Tz;
use diesel::prelude::*;
use domain::period::{self, Period};
use domain::{Currency, PipelineId};
use wire::analytics::{Days, Report};
use wire::opportunity::Opportunity;
use wire::{FieldCode, FieldError, ListQuery};

use crate::list::Predicate;
use crate::read::Settings;
use crate::schema::pipelines;
use crate::{Error, Read, Result};

/// What a report is about.
pub(super) struct Basis {
    /// Live, visible, and let through by the report's filter.
    pub(super) deals: Predicate,
    pub(super) currency: Currency,
    pub(super) zone: Tz,
    /// Today in the company's zone.
    pub(super) today: NaiveDate,
}

impl Basis {
    /// The days that are meant by `days`.
    pub(super) fn span(&self, days: &Days) -> Result<Span> {
        let wrong =
            |parameter: &'static str, code| Error::BadQuery(vec![FieldError::parameter(parameter, code)]);
        match days {
            Days { period: Some(name), from: None, to: None } => {
                let period = Period::named(name, self.today);
                let period = period.ok_or_else(|| {
                    let error = FieldError::parameter("period", FieldCode::UnknownValue);
                    Error::BadQuery(vec![error.with("hint", period::NAMES.join(", "))])
                })?;
                Ok(Span { first: Some(period.first), last: Some(period.last) })
            }
            Days { period: Some(_), .. } => Err(wrong("period", FieldCode::Inconsistent)),
            Days { from: Some(from), to: Some(to), .. } if from > to => {
                Err(wrong("to", FieldCode::OutOfRange))
            }
            Days { from, to, .. } => {
                let sane = |day: &Option<NaiveDate>| day.is_none_or(|day| (EARLIEST..=LATEST).contains(&day));
                match (sane(from), sane(to)) {
                    (true, true) => Ok(Span { first: *from, last: *to }),
                    (false, _) => Err(wrong("from", FieldCode::OutOfRange)),
                    (_, false) => Err(wrong("to", FieldCode::OutOfRange)),
                }
            }
        }
    }

    /// These rows as a report over `span`.
    pub(super) fn report<R>(&self, span: Span, rows: Vec<R>) -> Report<R> {
        Report { currency: self.currency, from: span.first, to: span.last, rows }
    }
}

/// No report looks before this day.
const EARLIEST: NaiveDate = day(1900, 1, 1);
/// No report looks beyond this day.
const LATEST: NaiveDate = day(2200, 12, 31);

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(day) => day,
        None => NaiveDate::MIN,
    }
}

/// Days from the first to the last, both included; None where it has no end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) first: Option<NaiveDate>,
    pub(super) last: Option<NaiveDate>,
}

impl Span {
    /// The first day, for SQL.
    pub(super) fn from(self) -> NaiveDate {
        self.first.unwrap_or(EARLIEST)
    }

    /// The last day, for SQL.
    pub(super) fn to(self) -> NaiveDate {
        self.last.unwrap_or(LATEST)
    }
}

impl Read<'_> {
    /// What a report with this filter is about.
    pub(super) fn basis(&mut self, query: &ListQuery) -> Result<Basis> {
        let deals = self.filtered::<Opportunity>(query)?;
        let Settings { base_currency, time_zone } = self.settings()?;
        let today = self.now().with_timezone(&time_zone).date_naive();
        Ok(Basis { deals, currency: base_currency, zone: time_zone, today })
    }

    /// The pipeline of a report: the one that is named, or else the default one; [`Error::BadQuery`] if there is
    /// none.
    pub(super) fn pipeline_of(&mut self, named: Option<PipelineId>) -> Result<PipelineId> {
        let live = pipelines::table.select(pipelines::id).filter(pipelines::deleted_at.is_null());
        let found = match named {
            Some(id) => live.filter(pipelines::id.eq(id)).first(self.conn),
            None => live.filter(pipelines::is_default).first(self.conn),
        };
        let error = || Error::BadQuery(vec![FieldError::parameter("pipeline_id", FieldCode::NotFound)]);
        found.optional()?.ok_or_else(error)
    }
}
