//! Tabs: one of several panels, or one of several addresses.

use leptos::prelude::*;
use leptos::text_prop::{OptionTextPropExt, TextProp};
use wasm_bindgen::JsCast;

use crate::format;

/// A tab.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tab {
    /// What tells it from the others.
    pub id: String,
    /// What it says.
    pub label: String,
    /// How many things are in it.
    pub count: Option<i64>,
}

impl Tab {
    /// A tab without a count.
    pub fn new(id: impl Into<String>, label: impl Into<String>) -> Self {
        Self { id: id.into(), label: label.into(), count: None }
    }
}

/// A row of tabs. With `href` they are links, and the chosen one is the current page; else each stands for a
/// [`TabPanel`] and arrow keys move through them.
#[component]
pub fn Tabs(
    /// What there is.
    #[prop(into)]
    tabs: Signal<Vec<Tab>>,
    /// The id of the chosen one.
    #[prop(into)]
    selected: Signal<String>,
    /// When another is chosen.
    #[prop(optional, into)]
    on_select: Option<Callback<String>>,
    /// The address of a tab by its id.
    #[prop(optional, into)]
    href: Option<Callback<String, String>>,
    /// What they choose among.
    #[prop(optional, into)]
    label: Option<TextProp>,
) -> impl IntoView {
    let select = move |id: String| {
        if let Some(on_select) = on_select {
            on_select.run(id);
        }
    };
    let name = move || label.get().map(String::from);
    let Some(href) = href else {
        let rows = move || tabs.get().into_iter().map(|tab| tab_button(tab, selected, select)).collect_view();
        return view! {
            <div class="tabs" role="tablist" aria-label=name on:keydown=move_focus>
                {rows}
            </div>
        }
        .into_any();
    };
    let links = move || {
        let links = tabs.get().into_iter().map(|tab| {
            let (id, pressed) = (tab.id.clone(), tab.id.clone());
            let address = href.run(tab.id.clone());
            view! {
                <a
                    class="tab"
                    href=address
                    aria-current=move || selected.with(|selected| *selected == id).then_some("page")
                    on:click=move |_| select(pressed.clone())
                >
                    {content(tab)}
                </a>
            }
        });
        links.collect_view()
    };
    view! {
        <nav class="tabs" aria-label=name>
            {links}
        </nav>
    }
    .into_any()
}

fn tab_button(
    tab: Tab,
    selected: Signal<String>,
    select: impl Fn(String) + Copy + Send + 'static,
) -> AnyView {
    let id = tab.id.clone();
    let chosen = Memo::new(move |_| selected.with(|selected| *selected == id));
    let (own, panel, id) = (tab_id(&tab.id), panel_id(&tab.id), tab.id.clone());
    // A click gives the focus in most browsers, but not in all.
    let choose = move || {
        if !chosen.get_untracked() {
            select(id.clone());
        }
    };
    view! {
        <button
            type="button"
            class="tab"
            role="tab"
            id=own
            aria-controls=panel
            aria-selected=move || chosen.get().to_string()
            tabindex=move || if chosen.get() { "0" } else { "-1" }
            on:click={
                let choose = choose.clone();
                move |_| choose()
            }
            on:focus=move |_| choose()
        >
            {content(tab)}
        </button>
    }
    .into_any()
}

fn content(tab: Tab) -> AnyView {
    view! {
        <span class="tab-label">{tab.label}</span>
        {tab.count.map(|count| view! { <span class="tab-count">{move || format::number(count)}</span> })}
    }
    .into_any()
}

/// The panel of a tab, built only while its tab is chosen.
#[component]
pub fn TabPanel(
    /// The id of its tab.
    #[prop(into)]
    id: String,
    /// The id of the chosen tab.
    #[prop(into)]
    selected: Signal<String>,
    /// What is in it.
    children: ChildrenFn,
) -> impl IntoView {
    let (own, label) = (panel_id(&id), tab_id(&id));
    let chosen = Memo::new(move |_| selected.with(|selected| *selected == id));
    move || {
        chosen.get().then(|| {
            view! {
                <div class="tab-panel" role="tabpanel" id=own.clone() aria-labelledby=label.clone() tabindex="0">
                    {children()}
                </div>
            }
        })
    }
}

fn tab_id(id: &str) -> String {
    format!("tab-{id}")
}

fn panel_id(id: &str) -> String {
    format!("tab-panel-{id}")
}

/// Moves the focus among the tabs; a tab that gets it is chosen.
fn move_focus(event: web_sys::KeyboardEvent) {
    let Some(list) = event.current_target().and_then(|list| list.dyn_into::<web_sys::Element>().ok()) else {
        return;
    };
    let here = document().active_element();
    let target = match event.key().as_str() {
        "ArrowRight" => {
            here.and_then(|tab| tab.next_element_sibling()).or_else(|| list.first_element_child())
        }
        "ArrowLeft" => {
            here.and_then(|tab| tab.previous_element_sibling()).or_else(|| list.last_element_child())
        }
        "Home" => list.first_element_child(),
        "End" => list.last_element_child(),
        _ => return,
    };
    event.prevent_default();
    if let Some(tab) = target.and_then(|tab| tab.dyn_into::<web_sys::HtmlElement>().ok()) {
        _ = tab.focus();
    }
}
