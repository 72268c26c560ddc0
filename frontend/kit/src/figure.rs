//! Figures that a page begins with.

use leptos::prelude::*;
use leptos::svg;
use leptos::text_prop::{OptionTextPropExt, TextProp};

/// Where a figure went since the period before. Neither is good or bad by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// It grew.
    Up,
    /// It fell.
    Down,
    /// It stayed.
    Same,
}

impl Trend {
    const fn sign(self) -> &'static str {
        match self {
            Self::Up => "▲",
            Self::Down => "▼",
            Self::Same => "＝",
        }
    }
}

/// A figure with its name, how it changed, and where it leads.
#[component]
pub fn Figure(
    /// What is counted.
    #[prop(into)]
    label: TextProp,
    /// The figure, short.
    #[prop(into)]
    value: Signal<String>,
    /// The figure in full, if it is shortened.
    #[prop(optional, into)]
    full: Option<TextProp>,
    /// How it changed, in words, and where to: the sign is added.
    #[prop(optional, into)]
    change: Signal<Option<(Trend, String)>>,
    /// The figure of the periods before.
    #[prop(optional, into)]
    history: Signal<Vec<f64>>,
    /// The list of what was counted.
    #[prop(optional, into)]
    href: Option<String>,
) -> impl IntoView {
    let change = move || {
        change.get().map(|(trend, text)| {
            view! {
                <span class="figure-change">
                    <span aria-hidden="true">{trend.sign()}</span>
                    " "
                    {text}
                </span>
            }
        })
    };
    let line = move || (history.with(Vec::len) > 1).then(|| view! { <Sparkline values=history /> });
    let content = view! {
        <span class="figure-label">{move || label.get()}</span>
        <span class="figure-value" title=move || full.get()>
            {move || value.get()}
        </span>
        <span class="figure-foot">{change} {line}</span>
    };
    match href {
        Some(href) => view! {
            <a class="figure" href=href>
                {content}
            </a>
        }
        .into_any(),
        None => view! { <div class="figure">{content}</div> }.into_any(),
    }
}

/// A line of some values, without axes: whether it goes up or down, no more. It says nothing to screen readers.
#[component]
pub fn Sparkline(
    /// The values from the oldest to the latest.
    #[prop(into)]
    values: Signal<Vec<f64>>,
) -> impl IntoView {
    let line = svg::polyline().attr("points", move || values.with(|values| points(values)));
    svg::svg()
        .attr("class", "sparkline")
        .attr("viewBox", "0 0 100 30")
        .attr("preserveAspectRatio", "none")
        .attr("aria-hidden", "true")
        .child(line)
}

/// The corners of the line in a frame of 100 by 30, with room for the width of the line.
fn points(values: &[f64]) -> String {
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let height = if most > least { most - least } else { 1.0 };
    let steps = u32::try_from(values.len().saturating_sub(1)).map_or(1.0, f64::from).max(1.0);
    let corner = |(index, value): (u32, &f64)| {
        let x = f64::from(index) / steps * 100.0;
        let y = 28.0 - (value - least) / height * 26.0;
        format!("{x:.1},{y:.1}")
    };
    (0..).zip(values).map(corner).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_fills_its_frame() {
        assert_eq!(points(&[0.0, 5.0, 10.0]), "0.0,28.0 50.0,15.0 100.0,2.0");
        assert_eq!(points(&[3.0, 3.0]), "0.0,28.0 100.0,28.0");
        assert_eq!(points(&[]), "");
    }
}
