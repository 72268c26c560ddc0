//! Rows in the text format of `COPY … FROM STDIN`.

use std::io::{Result, Write};

use chrono::{Datelike, NaiveDate, Timelike};
use uuid::Uuid;

use crate::calendar::Moment;

const CHUNK: usize = 64 * 1024;

/// One value of a row.
pub(crate) enum Value<'a> {
    Null,
    Id(Uuid),
    Text(&'a str),
    Number(i64),
    Flag(bool),
    Time(Moment),
    Day(NaiveDate),
    /// A number of hundredths.
    Hundredths(i64),
    /// A number of ten-thousandths.
    TenThousandths(i64),
    Ids(&'a [Uuid]),
    Texts(&'a [String]),
    Json(&'a serde_json::Value),
}

macro_rules! value_from {
    ($($type:ty => $variant:ident),* $(,)?) => {$(
        impl<'a> From<$type> for Value<'a> {
            fn from(value: $type) -> Self { Self::$variant(value) }
        }
    )*};
}
value_from!(Uuid => Id, &'a str => Text, i64 => Number, bool => Flag, Moment => Time, NaiveDate => Day,
    &'a [Uuid] => Ids, &'a [String] => Texts, &'a serde_json::Value => Json);

impl<'a> From<&'a String> for Value<'a> {
    fn from(value: &'a String) -> Self {
        Self::Text(value)
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// Collects rows and hands them on in chunks.
pub(crate) struct Rows<'a> {
    out: &'a mut dyn Write,
    buffer: Vec<u8>,
    count: u64,
}

impl<'a> Rows<'a> {
    pub(crate) fn new(out: &'a mut dyn Write) -> Self {
        Self { out, buffer: Vec::with_capacity(2 * CHUNK), count: 0 }
    }

    /// Adds one row.
    pub(crate) fn push(&mut self, values: &[Value<'_>]) -> Result<()> {
        for (position, value) in values.iter().enumerate() {
            if position > 0 {
                self.buffer.push(b'\t');
            }
            write_value(&mut self.buffer, value)?;
        }
        self.buffer.push(b'\n');
        self.count += 1;
        if self.buffer.len() < CHUNK {
            return Ok(());
        }
        self.flush()
    }

    /// Hands on what is left and returns how many rows there were.
    pub(crate) fn finish(mut self) -> Result<u64> {
        self.flush()?;
        Ok(self.count)
    }

    fn flush(&mut self) -> Result<()> {
        self.out.write_all(&self.buffer)?;
        self.buffer.clear();
        Ok(())
    }
}

fn write_value(out: &mut Vec<u8>, value: &Value<'_>) -> Result<()> {
    match value {
        Value::Null => out.extend_from_slice(b"\\N"),
        Value::Id(id) => write_id(out, *id),
        Value::Text(text) => write_text(out, text),
        Value::Number(number) => write!(out, "{number}")?,
        Value::Flag(flag) => out.push(if *flag { b't' } else { b'f' }),
        Value::Time(at) => write_time(out, *at)?,
        Value::Day(day) => write!(out, "{day}")?,
        Value::Hundredths(units) => write_decimal(out, *units, 100, 2)?,
        Value::TenThousandths(units) => write_decimal(out, *units, 10_000, 4)?,
        Value::Ids(ids) => write_array(out, ids, |out, id| write_id(out, *id)),
        Value::Texts(texts) => write_array(out, texts, |out, text| write_quoted(out, text)),
        Value::Json(json) => write_text(out, &json.to_string()),
    }
    Ok(())
}

fn write_id(out: &mut Vec<u8>, id: Uuid) {
    out.extend_from_slice(id.hyphenated().encode_lower(&mut Uuid::encode_buffer()).as_bytes());
}

/// Escapes what COPY would take for a separator. Only ASCII bytes are special, so UTF-8 passes.
fn write_text(out: &mut Vec<u8>, text: &str) {
    for byte in text.bytes() {
        match byte {
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            other => out.push(other),
        }
    }
}

/// An element of a text array: quoted for the array, then escaped for COPY.
fn write_quoted(out: &mut Vec<u8>, text: &str) {
    let quoted = text.replace('\\', "\\\\").replace('"', "\\\"");
    out.push(b'"');
    write_text(out, &quoted);
    out.push(b'"');
}

fn write_array<T>(out: &mut Vec<u8>, items: &[T], write: impl Fn(&mut Vec<u8>, &T)) {
    out.push(b'{');
    for (position, item) in items.iter().enumerate() {
        if position > 0 {
            out.push(b',');
        }
        write(out, item);
    }
    out.push(b'}');
}

fn write_decimal(out: &mut Vec<u8>, units: i64, one: u64, scale: usize) -> Result<()> {
    if units < 0 {
        out.push(b'-');
    }
    write!(out, "{}.{:0scale$}", units.unsigned_abs() / one, units.unsigned_abs() % one)
}

fn write_time(out: &mut Vec<u8>, at: Moment) -> Result<()> {
    let time = at.utc();
    write!(
        out,
        "{:04}-{:02}-{:02} {:02}:{:02}:{:02}.{:03}+00",
        time.year(),
        time.month(),
        time.day(),
        time.hour(),
        time.minute(),
        time.second(),
        time.nanosecond() / 1_000_000
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: Value<'_>) -> String {
        let mut out = Vec::new();
        write_value(&mut out, &value).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn values_are_escaped() {
        assert_eq!(written(Value::Text("a\tb\\c\nd")), "a\\tb\\\\c\\nd");
        assert_eq!(written(Value::Texts(&["erp:1".into(), "x\"\\y".into()])), r#"{"erp:1","x\\"\\\\y"}"#);
        assert_eq!(written(Value::Null), "\\N");
        assert_eq!(written(Value::Json(&serde_json::json!({ "a": "b\"c" }))), r#"{"a":"b\\"c"}"#);
    }

    #[test]
    fn numbers_and_times_are_exact() {
        assert_eq!(written(Value::Hundredths(-1205)), "-12.05");
        assert_eq!(written(Value::TenThousandths(2500)), "0.2500");
        let midnight = Moment::start_of(NaiveDate::from_ymd_opt(2026, 11, 22).unwrap());
        assert_eq!(written(Value::Time(midnight)), "2026-11-21 16:00:00.000+00");
    }
}
