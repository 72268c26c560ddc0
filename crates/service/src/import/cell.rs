//! From the text of a cell to the JSON that an input expects.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use rust_decimal::Decimal;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;
use wire::import::{DateFormat, DecimalSeparator};
use wire::shape::Holds;
use wire::{FieldCode, FieldError};

/// How numbers and dates of a file are written.
#[derive(Debug, Clone)]
pub(super) struct Forms {
    pub(super) decimal_separator: DecimalSeparator,
    pub(super) date_formats: Vec<DateFormat>,
    /// The zone of times that name none.
    pub(super) zone: Tz,
}

/// What is wrong with a cell.
#[derive(Debug)]
pub(super) struct Wrong {
    code: FieldCode,
    /// What it is not, or what it could be.
    hint: String,
    /// What the hint has for `{example}`.
    example: Option<String>,
}

impl Wrong {
    fn new(code: FieldCode, hint: impl Into<String>) -> Self {
        Self { code, hint: hint.into(), example: None }
    }

    fn format(hint: &str) -> Self {
        Self::new(FieldCode::InvalidFormat, hint)
    }

    fn unlike(hint: &str, example: impl Into<String>) -> Self {
        Self { example: Some(example.into()), ..Self::format(hint) }
    }
}

/// The value of a text that is not empty.
pub(super) fn read(
    text: &str,
    holds: &Holds,
    forms: &Forms,
    factor: Option<Decimal>,
    separator: &str,
) -> Result<Value, Wrong> {
    match holds {
        Holds::Text | Holds::Id => plain(text).map(Value::String),
        Holds::Choice(words) => choice(text, words),
        Holds::Decimal => {
            let number = scaled(text, forms, factor)?;
            Ok(Value::String(number.normalize().to_string()))
        }
        Holds::Integer => {
            let number = scaled(text, forms, factor)?.normalize();
            let whole: i64 = number
                .to_string()
                .parse()
                .map_err(|_error: std::num::ParseIntError| Wrong::format("not a whole number"))?;
            Ok(Value::from(whole))
        }
        Holds::Date => date(text, &forms.date_formats).map(|day| Value::String(day.to_string())),
        Holds::Time => time(text, forms).map(|time| Value::String(time.to_rfc3339())),
        Holds::Boolean => match text.to_lowercase().as_str() {
            "true" | "yes" | "y" | "t" | "1" | "x" | "是" | "真" => Ok(Value::Bool(true)),
            "false" | "no" | "n" | "f" | "0" | "否" | "假" => Ok(Value::Bool(false)),
            _ => Err(Wrong::format("not yes or no")),
        },
        Holds::List(each) => {
            let entries = text.split(separator).map(str::trim).filter(|entry| !entry.is_empty());
            entries
                .map(|entry| read(entry, each, forms, factor, separator))
                .collect::<Result<_, _>>()
                .map(Value::Array)
        }
        Holds::Json => serde_json::from_str(text).map_err(|error| Wrong::format(&error.to_string())),
    }
}

/// The error of a cell at its field.
pub(super) fn error(field: &str, wrong: Wrong) -> FieldError {
    let error = FieldError::at(field, wrong.code).with("hint", wrong.hint);
    match wrong.example {
        Some(example) => error.with("example", example),
        None => error,
    }
}

/// The text in one form of Unicode, without control characters.
fn plain(text: &str) -> Result<String, Wrong> {
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err(Wrong::format("it has control characters"));
    }
    Ok(if text.is_ascii() { text.to_owned() } else { text.nfc().collect() })
}

/// The word, however it is capitalised and whatever joins its parts.
fn choice(text: &str, words: &[String]) -> Result<Value, Wrong> {
    let simple = text.to_lowercase().replace([' ', '-'], "_");
    let found =
        words.iter().find(|word| *word == text).or_else(|| words.iter().find(|word| **word == simple));
    let found = found.ok_or_else(|| Wrong::new(FieldCode::UnknownValue, words.join(", ")))?;
    Ok(Value::String(found.clone()))
}

