//! What stands in a menu.

use icondata_lu::LuCheck;
use leptos::prelude::*;

use crate::icon::Icon;

/// What a row of a menu does.
#[derive(Clone, Debug)]
pub enum MenuAction {
    /// Calls.
    Run(Callback<()>),
    /// Leads to an address.
    Go(String),
}

/// A row of a menu.
#[derive(Clone, Debug)]
pub struct MenuItem {
    /// What it says.
    pub label: String,
    /// Before the text.
    pub icon: Option<Icon>,
    /// What it does.
    pub action: MenuAction,
    /// It destroys something.
    pub danger: bool,
    /// For a row that switches something: whether it is on.
    pub checked: Option<bool>,
    /// It is there and cannot be chosen.
    pub disabled: bool,
    /// A line stands before it: another group begins.
    pub section: bool,
}

impl MenuItem {
    /// A row that calls.
    pub fn new(label: impl Into<String>, action: impl Fn() + Send + Sync + 'static) -> Self {
        Self::of(label.into(), MenuAction::Run(Callback::new(move |()| action())))
    }

    /// A row that leads to an address.
    pub fn link(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self::of(label.into(), MenuAction::Go(href.into()))
    }

    fn of(label: String, action: MenuAction) -> Self {
        Self { label, icon: None, action, danger: false, checked: None, disabled: false, section: false }
    }

    /// The same with an icon.
    #[must_use]
    pub fn icon(self, icon: Icon) -> Self {
        Self { icon: Some(icon), ..self }
    }

    /// The same as something that destroys.
    #[must_use]
    pub fn danger(self) -> Self {
        Self { danger: true, ..self }
    }

    /// The same as a switch.
    #[must_use]
    pub fn checked(self, checked: bool) -> Self {
        Self { checked: Some(checked), ..self }
    }

    /// The same, not to be chosen if so.
    #[must_use]
    pub fn disabled(self, disabled: bool) -> Self {
        Self { disabled, ..self }
    }

    /// The same as the first of a group.
    #[must_use]
    pub fn section(self) -> Self {
        Self { section: true, ..self }
    }
}

/// The row of an item. `close` hides the menu before the item acts, so that a dialog that it opens takes the focus.
pub(super) fn row(item: MenuItem, close: Callback<()>) -> AnyView {
    let role = if item.checked.is_some() { "menuitemcheckbox" } else { "menuitem" };
    let mark = item.checked.unwrap_or(false).then(|| view! { <Icon icon=LuCheck /> });
    let content = view! {
        {item.icon.map(|icon| view! { <Icon icon /> })}
        <span class="menu-label">{item.label}</span>
        {mark}
    };
    let separator = item.section.then(|| view! { <hr class="menu-separator" role="separator" /> });
    let danger = item.danger.then_some("");
    let row = match item.action {
        MenuAction::Run(action) => view! {
            <button
                type="button"
                class="menu-item"
                role=role
                tabindex="-1"
                data-danger=danger
                aria-checked=item.checked.map(|checked| checked.to_string())
                aria-disabled=item.disabled.then_some("true")
                on:click=move |_| {
                    if !item.disabled {
                        close.run(());
                        action.run(());
                    }
                }
            >
                {content}
            </button>
        }
        .into_any(),
        MenuAction::Go(href) => view! {
            <a
                class="menu-item"
                role=role
                tabindex="-1"
                data-danger=danger
                href=(!item.disabled).then_some(href)
                aria-disabled=item.disabled.then_some("true")
                on:click=move |_| close.run(())
            >
                {content}
            </a>
        }
        .into_any(),
    };
    view! {
        {separator}
        {row}
    }
    .into_any()
}
