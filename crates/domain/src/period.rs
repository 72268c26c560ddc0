//! Named spans of days, such as this quarter, counted from a given day.

use chrono::{Datelike, Days, Months, NaiveDate};

/// A span of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
}

/// The names that [`Period::named`] knows; `last_N_days` and `next_N_days` take any number up to 3660.
pub const NAMES: &[&str] = &[
    "today",
    "yesterday",
    "tomorrow",
    "this_week",
    "last_week",
    "next_week",
    "this_month",
    "last_month",
    "next_month",
    "this_quarter",
    "last_quarter",
    "next_quarter",
    "this_year",
    "last_year",
    "next_year",
    "last_7_days",
    "last_30_days",
    "last_90_days",
    "next_7_days",
    "next_30_days",
    "next_90_days",
];

impl Period {
    /// The span that `name` means on the day `today`. Weeks begin on Monday.
    ///
    /// None for an unknown name.
    pub fn named(name: &str, today: NaiveDate) -> Option<Self> {
        let (when, unit) = match name {
            "today" => (0, "day"),
            "yesterday" => (-1, "day"),
            "tomorrow" => (1, "day"),
            _ => {
                let (when, unit) = name.split_once('_')?;
                if let Some(count) = unit.strip_suffix("_days") {
                    return Self::days(when, count, today);
                }
                (
                    match when {
                        "this" => 0,
                        "last" => -1,
                        "next" => 1,
                        _ => return None,
                    },
                    unit,
                )
            }
        };
        match unit {
            "day" => {
                let day = shift_days(today, when)?;
                Some(Self { first: day, last: day })
            }
            "week" => {
                let monday =
                    today.checked_sub_days(Days::new(today.weekday().num_days_from_monday().into()))?;
                let first = shift_days(monday, when * 7)?;
                Some(Self { first, last: shift_days(first, 6)? })
            }
            "month" => Self::months(today.with_day(1)?, when, 1),
            "quarter" => Self::months(today.with_day(1)?.with_month(today.month0() / 3 * 3 + 1)?, when, 3),
            "year" => Self::months(today.with_ordinal(1)?, when, 12),
            _ => None,
        }
    }

    fn days(when: &str, count: &str, today: NaiveDate) -> Option<Self> {
        let count = count.parse::<i32>().ok().filter(|count| (1..=3660).contains(count))?;
        match when {
            "last" => Some(Self { first: shift_days(today, 1 - count)?, last: today }),
            "next" => Some(Self { first: today, last: shift_days(today, count - 1)? }),
            _ => None,
        }
    }

    /// The span of `length` months that lies `when` spans after the one beginning at `first`.
    fn months(first: NaiveDate, when: i32, length: u32) -> Option<Self> {
        let first = match when {
            0 => first,
            1 => first.checked_add_months(Months::new(length))?,
            _ => first.checked_sub_months(Months::new(length))?,
        };
        Some(Self { first, last: first.checked_add_months(Months::new(length))?.pred_opt()? })
    }
}

fn shift_days(day: NaiveDate, by: i32) -> Option<NaiveDate> {
    let days = Days::new(by.unsigned_abs().into());
    if by < 0 { day.checked_sub_days(days) } else { day.checked_add_days(days) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_mean_what_they_say() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let cases = [
            ("today", "2024-02-29", "2024-02-29"),
            ("yesterday", "2024-02-28", "2024-02-28"),
            ("this_week", "2024-02-26", "2024-03-03"),
            ("last_month", "2024-01-01", "2024-01-31"),
            ("this_quarter", "2024-01-01", "2024-03-31"),
            ("next_quarter", "2024-04-01", "2024-06-30"),
            ("last_quarter", "2023-10-01", "2023-12-31"),
            ("last_year", "2023-01-01", "2023-12-31"),
            ("last_30_days", "2024-01-31", "2024-02-29"),
            ("next_7_days", "2024-02-29", "2024-03-06"),
        ];
        for (name, first, last) in cases {
            let period = Period::named(name, day("2024-02-29")).unwrap();
            assert_eq!(period, Period { first: day(first), last: day(last) }, "{name}");
        }
        for name in NAMES {
            assert!(Period::named(name, day("2024-02-29")).is_some(), "{name}");
        }
        for bad in ["", "this", "soon", "last_0_days", "last_-1_days", "this_7_days", "last_9999_days"] {
            assert_eq!(Period::named(bad, day("2024-02-29")), None, "{bad}");
        }
    }
}
