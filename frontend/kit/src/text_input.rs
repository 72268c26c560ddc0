//! One line of text.

mod password;
mod tidy;

use icondata_lu::{LuSearch, LuX};
use leptos::html::Input;
use leptos::prelude::*;
use leptos::text_prop::{OptionTextPropExt, TextProp};
use words::tr;

use self::password::{CapsLock, Reveal};
use crate::field::Naming;
use crate::icon::Icon;

pub use self::tidy::half_width;

/// What kind of text is typed: decides the keyboard of a phone and how the text is put right when it is committed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputKind {
    /// Anything.
    #[default]
    Text,
    /// An address of e-mail.
    Email,
    /// A telephone number; spaces go, full-width digits become plain ones.
    Phone,
    /// The address of a page.
    Url,
    /// Hidden as it is typed; can be shown, and warns of caps lock.
    Password,
    /// A search; can be cleared.
    Search,
    /// A number in plain notation.
    Number,
}

impl InputKind {
    const fn html_type(self) -> &'static str {
        match self {
            Self::Text | Self::Number => "text",
            Self::Email => "email",
            Self::Phone => "tel",
            Self::Url => "url",
            Self::Password => "password",
            Self::Search => "search",
        }
    }

    const fn input_mode(self) -> Option<&'static str> {
        match self {
            Self::Number => Some("decimal"),
            _ => None,
        }
    }

    const fn spell_check(self) -> Option<&'static str> {
        match self {
            Self::Text | Self::Search => None,
            _ => Some("false"),
        }
    }
}

/// An input of one line. `on_input` hears every key, `on_change` the value that Enter or leaving the input commits.
#[component]
pub fn TextInput(
    /// What it holds.
    #[prop(into)]
    value: Signal<String>,
    /// Every change while typing.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
    /// The committed value, put right as its kind asks.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
    /// What is typed.
    #[prop(optional)]
    kind: InputKind,
    /// An example, shown while it is empty.
    #[prop(optional, into)]
    placeholder: Option<TextProp>,
    /// What the browser may fill in.
    #[prop(optional)]
    autocomplete: &'static str,
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
    node_ref: NodeRef<Input>,
) -> impl IntoView {
    let naming = Naming::of(label);
    let revealed = RwSignal::new(false);
    let caps_lock = RwSignal::new(false);
    let html_type = move || if revealed.get() { "text" } else { kind.html_type() };
    let tell = move |text: String| {
        if let Some(on_input) = on_input {
            on_input.run(text);
        }
    };
    let commit = move |event: web_sys::Event| {
        let typed = event_target_value(&event);
        let text = tidy::tidy(kind, &typed);
        if text != typed {
            event_target::<web_sys::HtmlInputElement>(&event).set_value(&text);
            tell(text.clone());
        }
        if let Some(on_change) = on_change {
            on_change.run(text);
        }
    };
    let clear = move |_| {
        tell(String::new());
        if let Some(on_change) = on_change {
            on_change.run(String::new());
        }
        if let Some(input) = node_ref.get_untracked() {
            input.set_value("");
            _ = input.focus();
        }
    };
    let clear = move || {
        let shown = kind == InputKind::Search && value.with(|text| !text.is_empty());
        shown.then(|| {
            view! {
                <button type="button" class="input-action" aria-label=move || tr!(kit.clear) on:click=clear>
                    <Icon icon=LuX size=14 />
                </button>
            }
        })
    };
    view! {
        <div class="input" data-kind=kind.html_type()>
            {(kind == InputKind::Search).then(|| view! { <Icon icon=LuSearch /> })}
            <input
                node_ref=node_ref
                id=naming.id.clone()
                type=html_type
                inputmode=kind.input_mode()
                spellcheck=kind.spell_check()
                autocomplete=(!autocomplete.is_empty()).then_some(autocomplete)
                maxlength=max_length.map(|length| length.to_string())
                placeholder=move || placeholder.get()
                readonly=move || read_only.get()
                disabled=move || disabled.get()
                aria-label=naming.label()
                aria-describedby=naming.described_by()
                aria-invalid=naming.invalid()
                aria-required=naming.required()
                prop:value=move || value.get()
                on:input=move |event| tell(event_target_value(&event))
                on:change=commit
                on:keyup=move |event| caps_lock.set(event.get_modifier_state("CapsLock"))
                on:blur=move |_| caps_lock.set(false)
            />
            {clear}
            {(kind == InputKind::Password)
                .then(|| {
                    view! {
                        <CapsLock on=caps_lock />
                        <Reveal revealed />
                    }
                })}
        </div>
    }
    .into_any()
}
