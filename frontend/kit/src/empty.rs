//! What is shown where nothing can be shown.

use icondata_lu::{LuCircleAlert, LuInbox, LuLock, LuRotateCw, LuSearchX};
use leptos::prelude::*;
use leptos::text_prop::{OptionTextPropExt, TextProp};
use words::tr;

use crate::button::Button;
use crate::icon::Icon;

/// Why there is nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmptyKind {
    /// There is nothing yet.
    Nothing,
    /// Nothing fits the filters.
    NoMatch,
    /// The user may not see it.
    NoPermission,
}

impl EmptyKind {
    const fn icon(self) -> Icon {
        match self {
            Self::Nothing => LuInbox,
            Self::NoMatch => LuSearchX,
            Self::NoPermission => LuLock,
        }
    }
}

/// An empty place: why it is empty, in one sentence, and what to do about it.
#[component]
pub fn Empty(
    /// Why there is nothing.
    kind: EmptyKind,
    /// What is not there.
    #[prop(into)]
    title: TextProp,
    /// One sentence: what it would be good for, which filters hide it, or who may grant it.
    #[prop(optional, into)]
    body: Option<TextProp>,
    /// Another drawing than that of its kind.
    #[prop(optional)]
    icon: Option<Icon>,
    /// The actions.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <span class="empty-tile">
                <Icon icon=icon.unwrap_or(kind.icon()) size=20 />
            </span>
            <p class="empty-title">{move || title.get()}</p>
            {body.map(|body| view! { <p class="empty-body">{move || body.get()}</p> })}
            {children.map(|children| view! { <div class="empty-actions">{children()}</div> })}
        </div>
    }
    .into_any()
}

/// Something could not be loaded: what, the id to quote, and a button to try again.
#[component]
pub fn Failed(
    /// What failed.
    #[prop(into)]
    text: TextProp,
    /// The id of the request, or another detail to quote.
    #[prop(optional, into)]
    detail: Option<TextProp>,
    /// Tries again.
    #[prop(optional, into)]
    on_retry: Option<Callback<()>>,
) -> impl IntoView {
    let detail = move || detail.get().filter(|detail| !detail.is_empty());
    view! {
        <div class="empty" data-failed="" role="alert">
            <span class="empty-tile">
                <Icon icon=LuCircleAlert size=20 />
            </span>
            <p class="empty-title">{move || text.get()}</p>
            {move || detail().map(|detail| view! { <p class="empty-detail">{detail}</p> })}
            {on_retry
                .map(|on_retry| {
                    view! {
                        <div class="empty-actions">
                            <Button icon=LuRotateCw label=|| tr!(kit.retry) on_press=on_retry />
                        </div>
                    }
                })}
        </div>
    }
    .into_any()
}
