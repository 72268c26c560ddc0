//! What the members of an input hold, read from the schema that documents it: what a text in a file must become.

use serde_json::Value;
use utoipa::ToSchema;

/// What a member of an input holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Holds {
    /// Any text.
    Text,
    /// One of these words.
    Choice(Vec<String>),
    /// An exact decimal, written as a string.
    Decimal,
    /// A whole number.
    Integer,
    /// A day.
    Date,
    /// An instant.
    Time,
    /// Yes or no.
    Boolean,
    /// The id of a record.
    Id,
    /// Several of these.
    List(Box<Holds>),
    /// Anything else: its text is JSON.
    Json,
}

/// A member of an input.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub holds: Holds,
}

/// The types that are decimals in strings.
const DECIMALS: [&str; 4] = ["Amount", "Fraction", "Quantity", "Rate"];

/// The members of `T`, in the order of its definition.
pub fn members<T: ToSchema>() -> Vec<Member> {
    let mut named = Vec::new();
    T::schemas(&mut named);
    let json = |schema| serde_json::to_value(schema).unwrap_or(Value::Null);
    let named: Vec<(String, Value)> = named.into_iter().map(|(name, schema)| (name, json(schema))).collect();
    let schema = json(T::schema());
    let properties = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
    properties.map(|(name, schema)| Member { name: name.clone(), holds: holds(schema, &named) }).collect()
}

fn holds(schema: &Value, named: &[(String, Value)]) -> Holds {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let name = reference.rsplit('/').next().unwrap_or_default();
        if DECIMALS.contains(&name) {
            return Holds::Decimal;
        }
        let found = named.iter().find(|(known, _)| known == name);
        return found.map_or(Holds::Json, |(_, schema)| holds(schema, named));
    }
    for one_of in ["oneOf", "anyOf", "allOf"] {
        if let Some(choices) = schema.get(one_of).and_then(Value::as_array) {
            let mut real = choices.iter().filter(|choice| choice.get("type") != Some(&Value::from("null")));
            return match (real.next(), real.next()) {
                (Some(only), None) => holds(only, named),
                _ => Holds::Json,
            };
        }
    }
    let words = schema.get("enum").and_then(Value::as_array);
    if let Some(words) = words {
        return Holds::Choice(words.iter().filter_map(Value::as_str).map(str::to_owned).collect());
    }
    let types: Vec<&str> = match schema.get("type") {
        Some(Value::Array(types)) => types.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(one)) => vec![one.as_str()],
        _ => Vec::new(),
    };
    let format = schema.get("format").and_then(Value::as_str).unwrap_or_default();
    match types.into_iter().find(|name| *name != "null") {
        Some("string") => match format {
            "date" => Holds::Date,
            "date-time" => Holds::Time,
            "uuid" => Holds::Id,
            _ => Holds::Text,
        },
        Some("integer") => Holds::Integer,
        Some("boolean") => Holds::Boolean,
        Some("array") => {
            Holds::List(Box::new(schema.get("items").map_or(Holds::Json, |items| holds(items, named))))
        }
        _ => Holds::Json,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(utoipa::ToSchema)]
    #[expect(dead_code, reason = "only its schema is looked at")]
    struct Sample {
        name: String,
        day: Option<chrono::NaiveDate>,
        at: Option<chrono::DateTime<chrono::Utc>>,
        amount: Option<domain::Amount>,
        discount: domain::Fraction,
        color: domain::TagColor,
        status: Option<domain::ImportStatus>,
        parent_id: Option<domain::AccountId>,
        tag_ids: Vec<domain::TagId>,
        external_ids: Vec<String>,
        employees: Option<i32>,
        is_active: bool,
        currency: domain::Currency,
        permissions: domain::Permissions,
    }

    #[test]
    fn members_are_known_by_their_schema() {
        let found = members::<Sample>();
        let holds = |name: &str| found.iter().find(|member| member.name == name).unwrap().holds.clone();
        assert_eq!(holds("name"), Holds::Text);
        assert_eq!(holds("day"), Holds::Date);
        assert_eq!(holds("at"), Holds::Time);
        assert_eq!(holds("amount"), Holds::Decimal);
        assert_eq!(holds("discount"), Holds::Decimal);
        assert!(matches!(holds("color"), Holds::Choice(words) if words.contains(&"red".to_owned())));
        assert!(matches!(holds("status"), Holds::Choice(words) if words.len() == 7));
        assert_eq!(holds("parent_id"), Holds::Id);
        assert_eq!(holds("tag_ids"), Holds::List(Box::new(Holds::Id)));
        assert_eq!(holds("external_ids"), Holds::List(Box::new(Holds::Text)));
        assert_eq!(holds("employees"), Holds::Integer);
        assert_eq!(holds("is_active"), Holds::Boolean);
        assert_eq!(holds("currency"), Holds::Text);
        assert_eq!(holds("permissions"), Holds::Json);
    }
}
