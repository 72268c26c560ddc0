//! The shape of what is loading.

use leptos::prelude::*;
use words::tr;

/// What will be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SkeletonShape {
    /// A table with so many rows.
    Rows(usize),
    /// Three cards.
    Cards,
    /// A form.
    Form,
    /// A paragraph.
    Text,
}

/// Holds the place of what is loading, in its shape. It appears only after a moment, so that what comes quickly does
/// not flicker.
#[component]
pub fn Skeleton(
    /// What will be there.
    shape: SkeletonShape,
) -> impl IntoView {
    let (name, parts, bars) = match shape {
        SkeletonShape::Rows(count) => ("rows", count, 4),
        SkeletonShape::Cards => ("cards", 3, 3),
        SkeletonShape::Form => ("form", 5, 2),
        SkeletonShape::Text => ("text", 4, 1),
    };
    let part = |_| {
        let bars = (0..bars).map(|_| view! { <span class="skeleton-bar"></span> }).collect_view();
        view! { <div class="skeleton-part">{bars}</div> }
    };
    let parts = (0..parts).map(part).collect_view();
    view! {
        <div class="skeleton" data-shape=name role="status">
            <span class="visually-hidden">{move || tr!(kit.loading)}</span>
            {parts}
        </div>
    }
    .into_any()
}
