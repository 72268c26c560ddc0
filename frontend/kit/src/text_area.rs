//! Text of several lines.

use leptos::html::Textarea;
use leptos::prelude::*;
use leptos::text_prop::{OptionTextPropExt, TextProp};

use crate::field::Naming;

/// An input of several lines that grows with its text.
#[component]
pub fn TextArea(
    /// What it holds.
    #[prop(into)]
    value: Signal<String>,
    /// Every change while typing.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
    /// The value when the input is left.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
    /// An example, shown while it is empty.
    #[prop(optional, into)]
    placeholder: Option<TextProp>,
    /// The number of lines that it has at least.
    #[prop(default = 3)]
    rows: u32,
    /// The greatest number of characters.
    #[prop(optional)]
    max_length: Option<usize>,
    /// It shows, and cannot be changed.
    #[prop(optional, into)]
    read_only: Signal<bool>,
    /// It cannot be used.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Its name, where no field gives it one.
    #[prop(optional, into)]
    label: Option<TextProp>,
    /// The input, for those who must focus it.
    #[prop(optional)]
    node_ref: NodeRef<Textarea>,
) -> impl IntoView {
    let naming = Naming::of(label);
    let tell = move |callback: Option<Callback<String>>, event: &web_sys::Event| {
        if let Some(callback) = callback {
            callback.run(event_target_value(event));
        }
    };
    view! {
        <textarea
            class="text-area"
            node_ref=node_ref
            id=naming.id.clone()
            rows=rows.to_string()
            style:--rows=rows.to_string()
            maxlength=max_length.map(|length| length.to_string())
            placeholder=move || placeholder.get()
            readonly=move || read_only.get()
            disabled=move || disabled.get()
            aria-label=naming.label()
            aria-describedby=naming.described_by()
            aria-invalid=naming.invalid()
            aria-required=naming.required()
            prop:value=move || value.get()
            on:input=move |event| tell(on_input, &event)
            on:change=move |event| tell(on_change, &event)
        ></textarea>
    }
    .into_any()
}
