//! Where one is, and the way on: breadcrumbs and pages of a list.

use icondata_lu::{LuChevronLeft, LuChevronRight};
use leptos::prelude::*;
use leptos::text_prop::TextProp;
use words::tr;

use crate::button::{ButtonKind, IconButton};
use crate::icon::Icon;

/// A place on the way to this page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    /// Its name.
    pub label: String,
    /// Its address; none for this page.
    pub href: Option<String>,
}

/// The way to this page.
#[component]
pub fn Breadcrumbs(
    /// From the farthest to this page.
    #[prop(into)]
    items: Signal<Vec<Crumb>>,
) -> impl IntoView {
    let rows = move || {
        let rows = items.get().into_iter().enumerate().map(|(index, crumb)| {
            let place = match crumb.href {
                Some(href) => view! { <a href=href>{crumb.label}</a> }.into_any(),
                None => view! { <span aria-current="page">{crumb.label}</span> }.into_any(),
            };
            view! {
                <li class="crumb">
                    {(index > 0).then(|| view! { <Icon icon=LuChevronRight size=14 /> })}
                    {place}
                </li>
            }
        });
        rows.collect_view()
    };
    view! {
        <nav aria-label=move || tr!(kit.breadcrumbs)>
            <ol class="breadcrumbs">{rows}</ol>
        </nav>
    }
    .into_any()
}

/// One page of a list forward or back.
#[component]
pub fn Pager(
    /// There is a page before.
    #[prop(into)]
    has_previous: Signal<bool>,
    /// There is a page after.
    #[prop(into)]
    has_next: Signal<bool>,
    /// Goes back.
    #[prop(into)]
    on_previous: Callback<()>,
    /// Goes forward.
    #[prop(into)]
    on_next: Callback<()>,
    /// Which page this is: `1–50 of 1,284`.
    #[prop(optional, into)]
    text: Option<TextProp>,
) -> impl IntoView {
    view! {
        <nav class="pager" aria-label=move || tr!(kit.pages)>
            {text.map(|text| view! { <span class="pager-text">{move || text.get()}</span> })}
            <IconButton
                icon=LuChevronLeft
                kind=ButtonKind::Secondary
                small=true
                label=|| tr!(kit.previous)
                disabled=Signal::derive(move || !has_previous.get())
                on_press=on_previous
            />
            <IconButton
                icon=LuChevronRight
                kind=ButtonKind::Secondary
                small=true
                label=|| tr!(kit.next)
                disabled=Signal::derive(move || !has_next.get())
                on_press=on_next
            />
        </nav>
    }
    .into_any()
}
