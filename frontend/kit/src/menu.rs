//! A button that opens a list of things to do.

mod item;

use icondata_lu::LuChevronDown;
use leptos::html::Div;
use leptos::prelude::*;
use leptos::text_prop::TextProp;
use wasm_bindgen::JsCast;

use self::item::row;
use crate::icon::Icon;
use crate::popover::{Anchor, follow_panel, opens, place_beside_button};

pub use self::item::{MenuAction, MenuItem};

/// A menu button. Arrow keys, Home, End and first letters move through the list; Escape, Tab and a click elsewhere
/// close it, and the focus goes back to the button.
#[component]
pub fn Menu(
    /// The name of the menu, on the button.
    #[prop(into)]
    label: TextProp,
    /// Before the text; alone if the label is hidden.
    #[prop(optional)]
    icon: Option<Icon>,
    /// Only the icon is shown; the label is for screen readers and the tooltip.
    #[prop(optional)]
    label_hidden: bool,
    /// The height for toolbars and rows.
    #[prop(optional)]
    small: bool,
    /// Without an outline, as in toolbars. A menu that shows only its icon has none anyway.
    #[prop(optional)]
    ghost: bool,
    /// What can be done.
    #[prop(into)]
    items: Signal<Vec<MenuItem>>,
    /// It cannot be opened.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let anchor = Anchor::new("menu");
    let button = NodeRef::new();
    let panel = NodeRef::<Div>::new();
    let open = RwSignal::new(false);
    let close = Callback::new(move |()| {
        if let Some(panel) = panel.get_untracked() {
            _ = panel.hide_popover();
        }
    });
    let toggled = move |event: web_sys::Event| {
        follow_panel(open, &event);
        if opens(&event) {
            place_beside_button(button, panel);
            focus_row(panel, Move::First);
        }
    };
    let key = move |event: web_sys::KeyboardEvent| {
        let to = match event.key().as_str() {
            "ArrowDown" => Move::Next,
            "ArrowUp" => Move::Previous,
            "Home" => Move::First,
            "End" => Move::Last,
            "Tab" => {
                close.run(());
                return;
            }
            letter if letter.chars().count() == 1 && letter != " " => Move::Letter(letter.to_lowercase()),
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        focus_row(panel, to);
    };
    let opening_key = move |event: web_sys::KeyboardEvent| {
        if matches!(event.key().as_str(), "ArrowDown" | "ArrowUp")
            && let Some(panel) = panel.get_untracked()
        {
            event.prevent_default();
            _ = panel.show_popover();
        }
    };
    let (shown, name, tip) = (label.clone(), label.clone(), label.clone());
    view! {
        <button
            class="button"
            class:icon-button=label_hidden
            node_ref=button
            type="button"
            data-kind=if ghost || label_hidden { "ghost" } else { "secondary" }
            data-small=small.then_some("")
            data-tip=move || label_hidden.then(|| tip.get())
            aria-haspopup="menu"
            aria-expanded=move || open.get().to_string()
            aria-label=move || label_hidden.then(|| name.get())
            popovertarget=anchor.id.clone()
            disabled=move || disabled.get()
            style:anchor-name=anchor.name.clone()
            on:keydown=opening_key
        >
            {icon.map(|icon| view! { <Icon icon /> })}
            {(!label_hidden)
                .then(|| {
                    view! {
                        <span class="button-label">{move || shown.get()}</span>
                        <Icon icon=LuChevronDown size=14 />
                    }
                })}
        </button>
        <div
            class="popover menu"
            popover="auto"
            node_ref=panel
            id=anchor.id.clone()
            role="menu"
            aria-label=label
            style:position-anchor=anchor.name
            on:beforetoggle=move |event| follow_panel(open, &event)
            on:toggle=toggled
            on:keydown=key
        >
            {move || {
                open.get()
                    .then(|| items.get().into_iter().map(|item| row(item, close)).collect_view())
            }}
        </div>
    }
    .into_any()
}

/// Where the focus goes.
enum Move {
    First,
    Last,
    Next,
    Previous,
    Letter(String),
}

fn focus_row(panel: NodeRef<Div>, to: Move) {
    let Some(panel) = panel.get_untracked() else { return };
    let Ok(found) = panel.query_selector_all("[role^=menuitem]") else { return };
    let rows = (0..found.length())
        .filter_map(|index| found.item(index)?.dyn_into::<web_sys::HtmlElement>().ok())
        .collect::<Vec<_>>();
    let active = document().active_element();
    let here =
        rows.iter().position(|row| active.as_ref().is_some_and(|active| active.is_same_node(Some(row))));
    let count = rows.len();
    if count == 0 {
        return;
    }
    let index = match to {
        Move::First => 0,
        Move::Last => count - 1,
        Move::Next => here.map_or(0, |here| (here + 1) % count),
        Move::Previous => here.map_or(count - 1, |here| (here + count - 1) % count),
        Move::Letter(letter) => {
            let from = here.map_or(0, |here| here + 1);
            let begins = |row: &web_sys::HtmlElement| {
                row.text_content().is_some_and(|text| text.to_lowercase().starts_with(&letter))
            };
            let Some(index) =
                (from..from + count).map(|index| index % count).find(|index| begins(&rows[*index]))
            else {
                return;
            };
            index
        }
    };
    _ = rows[index].focus();
}
