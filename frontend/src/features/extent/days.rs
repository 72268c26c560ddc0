//! Days: what a named period means, and which days came before.

use chrono::{Datelike, Days, Months, NaiveDate};
use domain::period::Period;
use kit::format;

/// The days of a named period, counted from the user's day; this month for a name that is none.
pub(crate) fn span(name: &str) -> Period {
    let today = format::today();
    Period::named(name, today).unwrap_or(Period { first: today, last: today })
}

/// The period before one: whole months before whole months, else as many days.
pub(crate) fn before(period: Period) -> Option<Period> {
    let Period { first, last } = period;
    let after = last.succ_opt()?;
    let earlier = if first.day() == 1 && after.day() == 1 {
        let months = (after.year() - first.year()) * 12 + i32::try_from(after.month()).ok()?
            - i32::try_from(first.month()).ok()?;
        first.checked_sub_months(Months::new(u32::try_from(months).ok()?))?
    } else {
        let days = after.signed_duration_since(first).num_days();
        first.checked_sub_days(Days::new(u64::try_from(days).ok()?))?
    };
    Some(Period { first: earlier, last: first.pred_opt()? })
}

/// The first day of the month that lies so many months before that of a day.
pub(crate) fn months_before(day: NaiveDate, months: u32) -> NaiveDate {
    let first = day.with_day(1).unwrap_or(day);
    first.checked_sub_months(Months::new(months)).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(first: &str, last: &str) -> Period {
        Period { first: first.parse().unwrap(), last: last.parse().unwrap() }
    }

    #[test]
    fn months_come_before_months_and_days_before_days() {
        let before = |first, last| super::before(period(first, last)).unwrap();
        assert_eq!(before("2026-03-01", "2026-03-31"), period("2026-02-01", "2026-02-28"));
        assert_eq!(before("2026-01-01", "2026-03-31"), period("2025-10-01", "2025-12-31"));
        assert_eq!(before("2026-01-01", "2026-12-31"), period("2025-01-01", "2025-12-31"));
        assert_eq!(before("2026-11-01", "2026-11-30"), period("2026-10-01", "2026-10-31"));
        assert_eq!(before("2026-10-26", "2026-11-24"), period("2026-09-26", "2026-10-25"));
    }
}
