//! Exact decimals: money, shares, quantities and rates. Strings on the wire, `numeric` in the database.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

crate::macros::decimals! {
    /// An amount of money, in the currency that stands beside it. At most 15 digits before and 4 after the point.
    Amount: 15 digits, 4 decimals, r"^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,4})?$",
    /// A share of a whole, 0 to 1: probability, discount.
    Fraction: 1 digits, 4 decimals, r"^(0(\.[0-9]{1,4})?|1(\.0{1,4})?)$",
    /// A number of units, at most 15 digits before and 4 after the point.
    Quantity: 15 digits, 4 decimals, r"^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,4})?$",
    /// What one unit of a currency is worth in another.
    Rate: 10 digits, 10 decimals, r"^-?(0|[1-9][0-9]{0,9})(\.[0-9]{1,10})?$",
}

/// A currency: an ISO 4217 code such as `CNY`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, pattern = "^[A-Z]{3}$", example = "CNY"))]
#[cfg_attr(feature = "db", derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow))]
#[cfg_attr(feature = "db", diesel(sql_type = diesel::sql_types::Text))]
pub struct Currency(iso_currency::Currency);

impl Currency {
    /// The renminbi.
    pub const CNY: Self = Self(iso_currency::Currency::CNY);

    /// Decimals of an amount in this currency: 2 for CNY, 0 for JPY, 3 for KWD.
    pub fn decimals(self) -> u32 {
        self.0.exponent().map_or(2, u32::from)
    }

    /// The three letters.
    pub fn code(self) -> &'static str {
        self.0.code()
    }
}

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// The same amount written with the decimals of `currency`; more decimals than that stay.
    pub fn in_currency(self, currency: Currency) -> Self {
        let mut amount = self.0.normalize();
        if amount.scale() < currency.decimals() {
            amount.rescale(currency.decimals());
        }
        Self(amount)
    }

    /// True if the amount has no more decimals than `currency`.
    pub fn fits(self, currency: Currency) -> bool {
        self.0.normalize().scale() <= currency.decimals()
    }

    /// Rounded half up (away from zero) to the minor unit of `currency`.
    pub fn rounded(self, currency: Currency) -> Self {
        let rounded =
            self.0.round_dp_with_strategy(currency.decimals(), RoundingStrategy::MidpointAwayFromZero);
        Self(rounded).in_currency(currency)
    }

    /// The amount in `base`, at `rate` base units per unit, rounded half up to the minor unit of `base`.
    ///
    /// None if it has too many digits.
    pub fn converted(self, rate: Rate, base: Currency) -> Option<Self> {
        self.0.checked_mul(rate.0).and_then(|product| Self(product).rounded(base).storable())
    }

    /// The amount in `to`, of which one unit is worth `worth`, when one unit of its own currency is worth `rate`
    /// in the same base; rounded half up to the minor unit of `to`.
    ///
    /// None if it has too many digits.
    pub fn exchanged(self, rate: Rate, worth: Rate, to: Currency) -> Option<Self> {
        let product = self.0.checked_mul(rate.0)?;
        product.checked_div(worth.0).and_then(|quotient| Self(quotient).rounded(to).storable())
    }

    /// The amount, unless it has more than 15 digits before the point.
    pub fn storable(self) -> Option<Self> {
        (self.0.abs() < Decimal::from(10_i64.pow(15))).then_some(self)
    }

    /// The price of a line: `quantity × unit price × (1 − discount)`, rounded half up to the minor unit.
    ///
    /// None if it has too many digits.
    pub fn of_line(
        quantity: Quantity,
        unit_price: Amount,
        discount: Fraction,
        currency: Currency,
    ) -> Option<Self> {
        let gross = quantity.0.checked_mul(unit_price.0)?;
        let net = gross.checked_mul(Decimal::ONE.checked_sub(discount.0)?)?;
        Self(net).rounded(currency).storable()
    }
}

impl Rate {
    /// One for one: what the base currency is worth.
    pub const ONE: Self = Self(Decimal::ONE);
}

impl Fraction {
    /// Nothing.
    pub const ZERO: Self = Self(Decimal::ZERO);
    /// The whole.
    pub const ONE: Self = Self(Decimal::ONE);

    /// True between 0 and 1, both included.
    pub fn is_share(self) -> bool {
        (Decimal::ZERO..=Decimal::ONE).contains(&self.0)
    }
}

/// A text that is no decimal of the kind asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadDecimal {
    /// Not digits with at most one point.
    #[error("invalid_format|not a decimal number such as 1234.50")]
    Format,
    /// Too many digits before the point.
    #[error("out_of_range|too many digits before the point")]
    TooLarge,
    /// Too many digits after the point.
    #[error("scale_too_large|too many digits after the point")]
    TooFine,
}

/// Reads a plain decimal: no exponent, no leading zero, no plus, no minus zero.
pub(crate) fn parse(text: &str, digits: usize, decimals: usize) -> Result<Decimal, BadDecimal> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || !all_digits(part) || (whole.len() > 1 && whole.starts_with('0')) {
        return Err(BadDecimal::Format);
    }
    if whole.len() > digits {
        return Err(BadDecimal::TooLarge);
    }
    if part.len() > decimals {
        return Err(BadDecimal::TooFine);
    }
    let value: Decimal = text.parse().map_err(|_error: rust_decimal::Error| BadDecimal::Format)?;
    if value.is_zero() && text.starts_with('-') {
        return Err(BadDecimal::Format);
    }
    Ok(value)
}

/// Reads a decimal from a string; a number is refused, because JSON numbers are floats to most programs.
pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
    digits: usize,
    decimals: usize,
) -> Result<Decimal, D::Error> {
    struct Text(usize, usize);
    impl de::Visitor<'_> for Text {
        type Value = Decimal;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a decimal number in a string")
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<Decimal, E> {
            parse(text, self.0, self.1).map_err(E::custom)
        }

        fn visit_i64<E: de::Error>(self, _: i64) -> Result<Decimal, E> {
            Err(E::custom("money_must_be_string|write it as a string, such as \"1234.50\""))
        }

        fn visit_u64<E: de::Error>(self, _: u64) -> Result<Decimal, E> {
            self.visit_i64(0)
        }

        fn visit_f64<E: de::Error>(self, _: f64) -> Result<Decimal, E> {
            self.visit_i64(0)
        }
    }
    deserializer.deserialize_any(Text(digits, decimals))
}

impl std::fmt::Display for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl std::str::FromStr for Currency {
    type Err = crate::UnknownValue;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        iso_currency::Currency::from_code(text)
            .map(Self)
            .ok_or_else(|| crate::UnknownValue { list: "Currency", value: text.to_owned() })
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_error| de::Error::custom("unknown_value|not an ISO 4217 currency code"))
    }
}

crate::macros::stored_as!(
    Currency,
    diesel::sql_types::Text,
    String,
    |value| value.code().to_owned(),
    |raw: String| { raw.parse().map_err(Into::into) }
);

#[cfg(test)]
mod tests;
