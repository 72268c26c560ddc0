//! Several of many values, found by typing.

use leptos::html::Input;
use leptos::prelude::*;
use leptos::text_prop::{OptionTextPropExt, TextProp};

use super::list::{SuggestionList, Suggestions, leaves};
use crate::chip::Chip;
use crate::choice::Choice;
use crate::field::Naming;
use crate::popover::Anchor;

/// Chips of what is picked and an input that finds more. Backspace in the empty input takes the last one away;
/// picking what is picked already takes it away too.
#[component]
pub fn MultiCombobox(
    /// What is picked.
    #[prop(into)]
    values: Signal<Vec<Choice>>,
    /// All that is picked after a change.
    #[prop(into)]
    on_change: Callback<Vec<Choice>>,
    /// What was found.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// What to look for; empty when the list opens.
    #[prop(optional, into)]
    on_query: Option<Callback<String>>,
    /// The search has not ended.
    #[prop(optional, into)]
    loading: Signal<bool>,
    /// Shown while nothing is picked.
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
    let anchor = Anchor::new("options");
    let anchor_name = anchor.name.clone();
    let listbox = anchor.id.clone();
    let without = move |value: &str| {
        let mut left = values.get_untracked();
        left.retain(|choice| choice.value != value);
        left
    };
    let toggle = move |choice: Choice| {
        let mut left = without(&choice.value);
        if left.len() == values.with_untracked(Vec::len) {
            left.push(choice);
        }
        on_change.run(left);
    };
    let list = Suggestions {
        anchor: StoredValue::new(anchor),
        open: RwSignal::new(false),
        active: RwSignal::new(None),
        query: RwSignal::new(String::new()),
        choices,
        loading,
        on_query,
        on_create: None,
        on_pick: Callback::new(toggle),
    };
    let chips = move || {
        let chips = values.get().into_iter().map(|choice| {
            let value = choice.value;
            let remove = move || {
                on_change.run(without(&value));
                if let Some(input) = input.get_untracked() {
                    _ = input.focus();
                }
            };
            view! { <Chip label=choice.label on_remove=remove /> }
        });
        chips.collect_view()
    };
    let key = move |event: web_sys::KeyboardEvent| {
        let emptied = event.key() == "Backspace" && list.query.with_untracked(String::is_empty);
        if !list.key(&event) && emptied && !event.is_composing() {
            let mut left = values.get_untracked();
            if left.pop().is_some() {
                on_change.run(left);
            }
        }
    };
    let placeholder = move || placeholder.get().filter(|_| values.with(Vec::is_empty));
    view! {
        <div
            class="input combobox"
            data-multiple=""
            style:anchor-name=anchor_name
            on:focusout=move |event| {
                if leaves(&event) {
                    list.hide();
                }
            }
        >
            {chips}
            <input
                node_ref=input
                id=naming.id.clone()
                type="text"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                aria-autocomplete="list"
                aria-expanded=move || list.open.get().to_string()
                aria-controls=listbox
                aria-activedescendant=move || list.active_id()
                aria-label=naming.label()
                aria-describedby=naming.described_by()
                aria-invalid=naming.invalid()
                aria-required=naming.required()
                placeholder=placeholder
                disabled=move || disabled.get()
                prop:value=move || list.query.get()
                on:input=move |event| list.type_in(event_target_value(&event))
                on:click=move |_| list.show()
                on:keydown=key
            />
            <SuggestionList list chosen=Signal::derive(move || {
                values.get().into_iter().map(|choice| choice.value).collect()
            }) />
        </div>
    }
    .into_any()
}
