//! An amount of money.

use leptos::prelude::*;
use leptos::text_prop::TextProp;
use words::tr;

use crate::digits_input::{Digits, Notation, digits_input};
use crate::format;

const NOTATION: Notation = Notation { stored: str::to_owned, typed: str::to_owned, shown: format::plain };

/// An amount beside its currency. In and out go plain decimals such as `1234500.5`; digits are grouped while nobody
/// types.
#[component]
pub fn MoneyInput(
    /// The amount; empty for none.
    #[prop(into)]
    value: Signal<String>,
    /// Every change while typing.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
    /// The amount when the input is left.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
    /// The code of its currency: `CNY`.
    #[prop(into)]
    currency: Signal<String>,
    /// When another currency is chosen; without it the currency is fixed.
    #[prop(optional, into)]
    on_currency: Option<Callback<String>>,
    /// The currencies that there are.
    #[prop(optional, into)]
    currencies: Signal<Vec<String>>,
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
    let options = move || {
        let options = currencies.get().into_iter().map(|code| {
            let (own, stored) = (code.clone(), code.clone());
            view! {
                <option value=stored prop:selected=move || currency.with(|chosen| *chosen == own)>
                    {code}
                </option>
            }
        });
        options.collect_view()
    };
    let currency = match on_currency {
        Some(on_currency) => view! {
            <select
                class="input-choice"
                aria-label=move || tr!(kit.currency)
                disabled=move || disabled.get()
                on:change=move |event| on_currency.run(event_target_value(&event))
            >
                {options}
            </select>
        }
        .into_any(),
        None => view! { <span class="input-affix">{move || currency.get()}</span> }.into_any(),
    };
    let notation = NOTATION;
    view! {
        <div class="input" data-figures="">
            {currency}
            {digits_input(Digits { notation, value, on_input, on_change, placeholder, disabled, label })}
        </div>
    }
    .into_any()
}
