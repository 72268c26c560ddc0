//! How many wrong passwords are too many: the arithmetic, without the database.

use std::net::IpAddr;

use chrono::{DateTime, DurationRound, TimeDelta, Utc};

/// Wrong passwords in a row before an account makes its visitors wait.
const FREE_TRIES: i32 = 5;
/// Wrong passwords in a row after which only a new password opens the account.
const MAX_TRIES: i32 = 100;
/// The longest wait.
const LONGEST_PAUSE: TimeDelta = TimeDelta::minutes(15);
/// Wrong passwords from one address in a window.
const ADDRESS_TRIES: i32 = 20;
/// Wrong passwords from one known device.
const DEVICE_TRIES: i32 = 10;
/// The window in which an address's wrong passwords are counted.
const WINDOW: TimeDelta = TimeDelta::minutes(15);

/// How long to wait after so many wrong passwords in a row: not at all up to the fourth, then 1, 2, 4 … seconds.
pub(super) fn pause(failed: i32) -> Option<TimeDelta> {
    let doublings = u32::try_from(failed.checked_sub(FREE_TRIES)?).ok()?;
    Some(TimeDelta::seconds(1 << doublings.min(10)).min(LONGEST_PAUSE))
}

/// True if an account takes a try now.
pub(super) fn account_takes(failed: i32, retry_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    failed < MAX_TRIES && retry_at.is_none_or(|at| at <= now)
}

/// True if an address may try, this try being the `count`th of its window.
pub(super) fn address_may(count: i32) -> bool {
    count <= ADDRESS_TRIES
}

/// True if a known device may try past the account's lock, this try being the `count`th since it became known.
pub(super) fn device_may(count: i32) -> bool {
    count <= DEVICE_TRIES
}

/// The window that `now` lies in.
pub(crate) fn window(now: DateTime<Utc>) -> DateTime<Utc> {
    now.duration_trunc(WINDOW).unwrap_or(now)
}

/// What counts as one address: an IPv4 address or an IPv6 /64, which one household has for itself.
pub(crate) fn address_group(address: Option<&str>) -> String {
    let parsed = address.and_then(|address| address.parse::<IpAddr>().ok()).map(|ip| ip.to_canonical());
    match parsed {
        Some(IpAddr::V4(v4)) => v4.to_string(),
        Some(IpAddr::V6(v6)) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
        None => "unknown".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pause_doubles_up_to_fifteen_minutes() {
        let seconds = |failed| pause(failed).map_or(0, |pause| pause.num_seconds());
        assert_eq!((0..5).map(seconds).collect::<Vec<_>>(), [0, 0, 0, 0, 0]);
        let growing = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900];
        assert_eq!((5..17).map(seconds).collect::<Vec<_>>(), growing);
        assert_eq!(seconds(99), 900);
        assert_eq!(seconds(i32::MAX), 900);
    }

    #[test]
    fn an_account_closes_at_a_hundred() {
        let now = DateTime::UNIX_EPOCH;
        assert!(account_takes(0, None, now));
        assert!(account_takes(99, Some(now), now));
        assert!(!account_takes(5, Some(now + TimeDelta::seconds(1)), now));
        assert!(!account_takes(100, None, now));
    }

    #[test]
    fn addresses_and_devices_have_caps_of_their_own() {
        assert!(address_may(20) && !address_may(21));
        assert!(device_may(10) && !device_may(11));
    }

    #[test]
    fn an_ipv6_household_is_one_address() {
        let group = |address| address_group(Some(address));
        assert_eq!(group("192.0.2.7"), "192.0.2.7");
        assert_eq!(group("::ffff:192.0.2.7"), "192.0.2.7");
        assert_eq!(group("2001:db8:1:2:3:4:5:6"), group("2001:db8:1:2::1"));
        assert_ne!(group("2001:db8:1:2::1"), group("2001:db8:1:3::1"));
        assert_eq!(address_group(None), "unknown");
    }

    #[test]
    fn windows_start_at_the_quarter_hour() {
        let now: DateTime<Utc> = "2026-11-22T10:44:59.999999Z".parse().unwrap();
        assert_eq!(window(now).to_rfc3339(), "2026-11-22T10:30:00+00:00");
    }
}
