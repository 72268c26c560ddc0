//! When things happen: moments, working hours and the ups and downs of the year.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use fastrand::Rng;

use crate::random::position;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// Shanghai, Beijing, Shenzhen and Singapore all keep UTC+8 without summer time.
const OFFSET: i64 = 8 * HOUR;
const OPENING: i64 = 8 * HOUR + 30 * MINUTE;
const WORKING_HOURS: i64 = 10 * HOUR;
/// How busy each month is in percent: quiet around the Spring Festival, busy before a half-year ends.
const MONTHS: [u64; 12] = [85, 55, 115, 95, 100, 120, 90, 90, 115, 90, 110, 135];
const UNITS: u64 = 1_000_000;

/// A moment to the millisecond, since 1970 in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Moment(i64);

impl Moment {
    pub(crate) const NEVER: Self = Self(0);

    /// Midnight at the start of `day`, in the company's time zone.
    pub(crate) fn start_of(day: NaiveDate) -> Self {
        Self(day.and_time(NaiveTime::MIN).and_utc().timestamp_millis() - OFFSET)
    }

    pub(crate) fn millis(self) -> i64 {
        self.0
    }

    /// Date and time in UTC.
    pub(crate) fn utc(self) -> NaiveDateTime {
        DateTime::from_timestamp_millis(self.0).unwrap_or_default().naive_utc()
    }

    /// The day in the company's time zone.
    pub(crate) fn day(self) -> NaiveDate {
        Self(self.0 + OFFSET).utc().date()
    }

    pub(crate) fn plus_days(self, days: i64) -> Self {
        Self(self.0 + days * DAY)
    }

    pub(crate) fn plus_minutes(self, minutes: i64) -> Self {
        Self(self.0 + minutes * MINUTE)
    }

    /// A random moment in the working hours of `days` days later, or of the Monday after.
    pub(crate) fn later_workday(self, days: i64, rng: &mut Rng) -> Self {
        let midnight = (self.0 + OFFSET).div_euclid(DAY) + days;
        let weekend = match Self(midnight * DAY).utc().weekday() {
            Weekday::Sat => 2,
            Weekday::Sun => 1,
            _ => 0,
        };
        Self((midnight + weekend) * DAY - OFFSET + OPENING + rng.i64(0..WORKING_HOURS / MINUTE) * MINUTE)
    }

    /// This moment if it is not `None`-like; see [`Moment::NEVER`].
    pub(crate) fn known(self) -> Option<Self> {
        (self > Self::NEVER).then_some(self)
    }
}

/// How records of one kind spread over a span of days: more on weekdays, in busy months and lately.
pub(crate) struct Calendar {
    first: NaiveDate,
    /// Weight of all days before each day, and at the end of all days.
    before: Vec<u64>,
}

impl Calendar {
    /// The days from `first` up to, but without, `end`.
    pub(crate) fn new(first: NaiveDate, end: NaiveDate) -> Self {
        let days: Vec<_> = first.iter_days().take_while(|day| *day < end).collect();
        let span = u64::try_from(days.len()).unwrap_or(1).max(1);
        let mut before = vec![0];
        let mut total = 0;
        for (passed, day) in (0_u64..).zip(days) {
            total += weight(day) * (100 + 60 * passed / span);
            before.push(total);
        }
        Self { first, before }
    }

    /// When record `number` of `count` happens. `spread` (in per cent of the gap to the next record)
    /// bounds the random delay, so moments grow with the number.
    pub(crate) fn moment(&self, number: u64, count: u64, spread: u64, rng: &mut Rng) -> Moment {
        let total = self.before.last().copied().unwrap_or(0);
        let delay = rng.u64(..UNITS) * spread / 100;
        let scaled = (u128::from(number) * u128::from(UNITS) + u128::from(delay)) * u128::from(total) * 1000;
        let place = scaled / (u128::from(count.max(1)) * u128::from(UNITS));
        let whole = u64::try_from(place / 1000).unwrap_or(0).min(total.saturating_sub(1));
        let day = self.before.partition_point(|&weight| weight <= whole).saturating_sub(1);
        let start = self.weight_before(day);
        let width = u128::from(self.weight_before(day + 1).saturating_sub(start).max(1)) * 1000;
        let inside = place.saturating_sub(u128::from(start) * 1000).min(width - 1);
        let delay = i64::try_from(inside * u128::from(WORKING_HOURS.unsigned_abs()) / width).unwrap_or(0);
        let date = self.first + Days::new(u64::try_from(day).unwrap_or(0));
        Moment(Moment::start_of(date).0 + OPENING + delay)
    }

    /// How many of `count` records are sure to have happened before `day` began.
    pub(crate) fn happened_before(&self, day: NaiveDate, count: u64) -> u64 {
        let passed = u64::try_from((day - self.first).num_days()).unwrap_or(0);
        let total = u128::from(self.before.last().copied().unwrap_or(1).max(1));
        let happened = u128::from(self.weight_before(position(passed))) * u128::from(count) / total;
        u64::try_from(happened).unwrap_or(0)
    }

    fn weight_before(&self, day: usize) -> u64 {
        self.before.get(day).or(self.before.last()).copied().unwrap_or(0)
    }
}

fn weight(day: NaiveDate) -> u64 {
    let month = MONTHS.get(position(u64::from(day.month0()))).copied().unwrap_or(100);
    match day.weekday() {
        Weekday::Sat | Weekday::Sun => month * 4,
        Weekday::Mon | Weekday::Fri => month * 90,
        _ => month * 100,
    }
}
