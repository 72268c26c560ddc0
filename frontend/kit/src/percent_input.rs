//! A share of a whole.

use leptos::prelude::*;
use leptos::text_prop::TextProp;
use rust_decimal::Decimal;

use crate::digits_input::{Digits, Notation, digits_input};

const NOTATION: Notation = Notation { stored: share, typed: percents, shown: percents };

/// A share such as `0.25`, typed and shown as 25 %.
#[component]
pub fn PercentInput(
    /// The share; empty for none.
    #[prop(into)]
    value: Signal<String>,
    /// Every change while typing.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
    /// The share when the input is left.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
    /// An example, shown while it is empty.
    #[prop(optional, into)]
    placeholder: Option<TextProp>,
    /// It cannot be used.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Its name, where no field gives it one.
    #[prop(optional, into)]
    label: Option<TextProp>,
) -> impl IntoView {
    let notation = NOTATION;
    view! {
        <div class="input" data-figures="">
            {digits_input(Digits { notation, value, on_input, on_change, placeholder, disabled, label })}
            <span class="input-affix" aria-hidden="true">"%"</span>
        </div>
    }
    .into_any()
}

/// `25` is the share `0.25`. What is no number is kept, so that the caller can refuse it.
fn share(percents: &str) -> String {
    scaled(percents, Decimal::new(1, 2))
}

/// The share `0.25` is `25`.
fn percents(share: &str) -> String {
    scaled(share, Decimal::ONE_HUNDRED)
}

fn scaled(number: &str, by: Decimal) -> String {
    let product = number.parse::<Decimal>().ok().and_then(|number| number.checked_mul(by));
    product.map_or_else(|| number.to_owned(), |product| product.normalize().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_and_percents() {
        assert_eq!(share("25"), "0.25");
        assert_eq!(share("12.5"), "0.125");
        assert_eq!(percents("0.250"), "25");
        assert_eq!(percents("1"), "100");
        assert_eq!(share(""), "");
        assert_eq!(share("-"), "-");
    }
}