fn scaled(text: &str, forms: &Forms, factor: Option<Decimal>) -> Result<Decimal, Wrong> {
    let example = match forms.decimal_separator {
        DecimalSeparator::Point => "1,234.50",
        DecimalSeparator::Comma => "1.234,50",
    };
    let number = number(text, forms.decimal_separator)
        .ok_or_else(|| Wrong::unlike("not a number such as {example}", example))?;
    let scaled = factor.map_or(Some(number), |factor| number.checked_mul(factor));
    scaled.ok_or_else(|| Wrong::new(FieldCode::OutOfRange, ""))
}

/// Reads `1,234.50`, `-5`, `$ 12`, `25%`; groups of digits must be of three.
fn number(text: &str, separator: DecimalSeparator) -> Option<Decimal> {
    let (point, group) = match separator {
        DecimalSeparator::Point => ('.', ','),
        DecimalSeparator::Comma => (',', '.'),
    };
    let (text, is_percent) = text.strip_suffix(['%', '％']).map_or((text, false), |text| (text.trim(), true));
    let (is_negative, text) = text.strip_prefix('-').map_or((false, text), |text| (true, text));
    let text = text.trim_start_matches(['$', '€', '£', '¥', '￥']).trim();
    let (whole, part) = text.split_once(point).map_or((text, None), |(whole, part)| (whole, Some(part)));
    let groups: Vec<&str> = whole.split([group, ' ', '\u{a0}', '\u{202f}', '\'', '’']).collect();
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (first, rest) = groups.split_first()?;
    let is_whole = all_digits(first)
        && (rest.is_empty() || first.len() <= 3)
        && rest.iter().all(|digits| digits.len() == 3 && all_digits(digits));
    if !is_whole || part.is_some_and(|part| !all_digits(part)) {
        return None;
    }
    let digits = format!("{}.{}", groups.concat(), part.unwrap_or("0"));
    let mut number: Decimal = digits.parse().ok()?;
    if is_percent {
        number = number.checked_div(Decimal::ONE_HUNDRED)?;
    }
    number.set_sign_negative(is_negative && !number.is_zero());
    Some(number)
}

/// The day, in the first of the forms that fits.
pub(super) fn date(text: &str, formats: &[DateFormat]) -> Result<NaiveDate, Wrong> {
    let day = formats.iter().find_map(|format| date_as(text, *format));
    let day = day.filter(|day| (1900..=2200).contains(&day.year()));
    day.ok_or_else(|| {
        let examples: Vec<&str> = formats.iter().map(|format| example(*format)).collect();
        Wrong::unlike("not a day such as {example}", examples.join(", "))
    })
}

fn example(format: DateFormat) -> &'static str {
    match format {
        DateFormat::Iso => "2017-03-01",
        DateFormat::Us => "3/1/2017",
        DateFormat::Eu => "1.3.2017",
        DateFormat::Cn => "2017/3/1",
    }
}

fn date_as(text: &str, format: DateFormat) -> Option<NaiveDate> {
    let parts = |separators: &[char]| -> Option<[&str; 3]> {
        let parts: Vec<&str> = text.split(separators).map(str::trim).collect();
        parts.try_into().ok()
    };
    let day = |year: &str, month: &str, day: &str| {
        let is_year = year.len() == 4;
        let ymd = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
        NaiveDate::from_ymd_opt(ymd.0, ymd.1, ymd.2).filter(|_| is_year)
    };
    match format {
        DateFormat::Iso => parts(&['-']).and_then(|[y, m, d]| day(y, m, d)),
        DateFormat::Us => parts(&['/', '-']).and_then(|[m, d, y]| day(y, m, d)),
        DateFormat::Eu => parts(&['.', '/', '-']).and_then(|[d, m, y]| day(y, m, d)),
        DateFormat::Cn => match text.strip_suffix('日') {
            Some(rest) => {
                let (y, rest) = rest.split_once('年')?;
                let (m, d) = rest.split_once('月')?;
                day(y.trim(), m.trim(), d.trim())
            }
            None => parts(&['/', '.', '-']).and_then(|[y, m, d]| day(y, m, d)),
        },
    }
}

