//! Days and instants.

use std::cell::RefCell;

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use js_sys::Date;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::intl::{Setting, format};

thread_local! {
    static ZONE: RefCell<ArcRwSignal<Option<String>>> = RefCell::new(ArcRwSignal::new(None));
}

/// Shows all times in a zone of the IANA list from now on: `Asia/Shanghai`. Before, the browser's zone is used.
pub fn set_time_zone(name: &str) {
    ZONE.with_borrow(|zone| zone.set(Some(name.to_owned())));
}

/// The zone that was set. Followed where it is read in a reactive place.
pub fn time_zone() -> Option<String> {
    ZONE.with_borrow(Get::get)
}

/// A day in tables: `2026-11-22`, the same in every language.
pub fn day(day: NaiveDate) -> String {
    day.to_string()
}

/// A day in sentences: `Nov 22, 2026`, `2026年11月22日`.
pub fn day_long(day: NaiveDate) -> String {
    let text = date_format(
        &[("dateStyle", Setting::Text("long")), ("timeZone", Setting::Text("UTC"))],
        midnight(day),
    );
    text.unwrap_or_else(|| day.to_string())
}

/// A day in full, with the day of the week: `Tuesday, November 24, 2026`, `2026年11月24日星期二`.
pub fn day_full(day: NaiveDate) -> String {
    let text = date_format(
        &[("dateStyle", Setting::Text("full")), ("timeZone", Setting::Text("UTC"))],
        midnight(day),
    );
    text.unwrap_or_else(|| day.to_string())
}

/// A month without its year, for axes: `Nov`, `11月`.
pub fn month_short(day: NaiveDate) -> String {
    let settings = [("month", Setting::Text("short")), ("timeZone", Setting::Text("UTC"))];
    date_format(&settings, midnight(day)).unwrap_or_else(|| day.month().to_string())
}

/// A month: `November 2026`, `2026年11月`.
pub fn month(day: NaiveDate) -> String {
    let settings = [
        ("year", Setting::Text("numeric")),
        ("month", Setting::Text("long")),
        ("timeZone", Setting::Text("UTC")),
    ];
    date_format(&settings, midnight(day)).unwrap_or_else(|| format!("{}-{:02}", day.year(), day.month()))
}

/// An instant in tables: `2026-11-22 14:20`.
pub fn instant(instant: DateTime<Utc>) -> String {
    format!("{} {}", day_of(instant), clock(instant))
}

/// An instant in full, with the zone: for tooltips.
pub fn instant_long(instant: DateTime<Utc>) -> String {
    let settings = [("dateStyle", Setting::Text("full")), ("timeStyle", Setting::Text("long"))];
    in_zone(&settings, instant).unwrap_or_else(|| instant.to_rfc3339())
}

/// The time of day: `14:20`.
pub fn clock(instant: DateTime<Utc>) -> String {
    let settings = [
        ("hour", Setting::Text("2-digit")),
        ("minute", Setting::Text("2-digit")),
        ("hourCycle", Setting::Text("h23")),
    ];
    in_zone(&settings, instant).unwrap_or_else(|| instant.format("%H:%M").to_string())
}

/// An instant as people say it: minutes and hours of today, `yesterday 14:20`, and the date beyond seven days.
pub fn relative(instant: DateTime<Utc>) -> String {
    let passed = instant.signed_duration_since(now());
    if passed.abs() < TimeDelta::hours(1) {
        return ago(passed.num_minutes(), "minute");
    }
    let relation = RelativeDay::of(day_of(instant), day_of(now()));
    match relation {
        RelativeDay::Today => ago(passed.num_hours(), "hour"),
        RelativeDay::Near(days) => format!("{} {}", ago(days, "day"), clock(instant)),
        RelativeDay::Far => self::instant(instant),
    }
}

