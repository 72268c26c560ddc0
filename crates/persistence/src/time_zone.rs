//! The one check of time zones.

use wire::FieldCode;

use crate::{Error, Result};

/// [`FieldCode::UnknownValue`] at `time_zone` unless it is the IANA name of a zone.
pub(crate) fn check(time_zone: &str) -> Result<()> {
    match time_zone.parse::<chrono_tz::Tz>() {
        Ok(_) => Ok(()),
        Err(_) => Err(Error::invalid("time_zone", FieldCode::UnknownValue)),
    }
}
