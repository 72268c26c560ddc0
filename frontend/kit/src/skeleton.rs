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
    let (name, count) = match shape {
        SkeletonShape::Rows(count) => ("rows", count),
        SkeletonShape::Cards => ("cards", 3),
        SkeletonShape::Form => ("form", 5),
        SkeletonShape::Text => ("text", 4),
    };
    let bars = (0..count).map(|_| view! { <span class="skeleton-bar"></span> }).collect_view();
    view! {
        <div class="skeleton" data-shape=name role="status">
            <span class="visually-hidden">{move || tr!(kit.loading)}</span>
            {bars}
        </div>
    }
    .into_any()
}