/// A day as people say it: `today`, `yesterday`, `in 3 days`, and the date beyond seven days.
pub fn relative_day(day: NaiveDate) -> String {
    match RelativeDay::of(day, today()) {
        RelativeDay::Today => ago(0, "day"),
        RelativeDay::Near(days) => ago(days, "day"),
        RelativeDay::Far => self::day(day),
    }
}

/// Today in the zone of the user.
pub fn today() -> NaiveDate {
    day_of(now())
}

/// How far a day is from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelativeDay {
    /// The same day.
    Today,
    /// At most seven days before (negative) or after.
    Near(i64),
    /// Further away.
    Far,
}

impl RelativeDay {
    /// The relation of a day to today.
    pub fn of(day: NaiveDate, today: NaiveDate) -> Self {
        match day.signed_duration_since(today).num_days() {
            0 => Self::Today,
            days @ -7..=7 => Self::Near(days),
            _ => Self::Far,
        }
    }
}

/// The browser's clock.
pub fn now() -> DateTime<Utc> {
    let text = String::from(Date::new_0().to_iso_string());
    text.parse().unwrap_or_default()
}

/// The day that an instant falls on in the zone of the user.
pub fn day_of(instant: DateTime<Utc>) -> NaiveDate {
    let settings = [
        ("calendar", Setting::Text("gregory")),
        ("numberingSystem", Setting::Text("latn")),
        ("year", Setting::Text("numeric")),
        ("month", Setting::Text("2-digit")),
        ("day", Setting::Text("2-digit")),
    ];
    let text = in_zone(&settings, instant).unwrap_or_default();
    parse_numbers(&text).unwrap_or_else(|| instant.date_naive())
}

/// A date from a text whose numbers are a year, a month and a day, the year with four digits and first or last:
/// `2026/11/22`, `11/22/2026`.
fn parse_numbers(text: &str) -> Option<NaiveDate> {
    let mut numbers =
        text.split(|character: char| !character.is_ascii_digit()).filter(|part| !part.is_empty());
    let (first, second, third) = (numbers.next()?, numbers.next()?, numbers.next()?);
    let (year, month, day) = if first.len() == 4 { (first, second, third) } else { (third, first, second) };
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

fn ago(count: i64, unit: &str) -> String {
    let settings = [("numeric", Setting::Text("auto"))];
    let arguments = [JsValue::from_str(&count.to_string()), JsValue::from_str(unit)];
    format("RelativeTimeFormat", &settings, &arguments).unwrap_or_else(|| format!("{count} {unit}"))
}

fn midnight(day: NaiveDate) -> Date {
    Date::new(&JsValue::from_str(&format!("{day}T00:00:00Z")))
}

fn in_zone(settings: &[(&str, Setting<'_>)], instant: DateTime<Utc>) -> Option<String> {
    let zone = time_zone();
    let mut settings = settings.to_vec();
    if let Some(zone) = &zone {
        settings.push(("timeZone", Setting::Text(zone)));
    }
    date_format(&settings, Date::new(&JsValue::from_str(&instant.to_rfc3339())))
}

fn date_format(settings: &[(&str, Setting<'_>)], date: Date) -> Option<String> {
    format("DateTimeFormat", settings, &[date.into()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a date of the calendar")
    }

    #[test]
    fn dates_are_read_in_both_orders() {
        assert_eq!(parse_numbers("2026/11/22"), Some(ymd(2026, 11, 22)));
        assert_eq!(parse_numbers("11/22/2026"), Some(ymd(2026, 11, 22)));
        assert_eq!(parse_numbers("November"), None);
    }

    #[test]
    fn a_week_is_near() {
        let today = ymd(2026, 11, 22);
        assert_eq!(RelativeDay::of(today, today), RelativeDay::Today);
        assert_eq!(RelativeDay::of(ymd(2026, 11, 21), today), RelativeDay::Near(-1));
        assert_eq!(RelativeDay::of(ymd(2026, 11, 29), today), RelativeDay::Near(7));
        assert_eq!(RelativeDay::of(ymd(2026, 11, 30), today), RelativeDay::Far);
    }
}
