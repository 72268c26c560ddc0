//! Dialogs that stand before everything else.

use std::time::Duration;

use icondata_lu::LuX;
use leptos::prelude::*;
use leptos::text_prop::TextProp;
use wasm_bindgen::JsCast;
use words::tr;

use crate::button::IconButton;
use crate::id;

/// How wide a dialog is. On a phone every dialog is a sheet of full height.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DialogSize {
    /// A question: 400 px.
    Small,
    /// A form: 560 px.
    #[default]
    Medium,
    /// A form of two columns, or a comparison: 880 px.
    Large,
}

impl DialogSize {
    const fn name(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
        }
    }
}

/// How long the style sheet takes to let a dialog disappear.
const LEAVING: Duration = Duration::from_millis(160);

/// The browser's own modal dialog: it keeps the focus in, Escape closes it, and the focus goes back to what opened
/// it. Control and Enter press its button with that shortcut. Its content is built only while it is open.
#[component]
pub fn Dialog(
    /// Opens and closes it.
    open: RwSignal<bool>,
    /// The heading.
    #[prop(into)]
    title: TextProp,
    /// The content.
    children: ChildrenFn,
    /// The buttons at its foot.
    #[prop(optional, into)]
    footer: Option<ViewFn>,
    /// How wide.
    #[prop(optional)]
    size: DialogSize,
    /// After it was closed in any way.
    #[prop(optional, into)]
    on_close: Option<Callback<()>>,
) -> impl IntoView {
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    let built = RwSignal::new(false);
    let title_id = id::unique("dialog");
    Effect::new(move |_| {
        let open = open.get();
        let Some(dialog) = dialog.get() else { return };
        if open && !dialog.open() {
            built.set(true);
            // The content must be there, so that the focus finds its first field.
            set_timeout(move || show(&dialog), Duration::ZERO);
        } else if !open && dialog.open() {
            dialog.close();
        }
    });
    let closed = move |_| {
        open.set(false);
        if let Some(on_close) = on_close {
            on_close.run(());
        }
        set_timeout(
            move || {
                if open.try_get_untracked() == Some(false) {
                    built.try_set(false);
                }
            },
            LEAVING,
        );
    };
    let heading = title_id.clone();
    let content = move || {
        let title = title.clone();
        let footer = footer.clone();
        let children = children.clone();
        let heading = heading.clone();
        built.get().then(move || {
            view! {
                <header class="dialog-head">
                    <h2 class="dialog-title" id=heading tabindex="-1">
                        {move || title.get()}
                    </h2>
                    <IconButton
                        icon=LuX
                        label=|| tr!(kit.close)
                        small=true
                        on_press=move || open.set(false)
                    />
                </header>
                <div class="dialog-body">{children()}</div>
                {footer.map(|footer| view! { <footer class="dialog-foot">{footer.run()}</footer> })}
            }
        })
    };
    view! {
        <dialog
            class="dialog"
            node_ref=dialog
            data-size=size.name()
            aria-labelledby=title_id
            on:close=closed
            on:keydown=move |event| press_by_keys(&event, dialog)
        >
            {content}
        </dialog>
    }
    .into_any()
}

/// Control and Enter press the button that says so: what is entered can be sent from any field.
fn press_by_keys(event: &web_sys::KeyboardEvent, dialog: NodeRef<leptos::html::Dialog>) {
    const BUTTON: &str = "[aria-keyshortcuts='Control+Enter']";
    if event.key() != "Enter" || !(event.ctrl_key() || event.meta_key()) {
        return;
    }
    let button = dialog.get_untracked().and_then(|dialog| dialog.query_selector(BUTTON).ok().flatten());
    if let Some(button) = button.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok()) {
        event.prevent_default();
        button.click();
    }
}

/// Shows a dialog with the focus in its first field, or else on its heading, so that Enter does not close it.
fn show(dialog: &web_sys::HtmlDialogElement) {
    const FIRST: &str = ".dialog-body :is(input, select, textarea):not(:disabled), [data-first-focus]";
    // Fails if it was taken from the page, or is shown already.
    if dialog.open() || dialog.show_modal().is_err() {
        return;
    }
    let found = dialog.query_selector(FIRST).ok().flatten();
    let found = found.or_else(|| dialog.query_selector(".dialog-title").ok().flatten());
    if let Some(element) = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        _ = element.focus();
    }
}
