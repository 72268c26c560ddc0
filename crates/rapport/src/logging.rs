//! The log: one line per event, as JSON for machines or as text for people. Never secrets or personal data.

use std::io::{IsTerminal, Write};

use log::kv::{self, Key, Value, VisitSource};
use serde_json::{Map, json};

use crate::config::variable;

/// What is logged unless told otherwise; libraries tell of every step they take.
const DEFAULT: &str = "info,actix_server=warn,graphile_worker=warn,tokio_postgres=warn";

/// Starts logging to standard error.
pub(crate) fn start() {
    let filter = variable("RAPPORT_LOG").unwrap_or_else(|| DEFAULT.to_owned());
    let mut logger = env_logger::Builder::new();
    logger.parse_filters(&filter);
    let is_json = match variable("RAPPORT_LOG_FORMAT").as_deref() {
        Some("json") => true,
        Some("text") => false,
        _ => !std::io::stderr().is_terminal(),
    };
    if is_json {
        logger.format(|out, record| writeln!(out, "{}", line(record, out.timestamp_micros().to_string())));
    }
    logger.init();
}

/// An event as one JSON object; `serde_json` escapes whatever could break the line.
fn line(record: &log::Record<'_>, time: String) -> serde_json::Value {
    let mut fields = Fields(Map::new());
    fields.0.insert("time".to_owned(), json!(time));
    fields.0.insert("level".to_owned(), json!(record.level().as_str().to_lowercase()));
    fields.0.insert("target".to_owned(), json!(record.target()));
    fields.0.insert("message".to_owned(), json!(record.args().to_string()));
    // The visitor never fails, so neither does the visit.
    let _ = record.key_values().visit(&mut fields);
    serde_json::Value::Object(fields.0)
}

struct Fields(Map<String, serde_json::Value>);

impl<'kvs> VisitSource<'kvs> for Fields {
    fn visit_pair(&mut self, key: Key<'kvs>, value: Value<'kvs>) -> Result<(), kv::Error> {
        let value = match (value.to_u64(), value.to_f64()) {
            (Some(number), _) => json!(number),
            (None, Some(number)) => json!(number),
            _ => json!(value.to_string()),
        };
        self.0.insert(key.to_string(), value);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_one_line() {
        let kvs = [("request_id", "a\nb")];
        let record = log::Record::builder()
            .level(log::Level::Info)
            .target("request")
            .args(format_args!("x\n\u{1b}[31m"))
            .key_values(&kvs)
            .build();
        let text = line(&record, "now".to_owned()).to_string();
        assert_eq!(text.lines().count(), 1);
        assert!(!text.contains('\u{1b}'));
        assert!(text.contains(r#""request_id":"a\nb""#), "{text}");
    }
}
