//! Numbers and money.

use rust_decimal::Decimal;
use wasm_bindgen::JsValue;

use super::intl::{Setting, format};

/// A count: `1,284`.
pub fn number(number: i64) -> String {
    decimal(Decimal::from(number))
}

/// A number with the fraction that it has, up to six digits: `1,284.5`.
pub fn decimal(number: Decimal) -> String {
    shown(number, &[("maximumFractionDigits", Setting::Number(6))])
}

/// An amount in full: `¥1,234,500.00`.
pub fn money(amount: Decimal, currency: &str) -> String {
    with_currency(amount, currency, &[])
}

/// An amount in few characters, `¥123万` or `CN¥1.2M`. Whoever shows it says the full one in a tooltip.
pub fn money_compact(amount: Decimal, currency: &str) -> String {
    let settings = [
        ("notation", Setting::Text("compact")),
        ("minimumFractionDigits", Setting::Number(0)),
        ("maximumFractionDigits", Setting::Number(1)),
    ];
    with_currency(amount, currency, &settings)
}

/// The sign of a currency, `¥` or `CN¥`; its code where there is none.
pub fn currency_symbol(currency: &str) -> String {
    let shown = with_currency(Decimal::ZERO, currency, &[("maximumFractionDigits", Setting::Number(0))]);
    shown.chars().filter(|character| !character.is_ascii_digit() && !character.is_whitespace()).collect()
}

/// A share of one as percents: `0.255` is `25.5%`.
pub fn percent(share: Decimal) -> String {
    let settings = [("style", Setting::Text("percent")), ("maximumFractionDigits", Setting::Number(1))];
    shown(share, &settings)
}

/// The size of a file: `1.2 MB`.
pub fn file_size(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["byte", "kilobyte", "megabyte", "gigabyte"];
    let mut size = Decimal::from(bytes);
    let mut unit = UNITS[0];
    for larger in &UNITS[1..] {
        if size < Decimal::from(1000) {
            break;
        }
        size /= Decimal::from(1000);
        unit = larger;
    }
    let settings = [
        ("style", Setting::Text("unit")),
        ("unit", Setting::Text(unit)),
        ("unitDisplay", Setting::Text("short")),
        ("maximumFractionDigits", Setting::Number(1)),
    ];
    shown(size, &settings)
}

/// The digits of a typed number in groups of three, as they are while nobody types: `1234500.5` is `1,234,500.5`.
/// A text that is no plain number stays as it is.
pub fn plain(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
    let (whole, fraction) =
        digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let is_plain = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !is_plain(whole) || !fraction.is_none_or(is_plain) {
        return number.to_owned();
    }
    let mut grouped = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if let Some(fraction) = fraction {
        grouped.push('.');
        grouped.push_str(fraction);
    }
    grouped
}

fn with_currency(amount: Decimal, currency: &str, settings: &[(&str, Setting<'_>)]) -> String {
    let mut all = vec![("style", Setting::Text("currency")), ("currency", Setting::Text(currency))];
    all.extend_from_slice(settings);
    let exact = JsValue::from_str(&amount.to_string());
    let text = format("NumberFormat", &all, &[exact]);
    text.unwrap_or_else(|| format!("{currency} {}", plain(&amount.to_string())))
}

/// `Intl` takes the digits as a text, so that nothing is lost on the way.
fn shown(number: Decimal, settings: &[(&str, Setting<'_>)]) -> String {
    let digits = number.to_string();
    format("NumberFormat", settings, &[JsValue::from_str(&digits)]).unwrap_or(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped() {
        assert_eq!(plain("1234500.50"), "1,234,500.50");
        assert_eq!(plain("-123456"), "-123,456");
        assert_eq!(plain("12."), "12.");
        assert_eq!(plain("999"), "999");
    }

    #[test]
    fn what_is_no_number_stays() {
        assert_eq!(plain(""), "");
        assert_eq!(plain("-"), "-");
        assert_eq!(plain("12a4"), "12a4");
        assert_eq!(plain(".5"), ".5");
    }
}
