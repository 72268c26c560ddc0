//! Which rows of a long table are in the document.

use leptos::html;
use leptos::prelude::*;

/// Rows kept above and below those that are seen.
const SPARE: usize = 8;
/// Rows to draw before the height of the frame is known.
const FIRST: usize = 30;

/// The part of the rows that is seen through a scrolling frame.
#[derive(Clone, Copy)]
pub(super) struct Window {
    frame: NodeRef<html::Div>,
    count: Signal<usize>,
    first: RwSignal<usize>,
    size: RwSignal<usize>,
    height: RwSignal<usize>,
}

impl Window {
    pub(super) fn new(frame: NodeRef<html::Div>, count: Signal<usize>) -> Self {
        let window = Self {
            frame,
            count,
            first: RwSignal::new(0),
            size: RwSignal::new(FIRST),
            height: RwSignal::new(40),
        };
        Effect::new(move |_| {
            count.track();
            if frame.get().is_some() {
                request_animation_frame(move || window.scrolled());
            }
        });
        let resized = window_event_listener(leptos::ev::resize, move |_| window.scrolled());
        on_cleanup(move || resized.remove());
        window
    }

    /// Looks again where the frame stands.
    pub(super) fn scrolled(self) {
        let Some(frame) = self.frame.try_get_untracked().flatten() else { return };
        let height = row_height(&frame);
        let top = usize::try_from(frame.scroll_top()).unwrap_or_default();
        let tall = usize::try_from(frame.client_height()).unwrap_or_default();
        put(self.height, height);
        put(self.first, (top / height).saturating_sub(SPARE));
        put(self.size, tall / height + 2 * SPARE + 1);
    }

    /// The first row in the document, and the one after the last.
    pub(super) fn range(self) -> (usize, usize) {
        let count = self.count.get();
        let size = self.size.get();
        let first = self.first.get().min(count.saturating_sub(size));
        (first, (first + size).min(count))
    }

    /// The height of the rows above that are not there, as CSS.
    pub(super) fn above(self) -> String {
        format!("{}px", self.range().0 * self.height.get())
    }

    /// The height of the rows below that are not there, as CSS.
    pub(super) fn below(self) -> String {
        format!("{}px", (self.count.get() - self.range().1) * self.height.get())
    }

    /// Scrolls so that a row is seen.
    pub(super) fn reveal(self, row: usize) {
        let Some(frame) = self.frame.get_untracked() else { return };
        let height = self.height.get_untracked();
        let head = usize::try_from(head_height(&frame)).unwrap_or_default();
        let top = usize::try_from(frame.scroll_top()).unwrap_or_default();
        let tall = usize::try_from(frame.client_height()).unwrap_or_default();
        let (begin, end) = (row * height, (row + 1) * height + head);
        if begin < top {
            frame.set_scroll_top(i32::try_from(begin).unwrap_or(i32::MAX));
        } else if end > top + tall {
            frame.set_scroll_top(i32::try_from(end - tall).unwrap_or(i32::MAX));
        }
    }
}

fn put(signal: RwSignal<usize>, value: usize) {
    if signal.try_get_untracked().is_some_and(|now| now != value) {
        signal.set(value);
    }
}

/// The height of a row in pixels: the density decides, in CSS.
fn row_height(frame: &web_sys::HtmlElement) -> usize {
    let style = leptos::prelude::window().get_computed_style(frame).ok().flatten();
    let text = style.and_then(|style| style.get_property_value("--row-h").ok()).unwrap_or_default();
    text.trim().trim_end_matches("px").parse().ok().filter(|height| *height > 0).unwrap_or(40)
}

fn head_height(frame: &web_sys::HtmlElement) -> i32 {
    let head = frame.query_selector("thead").ok().flatten();
    head.map_or(0, |head| head.client_height())
}
