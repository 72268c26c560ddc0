//! The edge of something whose width can be changed: with the pointer, with arrow keys, and back to what it was by a
//! double click or Enter. It follows the window splitter pattern of the ARIA Authoring Practices.

use leptos::html;
use leptos::prelude::*;
use leptos::text_prop::TextProp;

/// How far an arrow key moves the edge, in pixels.
const STEP: i32 = 16;

/// Towards which side the thing grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Grows {
    Left,
    Right,
}

/// The edge. It stands in the element whose width it changes.
#[component]
pub(crate) fn Separator(
    class: &'static str,
    /// The width of what, for screen readers.
    #[prop(into)]
    label: TextProp,
    grows: Grows,
    /// The least and the greatest width in pixels.
    range: (i32, i32),
    /// A new width in pixels, again and again while the edge is moved.
    on_change: Callback<i32>,
    /// When it was moved.
    on_done: Callback<()>,
    /// When the usual width is asked for.
    on_reset: Callback<()>,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let width = RwSignal::new(None::<i32>);
    // Where the pointer and the edge were when the edge was grabbed.
    let grabbed = RwSignal::new(None::<(i32, i32)>);
    let (least, most) = range;
    let measure = move || {
        let around = node.try_get_untracked().flatten().and_then(|node| node.parent_element());
        let wide = around.map(|around| around.get_bounding_client_rect().width());
        width.try_set(wide.and_then(|wide| format!("{wide:.0}").parse::<i32>().ok()));
    };
    let now = move || {
        measure();
        width.get_untracked().unwrap_or(least)
    };
    let resize = move |to: i32| {
        let to = to.clamp(least, most);
        width.set(Some(to));
        on_change.run(to);
    };
    let outwards = if grows == Grows::Right { 1 } else { -1 };
    let grab = move |event: web_sys::PointerEvent| {
        event.prevent_default();
        if event_target::<web_sys::Element>(&event).set_pointer_capture(event.pointer_id()).is_ok() {
            grabbed.set(Some((event.client_x(), now())));
        }
    };
    let follow = move |event: web_sys::PointerEvent| {
        if let Some((from, wide)) = grabbed.get_untracked().filter(|(from, _)| *from != event.client_x()) {
            resize(wide + (event.client_x() - from) * outwards);
        }
    };
    let release = move |_| {
        if grabbed.get_untracked().is_some() {
            grabbed.set(None);
            on_done.run(());
        }
    };
    let reset = move || {
        on_reset.run(());
        request_animation_frame(measure);
    };
    let key = move |event: web_sys::KeyboardEvent| {
        match event.key().as_str() {
            "ArrowRight" => resize(now() + STEP * outwards),
            "ArrowLeft" => resize(now() - STEP * outwards),
            "Home" => resize(least),
            "End" => resize(most),
            "Enter" => reset(),
            _ => return,
        }
        event.prevent_default();
        on_done.run(());
    };
    Effect::new(move |_| {
        if node.get().is_some() {
            request_animation_frame(measure);
        }
    });
    view! {
        <div
            class=class
            node_ref=node
            role="separator"
            tabindex="0"
            aria-orientation="vertical"
            aria-label=label
            aria-valuemin=least.to_string()
            aria-valuemax=most.to_string()
            aria-valuenow=move || width.get().map(|width| width.clamp(least, most).to_string())
            data-dragged=move || grabbed.get().map(|_| "")
            on:pointerdown=grab
            on:pointermove=follow
            on:pointerup=release
            on:pointercancel=release
            on:dblclick=move |_| reset()
            on:focus=move |_| measure()
            on:keydown=key
        ></div>
    }
    .into_any()
}
