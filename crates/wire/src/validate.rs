//! Rules that several inputs share, for `#[validate(custom(…))]`.

use chrono::{Datelike, NaiveDate};
use domain::{Amount, Fraction, Quantity, Rate, party};
use validator::ValidationError;

fn wrong(code: &'static str) -> ValidationError {
    ValidationError::new(code)
}

/// An error at a field of the input, for rules over several fields.
pub fn at(field: &'static str, code: &'static str) -> ValidationError {
    let mut error = wrong(code);
    error.add_param("field".into(), &field);
    error
}

/// A telephone number in E.164.
pub fn e164(text: &str) -> Result<(), ValidationError> {
    if party::is_e164(text) { Ok(()) } else { Err(wrong("invalid_format")) }
}

/// A day from 1900 to 2200.
pub fn day(day: &NaiveDate) -> Result<(), ValidationError> {
    if (1900..=2200).contains(&day.year()) { Ok(()) } else { Err(wrong("out_of_range")) }
}

/// An e-mail address in lower case.
pub fn email(text: &str) -> Result<(), ValidationError> {
    if party::is_email(text) { Ok(()) } else { Err(wrong("invalid_format")) }
}

/// A two-letter country code in capitals.
pub fn country(text: &str) -> Result<(), ValidationError> {
    let right = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    if right { Ok(()) } else { Err(wrong("invalid_format")) }
}

/// Names in other systems: at most 20, each `source:key` of 3 to 200 characters, none twice.
pub fn external_ids(ids: &[String]) -> Result<(), ValidationError> {
    let right = |id: &String| {
        id.chars().count() <= 200
            && id.split_once(':').is_some_and(|(source, key)| !source.is_empty() && !key.is_empty())
    };
    if ids.len() > 20 {
        return Err(wrong("too_long"));
    }
    if !ids.iter().all(right) {
        return Err(wrong("invalid_format"));
    }
    let distinct: std::collections::BTreeSet<&String> = ids.iter().collect();
    if distinct.len() == ids.len() { Ok(()) } else { Err(wrong("duplicate")) }
}

/// Nothing or more.
pub fn not_negative(amount: &Amount) -> Result<(), ValidationError> {
    if amount.0.is_sign_negative() { Err(wrong("out_of_range")) } else { Ok(()) }
}

/// More than nothing.
pub fn positive_quantity(quantity: &Quantity) -> Result<(), ValidationError> {
    if quantity.0 > rust_decimal::Decimal::ZERO { Ok(()) } else { Err(wrong("out_of_range")) }
}

/// Between 0 and 1.
pub fn share(fraction: &Fraction) -> Result<(), ValidationError> {
    if fraction.is_share() { Ok(()) } else { Err(wrong("out_of_range")) }
}

/// More than nothing.
pub fn positive_rate(rate: &Rate) -> Result<(), ValidationError> {
    if rate.0 > rust_decimal::Decimal::ZERO { Ok(()) } else { Err(wrong("out_of_range")) }
}
