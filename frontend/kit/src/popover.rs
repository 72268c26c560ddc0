//! Panels over the page, tied to what opened them.

mod place;

use leptos::html::Div;
use leptos::prelude::*;
use leptos::text_prop::TextProp;

use crate::icon::Icon;
use crate::id;

/// The tie between a panel and the element that it opens at.
#[derive(Clone, Debug)]
pub(crate) struct Anchor {
    /// The id of the panel, or of what is in it.
    pub(crate) id: String,
    /// The `anchor-name` of the element, and `position-anchor` of the panel.
    pub(crate) name: String,
}

impl Anchor {
    pub(crate) fn new(noun: &str) -> Self {
        let id = id::unique(noun);
        Self { name: format!("--{id}"), id }
    }

    /// Shows and hides a panel whose `popover` is manual as `open` says. The anchor is the element around it.
    pub(crate) fn follow(&self, panel: NodeRef<Div>, open: RwSignal<bool>) {
        Effect::new(move |_| {
            let open = open.get();
            let Some(panel) = panel.get() else { return };
            // Both fail only if the panel is that already.
            if open {
                _ = panel.show_popover();
                if let Some(anchor) = panel.parent_element() {
                    place::beside(&anchor, &panel);
                }
            } else {
                _ = panel.hide_popover();
            }
        });
    }
}

/// Follows `beforetoggle` and `toggle` of a panel. What is in it is there before it opens, and goes only after it was
/// closed: if the element with the focus went earlier, the browser would not give the focus back to the button.
pub(crate) fn follow_panel(open: RwSignal<bool>, event: &web_sys::Event) {
    let opens = opens(event);
    if opens || event.type_() == "toggle" {
        open.set(opens);
    }
}

/// Whether a panel opens by an event `beforetoggle` or `toggle`.
pub(crate) fn opens(event: &web_sys::Event) -> bool {
    let state = js_sys::Reflect::get(event, &wasm_bindgen::JsValue::from_str("newState"));
    state.ok().and_then(|state| state.as_string()).is_some_and(|state| state == "open")
}

/// Puts a panel beside the button that opens it, in browsers that do not do it themselves.
pub(crate) fn place_beside_button(button: NodeRef<leptos::html::Button>, panel: NodeRef<Div>) {
    if let (Some(button), Some(panel)) = (button.get_untracked(), panel.get_untracked()) {
        place::beside(&button, &panel);
    }
}

/// A button that opens a panel of anything. Escape and a click elsewhere close it. The content is built only while
/// it is open.
#[component]
pub fn Popover(
    /// The text on the button.
    #[prop(into)]
    label: TextProp,
    /// Before the text, or alone.
    #[prop(optional)]
    icon: Option<Icon>,
    /// Only the icon is shown; the label is for screen readers and the tooltip.
    #[prop(optional)]
    label_hidden: bool,
    /// The height for toolbars and rows.
    #[prop(optional)]
    small: bool,
    /// Opens and closes the panel from elsewhere.
    #[prop(optional)]
    open: RwSignal<bool>,
    /// What is in the panel.
    children: ChildrenFn,
) -> impl IntoView {
    let anchor = Anchor::new("popover");
    let button = NodeRef::new();
    let panel = NodeRef::<Div>::new();
    Effect::new(move |_| {
        let (is_open, Some(panel)) = (open.get(), panel.get()) else { return };
        // The button opens the panel itself, and is told of afterwards.
        let is_shown = panel.matches(":popover-open").unwrap_or_default();
        _ = match (is_open, is_shown) {
            (true, false) => panel.show_popover(),
            (false, true) => panel.hide_popover(),
            _ => Ok(()),
        };
    });
    let name = label.clone();
    let hidden_name = label.clone();
    view! {
        <button
            class="button"
            class:icon-button=label_hidden
            node_ref=button
            type="button"
            data-kind=if label_hidden { "ghost" } else { "secondary" }
            data-small=small.then_some("")
            aria-haspopup="dialog"
            aria-expanded=move || open.get().to_string()
            aria-label=move || label_hidden.then(|| hidden_name.get())
            popovertarget=anchor.id.clone()
            style:anchor-name=anchor.name.clone()
        >
            {icon.map(|icon| view! { <Icon icon /> })}
            {(!label_hidden).then(|| view! { <span class="button-label">{move || label.get()}</span> })}
        </button>
        <div
            class="popover"
            popover="auto"
            node_ref=panel
            id=anchor.id.clone()
            role="dialog"
            aria-label=name
            style:position-anchor=anchor.name
            on:beforetoggle=move |event| follow_panel(open, &event)
            on:toggle=move |event| {
                follow_panel(open, &event);
                place_beside_button(button, panel);
            }
        >
            {move || open.get().then(|| children())}
        </div>
    }
    .into_any()
}
