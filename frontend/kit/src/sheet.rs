//! A panel at the side of the page, which leaves the page usable.

mod width;

use icondata_lu::LuX;
use leptos::html::Aside;
use leptos::prelude::*;
use leptos::text_prop::TextProp;
use wasm_bindgen::JsCast;
use words::tr;

use self::width::Edge;
use crate::button::IconButton;
use crate::id;

/// At which side of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// Where lines begin.
    Start,
    /// Where lines end.
    #[default]
    End,
}

/// A panel beside the page, for the preview of a record. Escape closes it if nothing stands before it. Its edge can
/// be moved with the pointer and with arrow keys, and its width is remembered. Its content is built only while it is
/// open.
#[component]
pub fn Sheet(
    /// Opens and closes it.
    open: RwSignal<bool>,
    /// The heading.
    #[prop(into)]
    title: TextProp,
    /// At which side.
    #[prop(optional)]
    side: Side,
    /// Buttons beside the heading.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// After it was closed in any way.
    #[prop(optional, into)]
    on_close: Option<Callback<()>>,
    /// The content.
    children: ChildrenFn,
) -> impl IntoView {
    let panel = NodeRef::<Aside>::new();
    let opener = StoredValue::new_local(None::<web_sys::HtmlElement>);
    let title_id = id::unique("sheet");
    Effect::new(move |was: Option<bool>| {
        let is = open.get();
        if is && was != Some(true) {
            let active = document().active_element();
            opener.set_value(active.and_then(|active| active.dyn_into().ok()));
        }
        is
    });
    let close = move || {
        // The focus goes back only if it was in the panel: the user may be at work beside it.
        let inside =
            panel.get_untracked().is_some_and(|panel| panel.contains(document().active_element().as_deref()));
        if let Some(opener) = opener.get_value().filter(|_| inside) {
            _ = opener.focus();
        }
        open.set(false);
        if let Some(on_close) = on_close {
            on_close.run(());
        }
    };
    let keys = window_event_listener(leptos::ev::keydown, move |event| {
        if event.key() != "Escape" || event.default_prevented() || !open.get_untracked() {
            return;
        }
        let covered = document().query_selector("dialog[open], :popover-open:not(.toasts)").ok().flatten();
        if covered.is_none() {
            event.prevent_default();
            close();
        }
    });
    on_cleanup(move || keys.remove());
    move || {
        let (title, actions, children) = (title.clone(), actions.clone(), children.clone());
        let (heading, labelled_by) = (title_id.clone(), title_id.clone());
        open.get().then(move || {
            view! {
                <aside
                    class="sheet"
                    node_ref=panel
                    data-side=if side == Side::Start { "start" } else { "end" }
                    aria-labelledby=labelled_by
                >
                    <Edge side />
                    <header class="sheet-head">
                        <h2 class="sheet-title" id=heading>
                            {move || title.get()}
                        </h2>
                        {actions.map(|actions| view! { <div class="sheet-actions">{actions.run()}</div> })}
                        <IconButton icon=LuX label=|| tr!(kit.close) small=true on_press=close />
                    </header>
                    <div class="sheet-body">{children()}</div>
                </aside>
            }
            .into_any()
        })
    }
}
