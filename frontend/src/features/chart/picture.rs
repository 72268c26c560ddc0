//! A chart as a picture.

use kit::TextProp;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::plot::Plot;

/// The picture. A click on a mark opens the list of what it counts; with the keyboard the table does.
#[component]
pub(super) fn Picture(#[prop(into)] label: TextProp, plot: Plot) -> impl IntoView {
    let navigate = StoredValue::new_local(use_navigate());
    let text = plot.print();
    let open = move |event: web_sys::CustomEvent| {
        let place = event.detail().as_string().unwrap_or_default();
        if let Some(href) = target(&plot, &place) {
            navigate.with_value(|navigate| navigate(&href, Default::default()));
        }
    };
    view! { <plot-chart role="img" aria-label=move || label.get() data-plot=text on:open=open></plot-chart> }
        .into_any()
}

/// What the mark at this place opens: the number of its series, and its own in it.
fn target(plot: &Plot, place: &str) -> Option<String> {
    let (series, at) = place.split_once(' ')?;
    let series = plot.series.get(series.parse::<usize>().ok()?)?;
    series.points.get(at.parse::<usize>().ok()?)?.href.clone()
}
