//! A label, a control, a hint and an error, tied together.

use icondata_lu::LuCircleAlert;
use leptos::context::Provider;
use leptos::prelude::*;
use leptos::text_prop::{OptionTextPropExt, TextProp};

use crate::icon::Icon;
use crate::id;

/// What a [`Field`] tells the control in it. Controls of the kit take it from the context by themselves.
#[derive(Clone, Debug)]
pub struct FieldIds {
    /// The id that the control must have.
    pub control: String,
    /// The id of the label, for controls that are groups.
    pub label: String,
    /// What `aria-describedby` must be: hint and error, as far as they are there.
    pub described_by: Signal<Option<String>>,
    /// There is an error.
    pub invalid: Signal<bool>,
    /// A value is needed.
    pub required: bool,
}

/// A form's field. Its error appears below with an icon and is read with the control.
#[component]
pub fn Field(
    /// The name of the value.
    #[prop(into)]
    label: TextProp,
    /// A sentence that helps to fill it in.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// What is wrong with the value.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// A value is needed.
    #[prop(optional)]
    required: bool,
    /// The control.
    children: Children,
) -> impl IntoView {
    let control = id::unique("field");
    let label_id = format!("{control}-label");
    let hint_id = format!("{control}-hint");
    let error_id = format!("{control}-error");
    let described_by = Signal::derive({
        let hint_id = hint.is_some().then(|| hint_id.clone());
        let error_id = error_id.clone();
        move || {
            let error_id = error.with(Option::is_some).then(|| error_id.clone());
            let ids = [hint_id.clone(), error_id].into_iter().flatten().collect::<Vec<_>>();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    });
    let ids = FieldIds {
        control: control.clone(),
        label: label_id.clone(),
        described_by,
        invalid: Signal::derive(move || error.with(Option::is_some)),
        required,
    };
    let hint = hint.map(|hint| view! { <p class="field-hint" id=hint_id>{move || hint.get()}</p> });
    let error = move || {
        error.get().map(|text| {
            view! {
                <p class="field-error" id=error_id.clone()>
                    <Icon icon=LuCircleAlert size=14 />
                    <span>{text}</span>
                </p>
            }
        })
    };
    view! {
        <div class="field">
            <label class="field-label" id=label_id for=control>
                {move || label.get()}
                {required.then(|| view! { <span class="field-required" aria-hidden="true">"*"</span> })}
            </label>
            <Provider value=ids>{children()}</Provider>
            {hint}
            {error}
        </div>
    }
    .into_any()
}

/// The attributes by which a control is known to screen readers, from the field around it or from its own label.
#[derive(Clone)]
pub(crate) struct Naming {
    /// The id of the control.
    pub(crate) id: String,
    /// The id of the label for controls that are groups.
    pub(crate) labelled_by: Option<String>,
    label: Option<TextProp>,
    described_by: Signal<Option<String>>,
    invalid: Signal<bool>,
    required: bool,
}

impl Naming {
    /// Takes the names from the field around, unless the control brings a label of its own.
    pub(crate) fn of(label: Option<TextProp>) -> Self {
        match use_context::<FieldIds>() {
            Some(ids) if label.is_none() => Self {
                id: ids.control,
                labelled_by: Some(ids.label),
                label: None,
                described_by: ids.described_by,
                invalid: ids.invalid,
                required: ids.required,
            },
            _ => Self {
                id: id::unique("control"),
                labelled_by: None,
                label,
                described_by: Signal::stored(None),
                invalid: Signal::stored(false),
                required: false,
            },
        }
    }

    /// For `aria-label`.
    pub(crate) fn label(&self) -> impl Fn() -> Option<String> + Send + Sync + Clone + 'static {
        let label = self.label.clone();
        move || label.get().map(String::from)
    }

    /// For `aria-describedby`.
    pub(crate) fn described_by(&self) -> impl Fn() -> Option<String> + Send + Sync + Copy + 'static {
        let described_by = self.described_by;
        move || described_by.get()
    }

    /// For `aria-invalid`.
    pub(crate) fn invalid(&self) -> impl Fn() -> Option<&'static str> + Send + Sync + Copy + 'static {
        let invalid = self.invalid;
        move || invalid.get().then_some("true")
    }

    /// For `aria-required`.
    pub(crate) fn required(&self) -> Option<&'static str> {
        self.required.then_some("true")
    }
}
