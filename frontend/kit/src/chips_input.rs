//! Several free texts.

use leptos::html::Input;
use leptos::prelude::*;
use leptos::text_prop::{OptionTextPropExt, TextProp};

use crate::chip::Chip;
use crate::field::Naming;

/// Texts that are typed one after the other. Enter, a comma or leaving the input adds one, Backspace in the empty
/// input takes the last one away; the same text is not added twice. Pasted lists are taken apart.
#[component]
pub fn ChipsInput(
    /// The texts.
    #[prop(into)]
    values: Signal<Vec<String>>,
    /// All texts after a change.
    #[prop(into)]
    on_change: Callback<Vec<String>>,
    /// Shown while there are none.
    #[prop(optional, into)]
    placeholder: Option<TextProp>,
    /// It cannot be used.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Its name, where no field gives it one.
    #[prop(optional, into)]
    label: Option<TextProp>,
) -> impl IntoView {
    let naming = Naming::of(label);
    let input = NodeRef::<Input>::new();
    let typed = RwSignal::new(String::new());
    let add = move || {
        let mut all = values.get_untracked();
        let before = all.len();
        for text in split(&typed.get_untracked()) {
            if !all.contains(&text) {
                all.push(text);
            }
        }
        typed.set(String::new());
        if all.len() > before {
            on_change.run(all);
        }
    };
    let hear = move |event: web_sys::Event| {
        let text = event_target_value(&event);
        let ends = text.ends_with(SEPARATORS) || split(&text).len() > 1;
        typed.set(text);
        if ends {
            add();
        }
    };
    let key = move |event: web_sys::KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        let is_empty = typed.with_untracked(String::is_empty);
        match event.key().as_str() {
            "Enter" if !is_empty => {
                event.prevent_default();
                add();
            }
            "Backspace" if is_empty => {
                let mut all = values.get_untracked();
                if all.pop().is_some() {
                    on_change.run(all);
                }
            }
            _ => {}
        }
    };
    let chips = move || {
        let chips = values.get().into_iter().map(|text| {
            let own = text.clone();
            let remove = move || {
                on_change.run(values.get_untracked().into_iter().filter(|text| *text != own).collect());
                if let Some(input) = input.get_untracked() {
                    _ = input.focus();
                }
            };
            view! { <Chip label=text on_remove=remove /> }
        });
        chips.collect_view()
    };
    let placeholder = move || placeholder.get().filter(|_| values.with(Vec::is_empty));
    view! {
        <div class="input combobox" data-multiple="">
            {chips}
            <input
                node_ref=input
                id=naming.id.clone()
                type="text"
                autocomplete="off"
                placeholder=placeholder
                disabled=move || disabled.get()
                aria-label=naming.label()
                aria-describedby=naming.described_by()
                aria-invalid=naming.invalid()
                aria-required=naming.required()
                prop:value=move || typed.get()
                on:input=hear
                on:keydown=key
                on:blur=move |_| add()
            />
        </div>
    }
    .into_any()
}

/// What ends a text: commas and semicolons of both widths, and lines.
const SEPARATORS: [char; 7] = [',', '，', ';', '；', '、', '\n', '\t'];

fn split(text: &str) -> Vec<String> {
    text.split(SEPARATORS).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_taken_apart() {
        assert_eq!(split("a, b；华为、中兴,"), ["a", "b", "华为", "中兴"]);
        assert!(split(" ， ").is_empty());
    }
}
