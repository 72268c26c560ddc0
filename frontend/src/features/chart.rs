//! Charts: what they show, as a picture and as a table.
//!
//! `frontend/charts/charts.js` draws; it is loaded by the first chart that is shown. All words, numbers and addresses
//! come from here.

mod picture;
mod plot;
mod script;

use kit::{Card, Empty, EmptyKind, IconButton, TextProp};
use leptos::prelude::*;
use words::tr;

pub(crate) use self::plot::{Form, Plot, Point, Series, Shape, Unit};
use super::loaded::{Loaded, Progress};
use super::report_table::{Cell, Column, ReportTable, Row};
use picture::Picture;

/// How much room a chart takes: it is kept while the chart is loading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Size {
    /// On a dashboard.
    Small,
    /// As the main thing of a screen.
    Large,
}

impl Size {
    /// Its name for the style sheets.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Large => "large",
        }
    }
}

/// A card with a chart, which can be read as a table instead.
#[component]
pub(crate) fn ChartCard(
    /// What is shown.
    #[prop(into)]
    title: TextProp,
    /// The unit, and of which days.
    #[prop(into)]
    note: TextProp,
    /// How far it is loaded.
    progress: Progress,
    /// What is drawn; None while it is loading.
    #[prop(into)]
    plot: Signal<Option<Plot>>,
    size: Size,
    /// Beside the heading.
    #[prop(optional, into)]
    tools: Option<ViewFn>,
    /// Below the chart.
    #[prop(optional, into)]
    foot: Option<ViewFn>,
) -> impl IntoView {
    let as_table = RwSignal::new(false);
    let name = title.clone();
    let body = {
        let name = name.clone();
        move || {
            let Some(plot) = plot.get() else { return ().into_any() };
            if plot.is_empty() {
                return view! { <Empty kind=EmptyKind::NoMatch title=|| tr!(chart.nothing) body=|| tr!(chart.nothing_text) /> }
                    .into_any();
            }
            let name = name.clone();
            if as_table.get() || script::is_broken() {
                return table(name, &plot);
            }
            view! { <Picture label=name plot /> }.into_any()
        }
    };
    let actions = move || {
        let tools = tools.as_ref().map(ViewFn::run);
        let name = name.clone();
        view! {
            {tools}
            <IconButton
                icon=icondata_lu::LuTable2
                label=move || tr!(chart.as_table, name = name.get().to_string())
                pressed=as_table
                small=true
                on_press=Callback::new(move |()| as_table.update(|as_table| *as_table = !*as_table))
            />
        }
    };
    view! {
        <Card title actions>
            <p class="chart-note">{move || note.get()}</p>
            <div class="chart" data-size=size.name()>
                <Loaded progress children=ToChildren::to_children(move || body.clone()) />
            </div>
            {foot.map(|foot| foot.run())}
        </Card>
    }
    .into_any()
}

/// The same as a table; each value opens what its mark opens.
fn table(name: TextProp, plot: &Plot) -> AnyView {
    let first = Column { label: plot.heading.clone(), is_numeric: false };
    let rest = plot.series.iter().map(|series| Column { label: series.name.clone(), is_numeric: true });
    let columns: Vec<Column> = std::iter::once(first).chain(rest).collect();
    let row = |(at, category): (usize, &String)| {
        let first = Cell::text(category.replace('\n', " "));
        let rest = plot.series.iter().map(|series| match series.points.get(at) {
            Some(point) => Cell::number(point.value, point.full.clone()).opens(point.href.clone()),
            None => Cell::text(String::new()),
        });
        Row { key: at.to_string(), cells: std::iter::once(first).chain(rest).collect() }
    };
    let rows: Vec<Row> = plot.categories.iter().enumerate().map(row).collect();
    view! { <ReportTable label=name columns rows /> }.into_any()
}
