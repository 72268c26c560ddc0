//! What a chart shows, and how the script that draws is told of it.

use domain::Currency;
use kit::format;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Value, json};

/// What a chart shows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Plot {
    pub(crate) shape: Shape,
    pub(crate) unit: Unit,
    /// What the categories are, such as "Stage".
    pub(crate) heading: String,
    /// The categories in their order.
    pub(crate) categories: Vec<String>,
    pub(crate) series: Vec<Series>,
    /// What else is said of each category; may be empty.
    pub(crate) notes: Vec<Vec<String>>,
}

/// Which way the marks run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// From left to right, one below the other: for things with names. Each bar is labelled with its value.
    Bars,
    /// Upwards, along time.
    Columns,
}

/// What the values are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Amounts in this currency.
    Money(Currency),
    /// Whole numbers.
    Count,
}

/// Values of one sort, one for each category.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Series {
    pub(crate) name: String,
    /// The custom property of its colour.
    pub(crate) color: &'static str,
    pub(crate) form: Form,
    pub(crate) points: Vec<Point>,
}

/// How the values of a series are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// As bars.
    Bar,
    /// As bars on top of those of the series before.
    Stacked,
    /// As a dashed line.
    Line,
    /// As the outline of bars, behind the others.
    Outline,
}

/// One value.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Point {
    pub(crate) value: Option<Decimal>,
    /// Short, on the mark.
    pub(crate) text: String,
    /// In full.
    pub(crate) full: String,
    /// The list of what was counted.
    pub(crate) href: Option<String>,
}

impl Unit {
    /// A value of this unit that opens a list.
    pub(crate) fn point(self, value: Option<Decimal>, href: Option<String>) -> Point {
        let (text, full) = value.map_or_else(Default::default, |value| (self.short(value), self.full(value)));
        Point { value, text, full, href }
    }

    /// In few characters.
    pub(crate) fn short(self, value: Decimal) -> String {
        match self {
            Self::Money(currency) => format::money_compact(value, currency.code()),
            Self::Count => format::decimal(value),
        }
    }

    /// In full.
    pub(crate) fn full(self, value: Decimal) -> String {
        match self {
            Self::Money(currency) => format::money(value, currency.code()),
            Self::Count => self.short(value),
        }
    }

    fn of_ticks(self) -> Value {
        let locale = words::language().as_str();
        match self {
            Self::Money(currency) => {
                json!({ "locale": locale, "style": "money", "currency": currency.code() })
            }
            Self::Count => json!({ "locale": locale, "style": "count" }),
        }
    }
}

impl Point {
    /// The same with more on its label.
    #[must_use]
    pub(crate) fn labelled(mut self, more: &str) -> Self {
        if !more.is_empty() {
            self.text = format!("{} · {more}", self.text);
        }
        self
    }
}

impl Plot {
    /// True if there is nothing to see.
    pub(crate) fn is_empty(&self) -> bool {
        let mut points = self.series.iter().flat_map(|series| &series.points);
        points.all(|point| point.value.is_none_or(|value| value.is_zero()))
    }

    /// In the form that the script reads.
    pub(super) fn print(&self) -> String {
        let series = |series: &Series| {
            let points = &series.points;
            let each = |read: fn(&Point) -> Value| points.iter().map(read).collect::<Vec<_>>();
            json!({
                "name": series.name,
                "color": series.color,
                "form": match series.form {
                    Form::Bar | Form::Stacked => "bar",
                    Form::Line => "line",
                    Form::Outline => "outline",
                },
                "stack": if series.form == Form::Stacked { "all" } else { "" },
                "values": each(|point| json!(point.value.and_then(|value| value.to_f64()))),
                "texts": each(|point| json!(point.text)),
                "tips": each(|point| json!(point.full)),
                "opens": each(|point| json!(point.href.is_some())),
            })
        };
        let plot = json!({
            "shape": if self.shape == Shape::Bars { "bars" } else { "columns" },
            "number": self.unit.of_ticks(),
            "categories": self.categories,
            "series": self.series.iter().map(series).collect::<Vec<_>>(),
            "notes": self.notes,
        });
        plot.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_zeros_is_nothing() {
        let plot = |value: Option<i64>| {
            let point = Point { value: value.map(Decimal::from), ..Point::default() };
            let series =
                Series { name: "a".into(), color: "--chart-1", form: Form::Bar, points: vec![point] };
            Plot {
                shape: Shape::Bars,
                unit: Unit::Count,
                heading: "b".into(),
                categories: vec!["c".into()],
                series: vec![series],
                notes: Vec::new(),
            }
        };
        assert!(plot(None).is_empty() && plot(Some(0)).is_empty());
        assert!(!plot(Some(1)).is_empty());
    }
}
