//! Moments as `datetime-local` controls have them: the clock on the wall in the user's zone.

use chrono::{DateTime, NaiveDateTime, Utc};

use super::time::{clock, day_of};

const FORM: &str = "%Y-%m-%dT%H:%M";

/// A moment in RFC 3339 as the value of a `datetime-local` control, to the minute; empty if it is none.
pub fn to_local_input(moment: &str) -> String {
    match moment.parse::<DateTime<Utc>>() {
        Ok(at) => wall(at),
        Err(_) => String::new(),
    }
}

/// The value of a `datetime-local` control as a moment in RFC 3339; empty if it is none.
pub fn from_local_input(local: &str) -> String {
    let Ok(meant) = NaiveDateTime::parse_from_str(local.get(..16).unwrap_or_default(), FORM) else {
        return String::new();
    };
    // The offset depends on the moment that is looked for: the second guess has the right one.
    let mut guess = meant.and_utc();
    for _ in 0..2 {
        let Ok(seen) = NaiveDateTime::parse_from_str(&wall(guess), FORM) else { break };
        guess += meant - seen;
    }
    guess.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

fn wall(at: DateTime<Utc>) -> String {
    format!("{}T{}", day_of(at), clock(at))
}
