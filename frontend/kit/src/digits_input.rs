//! What inputs of numbers share: digits are typed plainly, and shown in their best form when the input is left.

use leptos::html::Input;
use leptos::prelude::*;
use leptos::text_prop::{OptionTextPropExt, TextProp};

use crate::field::Naming;
use crate::text_input::half_width;

/// How a kind of number is stored, typed and shown; each a function of the text before.
#[derive(Clone, Copy)]
pub(crate) struct Notation {
    /// What is stored, from what was typed.
    pub(crate) stored: fn(&str) -> String,
    /// What stands in the input while somebody types, from what is stored.
    pub(crate) typed: fn(&str) -> String,
    /// What stands in the input else, from what is stored.
    pub(crate) shown: fn(&str) -> String,
}

/// What the caller of an input of digits decides.
pub(crate) struct Digits {
    pub(crate) notation: Notation,
    pub(crate) value: Signal<String>,
    pub(crate) on_input: Option<Callback<String>>,
    pub(crate) on_change: Option<Callback<String>>,
    pub(crate) placeholder: Option<TextProp>,
    pub(crate) disabled: Signal<bool>,
    pub(crate) label: Option<TextProp>,
}

/// The input alone, without the frame around it.
pub(crate) fn digits_input(digits: Digits) -> AnyView {
    let Digits { notation, value, on_input, on_change, placeholder, disabled, label } = digits;
    let naming = Naming::of(label);
    let input = NodeRef::<Input>::new();
    let typed = RwSignal::new(None::<String>);
    let text = move || typed.get().unwrap_or_else(|| value.with(|value| (notation.shown)(value)));
    let write = move |text: &str| {
        if let Some(input) = input.try_get_untracked().flatten() {
            input.set_value(text);
        }
    };
    let hear = move |event: web_sys::Event| {
        let raw = event_target_value(&event);
        let clean = only_number(&raw);
        if clean != raw {
            write(&clean);
        }
        typed.set(Some(clean.clone()));
        if let Some(on_input) = on_input {
            on_input.run((notation.stored)(&clean));
        }
    };
    let focus = move |_| {
        let text = value.with_untracked(|value| (notation.typed)(value));
        write(&text);
        typed.set(Some(text));
        if let Some(input) = input.get_untracked() {
            input.select();
        }
    };
    // An input that is taken from the page loses the focus too: then there is nothing to write, and perhaps nobody to
    // tell.
    let blur = move |_| {
        if typed.try_set(None).is_none() {
            // Written here too: the browser may hold another text than was last shown.
            write(&untrack(text));
        }
    };
    let commit = move |event: web_sys::Event| {
        if let Some(on_change) = on_change {
            on_change.try_run((notation.stored)(&only_number(&event_target_value(&event))));
        }
    };
    view! {
        <input
            node_ref=input
            id=naming.id.clone()
            type="text"
            inputmode="decimal"
            autocomplete="off"
            placeholder=move || placeholder.get()
            disabled=move || disabled.get()
            aria-label=naming.label()
            aria-describedby=naming.described_by()
            aria-invalid=naming.invalid()
            aria-required=naming.required()
            prop:value=text
            on:input=hear
            on:focus=focus
            on:change=commit
            on:blur=blur
        />
    }
    .into_any()
}

/// The characters of a text that can be part of a number: digits, the first point, and a minus before all. Full-width
/// ones become plain.
fn only_number(text: &str) -> String {
    let mut number = String::new();
    for character in half_width(text).chars() {
        let fits = match character {
            '0'..='9' => true,
            '.' => !number.contains('.'),
            '-' => number.is_empty(),
            _ => false,
        };
        if fits {
            number.push(character);
        }
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_are_typed() {
        assert_eq!(only_number("¥1,234.50"), "1234.50");
        assert_eq!(only_number("－１２。５"), "-12.5");
        assert_eq!(only_number("1.2.3-4"), "1.234");
        assert_eq!(only_number("abc"), "");
    }
}