/// An instant: RFC 3339, or a day with or without a time in the zone of the forms.
pub(super) fn time(text: &str, forms: &Forms) -> Result<DateTime<Utc>, Wrong> {
    if let Ok(time) = DateTime::parse_from_rfc3339(text) {
        return Ok(time.with_timezone(&Utc));
    }
    let (day, clock) = text.split_once([' ', 'T']).unwrap_or((text, "00:00"));
    let clock = clock.trim();
    let clock = ["%H:%M", "%H:%M:%S", "%H:%M:%S%.f", "%I:%M %p", "%I:%M:%S %p"]
        .iter()
        .find_map(|form| NaiveTime::parse_from_str(clock, form).ok())
        .ok_or_else(|| Wrong::unlike("not a time such as {example}", "14:30"))?;
    let local = NaiveDateTime::new(date(day, &forms.date_formats)?, clock);
    let time = forms.zone.from_local_datetime(&local).earliest();
    let time = time.ok_or_else(|| Wrong::format("no such time in your zone"))?;
    Ok(time.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(decimal_separator: DecimalSeparator, date_formats: &[DateFormat]) -> Forms {
        Forms { decimal_separator, date_formats: date_formats.to_vec(), zone: Tz::Asia__Shanghai }
    }

    #[test]
    fn numbers_of_both_forms() {
        let check = |text: &str, separator, expected: Option<&str>| {
            let found = number(text, separator).map(|number| number.normalize().to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        };
        for (text, expected) in [
            ("1100.04", Some("1100.04")),
            ("1,234,567.5", Some("1234567.5")),
            ("-5", Some("-5")),
            ("-0", Some("0")),
            ("$ 12", Some("12")),
            ("25%", Some("0.25")),
            ("1 234", Some("1234")),
            ("1,23", None),
            ("1.234,5", None),
            ("1e5", None),
            ("", None),
            ("12x", None),
        ] {
            check(text, DecimalSeparator::Point, expected);
        }
        check("1.234,50", DecimalSeparator::Comma, Some("1234.5"));
        check("1,23", DecimalSeparator::Comma, Some("1.23"));
        check("1.23", DecimalSeparator::Comma, None);
    }

    #[test]
    fn dates_in_the_chosen_forms() {
        let check = |text: &str, formats: &[DateFormat], expected: Option<&str>| {
            let found = date(text, formats).ok().map(|day| day.to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        };
        check("10/20/2016", &[DateFormat::Us], Some("2016-10-20"));
        check("3/1/2017", &[DateFormat::Us], Some("2017-03-01"));
        check("1.3.2017", &[DateFormat::Eu], Some("2017-03-01"));
        check("2017年3月1日", &[DateFormat::Cn], Some("2017-03-01"));
        check("2017/3/1", &[DateFormat::Cn], Some("2017-03-01"));
        check("2017-03-01", &[DateFormat::Us, DateFormat::Iso], Some("2017-03-01"));
        check("2/30/2017", &[DateFormat::Us], None);
        check("3/1/17", &[DateFormat::Us], None);
        check("0001-01-01", &[DateFormat::Iso], None);
    }

    #[test]
    fn values_take_the_form_of_their_field() {
        let forms = forms(DecimalSeparator::Point, &[DateFormat::Iso]);
        let million = Some(Decimal::from(1_000_000));
        let value = |text: &str, holds: &Holds, factor| read(text, holds, &forms, factor, ";").unwrap();
        assert_eq!(value("1100.04", &Holds::Decimal, million), "1100040000");
        assert_eq!(value("2,822", &Holds::Integer, None), 2822);
        assert_eq!(
            value("Own prospecting", &Holds::Choice(vec!["own_prospecting".into()]), None),
            "own_prospecting"
        );
        assert_eq!(value("a; b", &Holds::List(Box::new(Holds::Text)), None), serde_json::json!(["a", "b"]));
        assert_eq!(value("2017-03-01", &Holds::Time, None), "2017-02-28T16:00:00+00:00");
        assert_eq!(value("是", &Holds::Boolean, None), true);
        assert!(read("2.5", &Holds::Integer, &forms, None, ";").is_err());
    }
}
