//! Icons of the Lucide family.

use leptos::prelude::*;
use leptos::svg;

/// A drawing of `icondata_lu`, such as `icondata_lu::LuPhone`.
pub use icondata_core::Icon;

/// Draws an icon in the colour of the text around it. It is hidden from screen readers: what it means is said by
/// the label of the control that it stands in.
#[component]
pub fn Icon(
    /// Which drawing.
    icon: Icon,
    /// Width and height in pixels.
    #[prop(default = 16)]
    size: u8,
) -> impl IntoView {
    svg::svg()
        .attr("class", "icon")
        .attr("width", size)
        .attr("height", size)
        .attr("viewBox", icon.view_box)
        .attr("aria-hidden", "true")
        .attr("focusable", "false")
        .child(svg::InertElement::new(format!("<g>{}</g>", icon.data)))
}
