//! Amounts, rates and how they are written.

use super::*;

fn amount(text: &str) -> Amount {
    text.parse().unwrap()
}

#[test]
fn plain_decimals_only() {
    for good in ["0", "1", "-1", "12.5", "0.0001", "999999999999999.9999"] {
        assert_eq!(amount(good).to_string(), good);
    }
    for bad in ["", "-", "1.", ".5", "1e3", "+1", "01", "-0", "-0.00", "1,000", " 1", "NaN"] {
        assert_eq!(bad.parse::<Amount>(), Err(BadDecimal::Format), "{bad}");
    }
    assert_eq!("1000000000000000".parse::<Amount>(), Err(BadDecimal::TooLarge));
    assert_eq!("1.23456".parse::<Amount>(), Err(BadDecimal::TooFine));
}

#[test]
fn amounts_show_the_decimals_of_their_currency() {
    let jpy: Currency = "JPY".parse().unwrap();
    let kwd: Currency = "KWD".parse().unwrap();
    assert_eq!(amount("1234.5000").in_currency(Currency::CNY).to_string(), "1234.50");
    assert_eq!(amount("1234.0000").in_currency(jpy).to_string(), "1234");
    assert_eq!(amount("1.5").in_currency(kwd).to_string(), "1.500");
    assert!(!amount("1.5").fits(jpy));
}

#[test]
fn lines_round_half_up() {
    let price = |quantity: &str, unit: &str, discount: &str| {
        Amount::of_line(quantity.parse().unwrap(), amount(unit), discount.parse().unwrap(), Currency::CNY)
            .unwrap()
    };
    assert_eq!(price("3", "0.335", "0").to_string(), "1.01");
    assert_eq!(price("1", "100", "0.125").to_string(), "87.50");
    assert_eq!(price("1", "0.005", "0").to_string(), "0.01");
}

#[test]
fn amounts_too_large_to_store_are_none() {
    let rate = |text: &str| text.parse::<Rate>().unwrap();
    let usd: Currency = "USD".parse().unwrap();
    let large = amount("999999999999999.99");
    assert_eq!(large.converted(Rate::ONE, Currency::CNY), Some(large));
    assert_eq!(large.converted(rate("7.1"), Currency::CNY), None);
    assert_eq!(amount("100").exchanged(rate("7.1"), Rate::ONE, Currency::CNY), Some(amount("710.00")));
    assert_eq!(amount("100").exchanged(Rate::ONE, rate("7.1"), usd), Some(amount("14.08")));
    assert_eq!(amount("999999999999999.999").storable(), Some(amount("999999999999999.999")));
    assert_eq!(Amount(rust_decimal::Decimal::from(10_i64.pow(15))).storable(), None);
}
