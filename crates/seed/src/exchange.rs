//! Exchange rates against the base currency: one a month and the last three days.

use std::io::Result;

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::calendar::Moment;
use crate::copy::{Rows, Value};
use crate::random::Stream;
use crate::table::Column;
use crate::world::World;

pub(crate) const COLUMNS: &[Column] =
    &["id", "version", "created_at", "created_by", "updated_at", "updated_by", "currency", "day", "rate"];
/// Months of rates before today.
const MONTHS: u32 = 26;

/// A currency deals are made in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Currency {
    Cny,
    Usd,
    Eur,
    Jpy,
    Sgd,
}

impl Currency {
    const FOREIGN: [Self; 4] = [Self::Usd, Self::Eur, Self::Jpy, Self::Sgd];

    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Cny => "CNY",
            Self::Usd => "USD",
            Self::Eur => "EUR",
            Self::Jpy => "JPY",
            Self::Sgd => "SGD",
        }
    }

    /// The minor unit in hundredths.
    pub(crate) fn minor_unit(self) -> i64 {
        if self == Self::Jpy { 100 } else { 1 }
    }

    /// Average rate in ten-thousandths.
    fn average(self) -> i64 {
        match self {
            Self::Cny => 10_000,
            Self::Usd => 71_800,
            Self::Eur => 78_200,
            Self::Jpy => 480,
            Self::Sgd => 53_600,
        }
    }
}

/// Base currency per unit on `day`, in ten-thousandths: the latest rate from before or of that day.
pub(crate) fn rate(world: &World, currency: Currency, day: NaiveDate) -> i64 {
    if currency == Currency::Cny {
        return 10_000;
    }
    let today = world.plan().today;
    let from = if day >= today - Days::new(2) { day } else { day.with_day(1).unwrap_or(day) };
    rate_from(world, currency, from)
}

/// `hundredths` of one currency times a rate in ten-thousandths, rounded half up to hundredths.
pub(crate) fn convert(hundredths: i64, rate: i64) -> i64 {
    divide_half_up(i128::from(hundredths) * i128::from(rate), 10_000)
}

/// A quotient of numbers that are not negative, rounded half up.
pub(crate) fn divide_half_up(dividend: i128, divisor: i128) -> i64 {
    i64::try_from((dividend + divisor / 2) / divisor).unwrap_or(i64::MAX)
}

pub(crate) fn write(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    let mut next = 0;
    for day in days(world.plan().today) {
        let at = Moment::start_of(day);
        for currency in Currency::FOREIGN {
            rows.push(&[
                world.id(Stream::RATE, next, at).into(),
                1.into(),
                at.into(),
                Value::Null,
                at.into(),
                Value::Null,
                currency.code().into(),
                day.into(),
                Value::TenThousandths(rate_from(world, currency, day)),
            ])?;
            next += 1;
        }
    }
    Ok(())
}

/// First days of the rates, without repetition.
fn days(today: NaiveDate) -> Vec<NaiveDate> {
    let first = today.with_day(1).unwrap_or(today);
    let mut days: Vec<_> = (0..=MONTHS).rev().map(|month| first - Months::new(month)).collect();
    days.extend((0..3).rev().map(|back| today - Days::new(back)));
    days.sort_unstable();
    days.dedup();
    days
}

/// The average give or take two per cent.
fn rate_from(world: &World, currency: Currency, day: NaiveDate) -> i64 {
    let days = u64::from(day.num_days_from_ce().unsigned_abs());
    let salt = currency.average().unsigned_abs();
    let offset = i64::try_from(world.bits(Stream::RATE, days * 100_003 + salt) % 401).unwrap_or(0) - 200;
    currency.average() + currency.average() * offset / 10_000
}
