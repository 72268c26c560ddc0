//! One of very few values, all of them in sight.

use leptos::prelude::*;
use leptos::text_prop::TextProp;

use crate::choice::Choice;
use crate::field::Naming;
use crate::id;

/// Choices below each other, with room for hints.
#[component]
pub fn RadioGroup(
    /// The value of the chosen one.
    #[prop(into)]
    value: Signal<String>,
    /// When another is chosen.
    #[prop(into)]
    on_change: Callback<String>,
    /// What there is to choose.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// It cannot be used.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Its name, where no field gives it one.
    #[prop(optional, into)]
    label: Option<TextProp>,
) -> impl IntoView {
    group(Looks::Rows, value, on_change, choices, disabled, label)
}

/// Choices beside each other in one control, for two to five short words.
#[component]
pub fn Segmented(
    /// The value of the chosen one.
    #[prop(into)]
    value: Signal<String>,
    /// When another is chosen.
    #[prop(into)]
    on_change: Callback<String>,
    /// What there is to choose.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// It cannot be used.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Its name, where no field gives it one.
    #[prop(optional, into)]
    label: Option<TextProp>,
) -> impl IntoView {
    group(Looks::Segments, value, on_change, choices, disabled, label)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Looks {
    Rows,
    Segments,
}

/// Both are the browser's own radio buttons, with its keys; they differ by their looks. Segments have room for hints
/// only in a tooltip.
fn group(
    looks: Looks,
    value: Signal<String>,
    on_change: Callback<String>,
    choices: Signal<Vec<Choice>>,
    disabled: Signal<bool>,
    label: Option<TextProp>,
) -> AnyView {
    let (class, row_class) = match looks {
        Looks::Rows => ("radio-group", "radio"),
        Looks::Segments => ("segmented", "segment"),
    };
    let naming = Naming::of(label);
    let name = id::unique("group");
    let rows = move || {
        let rows = choices.get().into_iter().map(|choice| {
            let (own, told) = (choice.value.clone(), choice.value.clone());
            let (hint, tip) = match looks {
                Looks::Rows => (choice.hint, None),
                Looks::Segments => (None, choice.hint),
            };
            view! {
                <label class=row_class title=tip>
                    <input
                        type="radio"
                        name=name.clone()
                        value=choice.value
                        prop:checked=move || value.with(|value| *value == own)
                        disabled=move || disabled.get()
                        on:change=move |_| on_change.run(told.clone())
                    />
                    <span class="radio-label">{choice.label}</span>
                    {hint.map(|hint| view! { <span class="radio-hint">{hint}</span> })}
                </label>
            }
        });
        rows.collect_view()
    };
    view! {
        <div
            class=class
            role="radiogroup"
            id=naming.id.clone()
            aria-label=naming.label()
            aria-labelledby=naming.labelled_by.clone()
            aria-describedby=naming.described_by()
            aria-invalid=naming.invalid()
            aria-required=naming.required()
        >
            {rows}
        </div>
    }
    .into_any()
}
