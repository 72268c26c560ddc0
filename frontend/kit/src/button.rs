//! Buttons, and links that look like them.

use leptos::prelude::*;
use leptos::text_prop::TextProp;

use crate::icon::Icon;
use crate::kbd::in_words;

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing to do here: at most one in each area of a screen.
    Primary,
    /// Everything else.
    #[default]
    Secondary,
    /// In toolbars and rows, where outlines would be noise.
    Ghost,
    /// Destroys something.
    Danger,
}

impl ButtonKind {
    /// The value of `data-kind`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
            Self::Ghost => "ghost",
            Self::Danger => "danger",
        }
    }
}

/// A button with a text.
///
/// While `busy` it shows that it works, keeps the focus, and does nothing when pressed.
#[component]
pub fn Button(
    /// The text on it: a verb.
    #[prop(into)]
    label: TextProp,
    /// How much it asks for attention.
    #[prop(optional)]
    kind: ButtonKind,
    /// The height for toolbars and rows.
    #[prop(optional)]
    small: bool,
    /// Before the text.
    #[prop(optional)]
    icon: Option<Icon>,
    /// When it is pressed.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// It cannot be pressed.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// What it started has not ended.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// It sends the form that it stands in.
    #[prop(optional)]
    submit: bool,
    /// The keys that do the same, as `aria-keyshortcuts` has them: `Control+S`.
    #[prop(optional)]
    shortcut: Option<&'static str>,
    /// The button, for those who must focus it.
    #[prop(optional)]
    node_ref: NodeRef<leptos::html::Button>,
) -> impl IntoView {
    let press = move |event: web_sys::MouseEvent| {
        if busy.get_untracked() {
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    view! {
        <button
            class="button"
            node_ref=node_ref
            type=if submit { "submit" } else { "button" }
            data-kind=kind.name()
            data-small=small.then_some("")
            disabled=move || disabled.get()
            aria-busy=move || busy.get().then_some("true")
            aria-disabled=move || busy.get().then_some("true")
            aria-keyshortcuts=shortcut
            title=shortcut.map(in_words)
            on:click=press
        >
            {icon.map(|icon| view! { <Icon icon /> })}
            <span class="button-label">{move || label.get()}</span>
            <span class="button-spinner" aria-hidden="true"></span>
        </button>
    }
    .into_any()
}

/// A link that looks like a button: it goes somewhere, and can be opened in a new tab.
#[component]
pub fn LinkButton(
    /// Where it leads.
    #[prop(into)]
    href: Signal<String>,
    /// The text on it.
    #[prop(into)]
    label: TextProp,
    /// How much it asks for attention.
    #[prop(optional)]
    kind: ButtonKind,
    /// The height for toolbars and rows.
    #[prop(optional)]
    small: bool,
    /// Before the text.
    #[prop(optional)]
    icon: Option<Icon>,
    /// The file is saved rather than shown.
    #[prop(optional)]
    download: bool,
) -> impl IntoView {
    view! {
        <a
            class="button"
            href=move || href.get()
            data-kind=kind.name()
            data-small=small.then_some("")
            download=download.then_some("")
        >
            {icon.map(|icon| view! { <Icon icon /> })}
            <span class="button-label">{move || label.get()}</span>
        </a>
    }
    .into_any()
}

/// A square button that shows only an icon. Its label is read by screen readers and shown on hover and focus.
#[component]
pub fn IconButton(
    /// The drawing.
    icon: Icon,
    /// What it does.
    #[prop(into)]
    label: TextProp,
    /// When it is pressed.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// For a button that switches something: whether it is on.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// How much it asks for attention.
    #[prop(default = ButtonKind::Ghost)]
    kind: ButtonKind,
    /// The height for toolbars and rows.
    #[prop(optional)]
    small: bool,
    /// It cannot be pressed.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// The keys that do the same, as `aria-keyshortcuts` has them.
    #[prop(optional)]
    shortcut: Option<&'static str>,
    /// The button, for those who must focus it.
    #[prop(optional)]
    node_ref: NodeRef<leptos::html::Button>,
) -> impl IntoView {
    let name = label.clone();
    let pressed = move || pressed.map(|pressed| if pressed.get() { "true" } else { "false" });
    view! {
        <button
            class="button icon-button"
            node_ref=node_ref
            type="button"
            data-kind=kind.name()
            data-small=small.then_some("")
            disabled=move || disabled.get()
            aria-label=name
            aria-pressed=pressed
            aria-keyshortcuts=shortcut
            data-tip=label
            on:click=move |_| {
                if let Some(on_press) = on_press {
                    on_press.run(());
                }
            }
        >
            <Icon icon />
        </button>
    }
    .into_any()
}
