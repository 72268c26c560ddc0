//! What the browser proposes: which field a column is, how its dates are written, what its texts stand for. The user
//! sees every proposal and can change it.

use std::collections::{BTreeMap, BTreeSet};

use domain::Right;
use domain::language::Language;
use wire::import::DateFormat;
use words::in_language;

use crate::api::session;
use crate::features::import::file::Sample;
use crate::record::{Entity, Field, Is, codes};

const LANGUAGES: [Language; 2] = [Language::English, Language::Chinese];

/// How sure a proposal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sure {
    /// The column has the field's name.
    Same,
    /// The column's name has words of the field's name.
    Alike,
    /// The column has values of the field.
    Values,
}

/// The fields that a file can fill, the required ones first. Only who may assign records can name their owners.
pub(crate) fn targets(entity: &'static Entity) -> Vec<&'static Field> {
    let settable = |field: &&'static Field| match field.name {
        "owner_id" => session::has(Right::Assign),
        "created_at" => true,
        name => entity.fact(name).is_settable,
    };
    let mut fields: Vec<&'static Field> = entity.fields.iter().filter(settable).collect();
    fields.sort_by_key(|field| !entity.fact(field.name).is_required);
    fields
}

/// The field that each column probably is; no field is proposed twice.
pub(super) fn fields(entity: &'static Entity, sample: &Sample) -> Vec<Option<(&'static Field, Sure)>> {
    let names: Vec<(&'static Field, Vec<String>)> =
        targets(entity).into_iter().map(|field| (field, names_of(field))).collect();
    let mut found = vec![None; sample.headers.len()];
    let mut taken = BTreeSet::new();
    for sure in [Sure::Same, Sure::Alike, Sure::Values] {
        for (place, header) in sample.headers.iter().enumerate().filter(|(_, header)| !header.is_empty()) {
            if found[place].is_some() {
                continue;
            }
            let fits = |(field, names): &&(&'static Field, Vec<String>)| match sure {
                Sure::Same => {
                    let is_same = |name: &String| plain(header) == plain(name);
                    names.iter().any(is_same)
                        || field.name == entity.name && kind_names(entity).iter().any(is_same)
                }
                Sure::Alike => names.iter().any(|name| is_alike(header, name)),
                Sure::Values => has_values_of(field, &sample.values_of(header).list),
            };
            let field = names.iter().filter(|(field, _)| !taken.contains(field.name)).find(fits);
            if let Some((field, _)) = field {
                taken.insert(field.name);
                found[place] = Some((*field, sure));
            }
        }
    }
    found
}

/// What a field is called: in the API and in both languages.
fn names_of(field: &Field) -> Vec<String> {
    let bare = field.name.trim_end_matches("_ids").trim_end_matches("_id");
    let labels = LANGUAGES.map(|language| in_language(language, field.label));
    [field.name.to_owned(), bare.to_owned()].into_iter().chain(labels).collect()
}

/// What records of a kind are called in both languages: a column of that name has the names of the records.
fn kind_names(entity: &Entity) -> Vec<String> {
    let of = |language| [in_language(language, entity.one), in_language(language, entity.many)];
    LANGUAGES.into_iter().flat_map(of).collect()
}

/// True if all words of the one, at least four letters, are among those of the other.
fn is_alike(header: &str, name: &str) -> bool {
    let (ours, theirs) = (words_in(header), words_in(name));
    let (few, many) = if ours.len() <= theirs.len() { (&ours, &theirs) } else { (&theirs, &ours) };
    let length: usize = few.iter().map(|word| word.chars().count()).sum();
    length >= 4 && few.is_subset(many)
}

/// True if the field takes certain values only, and four of five texts are such.
fn has_values_of(field: &Field, texts: &[String]) -> bool {
    if texts.is_empty() {
        return false;
    }
    let Some(known) = vocabulary(field) else { return false };
    let count = texts.iter().filter(|text| known.contains_key(&plain(text))).count();
    count * 5 >= texts.len() * 4
}

/// Letters and digits only, in small letters.
pub(super) fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn words_in(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// The forms in which these texts are dates; those that most of them have come first.
pub(super) fn date_formats<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<DateFormat> {
    let dates: Vec<Dated> = texts.filter_map(Dated::read).collect();
    let mut left: Vec<&Dated> = dates.iter().collect();
    let mut formats = Vec::new();
    while !left.is_empty() {
        let count = |format: &DateFormat| left.iter().filter(|date| date.is_of(*format)).count();
        // Of those that fit equally often the first: the last of the greatest, from behind.
        let best = DATE_FORMATS.into_iter().rev().max_by_key(count);
        let Some(best) = best.filter(|best| count(best) > 0) else { break };
        left.retain(|date| !date.is_of(best));
        formats.push(best);
    }
    formats
}

/// Every form of dates.
pub(super) const DATE_FORMATS: [DateFormat; 4] =
    [DateFormat::Iso, DateFormat::Cn, DateFormat::Us, DateFormat::Eu];

/// The numbers of a text that looks like a date.
struct Dated {
    numbers: [u32; 3],
    is_joined_by_dashes: bool,
}

impl Dated {
    fn read(text: &str) -> Option<Self> {
        let text = text.split([' ', 'T']).next().unwrap_or_default();
        let parts = text.split(['-', '/', '.', '年', '月', '日']).filter(|part| !part.is_empty());
        let numbers: Vec<u32> = parts.map(|part| part.parse().ok()).collect::<Option<_>>()?;
        let numbers: [u32; 3] = numbers.try_into().ok()?;
        let dated = Self { numbers, is_joined_by_dashes: text.contains('-') };
        DATE_FORMATS.into_iter().any(|format| dated.is_of(format)).then_some(dated)
    }

    fn is_of(&self, format: DateFormat) -> bool {
        let [first, second, third] = self.numbers;
        let (year, month, day) = match format {
            DateFormat::Iso | DateFormat::Cn => (first, second, third),
            DateFormat::Us => (third, first, second),
            DateFormat::Eu => (third, second, first),
        };
        let is_iso = format == DateFormat::Iso;
        let is_joined =
            self.is_joined_by_dashes == is_iso || !matches!(format, DateFormat::Iso | DateFormat::Cn);
        is_joined && (1900..=2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)
    }
}

/// What the texts of a field stand for, where the field takes certain values only: names in both languages, in plain
/// letters, and the values. None for other fields.
pub(super) fn vocabulary(field: &Field) -> Option<BTreeMap<String, String>> {
    let mut known = BTreeMap::new();
    for language in LANGUAGES {
        let choices = match field.is {
            Is::Choice(values) => in_language(language, || {
                values.iter().map(|listed| (listed.value.to_owned(), (listed.label)())).collect::<Vec<_>>()
            }),
            Is::Country => in_language(language, || {
                codes::countries().into_iter().map(|choice| (choice.value, choice.label)).collect()
            }),
            _ => return None,
        };
        for (value, label) in choices {
            known.insert(plain(&label), value.clone());
            known.insert(plain(&value), value);
        }
    }
    Some(known)
}

/// The replacements for texts that are the names of values: `客户` for `customer`.
pub(super) fn aliases(field: &Field, texts: &[String]) -> BTreeMap<String, String> {
    let Some(known) = vocabulary(field) else { return BTreeMap::new() };
    let replaced = |text: &String| {
        let value = known.get(&plain(text))?;
        (!is_understood(text, value)).then(|| (text.clone(), value.clone()))
    };
    texts.iter().filter_map(replaced).collect()
}

/// Those of the texts that the field does not take as they are.
pub(super) fn strange(field: &Field, texts: &[String]) -> Vec<String> {
    let Some(known) = vocabulary(field) else { return Vec::new() };
    let is_known = |text: &str| known.values().any(|value| is_understood(text, value));
    texts.iter().filter(|text| !is_known(text)).cloned().collect()
}

/// True if the server takes the text for this value: however it is capitalised and whatever joins its parts.
fn is_understood(text: &str, value: &str) -> bool {
    text == value || text.to_lowercase().replace([' ', '-'], "_") == value
}

#[cfg(test)]
mod tests {
    use wire::import::Delimiter;

    use super::*;
    use crate::features::{account::ACCOUNT, opportunity::OPPORTUNITY, value_list::ACCOUNT_TYPE};

    fn named(entity: &'static Entity, headers: &[&str]) -> Vec<Option<&'static str>> {
        let sample = Sample::read(&headers.join(","), Delimiter::Comma, true);
        fields(entity, &sample).into_iter().map(|found| found.map(|(field, _)| field.name)).collect()
    }

    #[test]
    fn columns_are_known_by_their_names() {
        assert_eq!(
            named(&ACCOUNT, &["account", "revenue", "Employees", "sector", "电话"]),
            [Some("name"), Some("annual_revenue"), Some("employees"), None, Some("phone")]
        );
        assert_eq!(named(&ACCOUNT, &["客户", "Name", "地址"]), [Some("name"), None, None]);
        assert_eq!(
            named(&OPPORTUNITY, &["account_id", "deal_stage", "商机"]),
            [Some("account_id"), Some("stage_id"), Some("name")]
        );
    }

    #[test]
    fn required_fields_come_first() {
        assert!(ACCOUNT.fact(targets(&ACCOUNT)[0].name).is_required);
        assert!(targets(&ACCOUNT).iter().all(|field| field.name != "last_activity_at"));
    }

    #[test]
    fn who_may_not_assign_names_no_owners() {
        assert!(targets(&ACCOUNT).iter().all(|field| field.name != "owner_id"));
    }

    #[test]
    fn dates_are_known_by_their_numbers() {
        let of = |texts: &[&str]| date_formats(texts.iter().copied());
        assert_eq!(of(&["10/20/2016", "3/1/2017"]), [DateFormat::Us]);
        assert_eq!(of(&["20.10.2016", "1.3.2017"]), [DateFormat::Eu]);
        assert_eq!(of(&["2017年3月1日", "2017/3/1"]), [DateFormat::Cn]);
        assert_eq!(of(&["2017-03-01", "12:30", "Won", "1.234.567"]), [DateFormat::Iso]);
        assert_eq!(of(&["2017-03-01", "2017-03-02", "10/20/2016"]), [DateFormat::Iso, DateFormat::Us]);
        assert!(of(&["Won", ""]).is_empty());
    }

    #[test]
    fn names_stand_for_values() {
        let field = Field::new("type", String::new, Is::Choice(ACCOUNT_TYPE));
        let texts = ["客户", "Customer", "partner", "VIP"].map(str::to_owned);
        assert_eq!(aliases(&field, &texts), BTreeMap::from([("客户".to_owned(), "customer".to_owned())]));
        assert_eq!(strange(&field, &texts), ["客户", "VIP"]);
        assert!(has_values_of(&field, &texts[..3]));
        assert!(!has_values_of(&field, &texts));
        assert!(!has_values_of(&field, &[]));
    }
}
