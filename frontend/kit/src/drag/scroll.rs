//! Scrolling while a card is held near an edge.

use leptos::prelude::*;

/// How near to an edge scrolling begins.
const NEAR: f64 = 48.0;

/// How far at most one frame scrolls.
const STEP: f64 = 14.0;

/// Scrolls what is under a point, if the point is near to its edges. Says whether anything could be scrolled.
pub(super) fn near_edges(x: i32, y: i32) -> bool {
    let mut under = element_at(x, y);
    let (x, y) = (f64::from(x), f64::from(y));
    let mut scrolled = false;
    while let Some(element) = under {
        let around = element.get_bounding_client_rect();
        let across = pull(x, around.left(), around.right());
        let down = pull(y, around.top(), around.bottom());
        let across = if may_scroll(&element, "overflow-x") { across } else { 0.0 };
        let down = if may_scroll(&element, "overflow-y") { down } else { 0.0 };
        if across != 0.0 || down != 0.0 {
            let before = (element.scroll_left(), element.scroll_top());
            element.scroll_by_with_x_and_y(across, down);
            scrolled |= before != (element.scroll_left(), element.scroll_top());
        }
        under = element.parent_element();
    }
    scrolled
}

/// The element at a point of the window.
pub(super) fn element_at(x: i32, y: i32) -> Option<web_sys::Element> {
    let float = |number: i32| f32::from(i16::try_from(number).unwrap_or(i16::MAX));
    document().element_from_point(float(x), float(y))
}

/// How far to scroll for a point between two edges: more, the nearer it is to one.
fn pull(at: f64, start: f64, end: f64) -> f64 {
    // In a small element the two zones must not meet.
    let near = NEAR.min((end - start) / 4.0);
    if near <= 0.0 {
        0.0
    } else if at < start + near {
        -STEP * ((start + near - at) / near).min(1.0)
    } else if at > end - near {
        STEP * ((at - end + near) / near).min(1.0)
    } else {
        0.0
    }
}

fn may_scroll(element: &web_sys::Element, axis: &str) -> bool {
    let style = window().get_computed_style(element).ok().flatten();
    let overflow = style.and_then(|style| style.get_property_value(axis).ok());
    overflow.is_some_and(|overflow| matches!(overflow.as_str(), "auto" | "scroll"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_pull() {
        assert!(pull(5.0, 0.0, 1000.0) < 0.0);
        assert!(pull(995.0, 0.0, 1000.0) > 0.0);
        assert!((pull(500.0, 0.0, 1000.0)).abs() < f64::EPSILON);
        assert!((pull(1200.0, 0.0, 1000.0) - STEP).abs() < f64::EPSILON);
    }
}
