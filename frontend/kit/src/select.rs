//! One of a few values.

use icondata_lu::LuChevronDown;
use leptos::prelude::*;
use leptos::text_prop::TextProp;

use crate::choice::Choice;
use crate::field::Naming;
use crate::icon::Icon;

/// The browser's own select, for short lists that are known beforehand. A [`Combobox`](crate::Combobox) is for long
/// ones.
#[component]
pub fn Select(
    /// The value of the chosen choice; empty for none.
    #[prop(into)]
    value: Signal<String>,
    /// When another is chosen.
    #[prop(into)]
    on_change: Callback<String>,
    /// What there is to choose.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// None may be chosen, and is called so.
    #[prop(optional, into)]
    allow_none: Option<TextProp>,
    /// The height for toolbars and rows.
    #[prop(optional)]
    small: bool,
    /// It cannot be used.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Its name, where no field gives it one.
    #[prop(optional, into)]
    label: Option<TextProp>,
) -> impl IntoView {
    let naming = Naming::of(label);
    let none = allow_none.map(|text| {
        view! {
            <option value="" prop:selected=move || value.with(String::is_empty)>
                {move || text.get()}
            </option>
        }
    });
    let has_none = none.is_some();
    // A value that is not among the choices is shown as it is, rather than as the first of them.
    let unknown = move || {
        let value = value.get();
        let known = (value.is_empty() && has_none)
            || choices.with(|choices| choices.iter().any(|choice| choice.value == value));
        (!known).then(|| {
            let label = value.clone();
            view! {
                <option value=value hidden=true prop:selected=true>
                    {label}
                </option>
            }
        })
    };
    let options = move || {
        let choices = choices.get().into_iter().map(|choice| {
            let own = choice.value.clone();
            view! {
                <option value=choice.value prop:selected=move || value.with(|value| *value == own)>
                    {choice.label}
                </option>
            }
        });
        choices.collect_view()
    };
    view! {
        <div class="select" data-small=small.then_some("")>
            <select
                id=naming.id.clone()
                disabled=move || disabled.get()
                aria-label=naming.label()
                aria-describedby=naming.described_by()
                aria-invalid=naming.invalid()
                aria-required=naming.required()
                on:change=move |event| on_change.run(event_target_value(&event))
            >
                {none}
                {unknown}
                {options}
            </select>
            <Icon icon=LuChevronDown />
        </div>
    }
    .into_any()
}
