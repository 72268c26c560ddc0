//! Currencies, countries and time zones, with their names in the user's language as the browser knows them.

use js_sys::{Array, Function, Intl, Object, Reflect};
use kit::Choice;
use wasm_bindgen::{JsCast, JsValue};

/// The countries of ISO 3166-1.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ \
    BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER \
    ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM \
    IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF \
    MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK \
    PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD \
    TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

/// Currencies that are offered first.
const COMMON: [&str; 6] = ["CNY", "USD", "EUR", "HKD", "JPY", "GBP"];

/// Every country, by name.
pub(crate) fn countries() -> Vec<Choice> {
    let mut choices: Vec<Choice> =
        COUNTRIES.split_whitespace().map(|code| Choice::new(code, country(code))).collect();
    choices.sort_by(|a, b| a.label.cmp(&b.label));
    choices
}

/// Every currency, the common ones first.
pub(crate) fn currencies() -> Vec<Choice> {
    let known = supported("currency");
    let rest = known.iter().map(String::as_str).filter(|code| !COMMON.contains(code));
    let named = |code: &str| Choice::new(code, format!("{code} · {}", display("currency", code)));
    COMMON.into_iter().chain(rest).map(named).collect()
}

/// Every time zone.
pub(crate) fn zones() -> Vec<Choice> {
    supported("timeZone").into_iter().map(|zone| Choice::new(zone.clone(), zone)).collect()
}

/// The name of a country.
pub(crate) fn country(code: &str) -> String {
    display("region", code)
}

fn display(kind: &str, code: &str) -> String {
    let options = Object::new();
    let _ = Reflect::set(&options, &"type".into(), &kind.into());
    let locales = Array::of1(&words::language().as_str().into());
    let names = Intl::DisplayNames::new(&locales, &options);
    names.of(code).map_or_else(|| code.to_owned(), String::from)
}

fn supported(key: &str) -> Vec<String> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).unwrap_or(JsValue::UNDEFINED);
    let function = Reflect::get(&intl, &"supportedValuesOf".into()).ok();
    let function = function.and_then(|function| function.dyn_into::<Function>().ok());
    let values = function.and_then(|function| function.call1(&intl, &key.into()).ok());
    values
        .map(|values| Array::from(&values).iter().filter_map(|value| value.as_string()).collect())
        .unwrap_or_default()
}
