//! Tables of reports: figures with the lists behind them, to be ordered by any column.

use std::cmp::Ordering;

use kit::TextProp;
use leptos::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) label: String,
    pub(crate) is_numeric: bool,
}

/// A row; its first cell names it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    /// Unlike that of every other row.
    pub(crate) key: String,
    pub(crate) cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cell {
    text: String,
    number: Option<Decimal>,
    href: Option<String>,
    /// From 0 to 1: how long the bar behind the number is.
    bar: Option<f64>,
}

impl Cell {
    /// A text.
    pub(crate) fn text(text: String) -> Self {
        Self { text, number: None, href: None, bar: None }
    }

    /// A number, as it is written; None is a dash.
    pub(crate) fn number(number: Option<Decimal>, text: String) -> Self {
        let text = if number.is_some() { text } else { "—".to_owned() };
        Self { text, number, href: None, bar: None }
    }

    /// The same as a link.
    #[must_use]
    pub(crate) fn opens(self, href: Option<String>) -> Self {
        Self { href, ..self }
    }

    /// The same with a bar, long as the number is to the greatest.
    #[must_use]
    pub(crate) fn barred(self, greatest: Decimal) -> Self {
        let share = self.number.and_then(|number| number.checked_div(greatest));
        Self { bar: share.and_then(|share| share.to_f64()), ..self }
    }

    fn draw(self) -> AnyView {
        let Self { text, href, bar, .. } = self;
        let bar = bar.map(|share| {
            view! { <span class="report-bar" aria-hidden="true" style:--share=share.to_string()></span> }
        });
        match href {
            Some(href) => view! { {bar} <a class="quiet-link" href=href>{text}</a> }.into_any(),
            None => view! { {bar} {text} }.into_any(),
        }
    }
}

/// The table. A click on a heading orders by it: numbers from the greatest, texts from the first; again the other way.
#[component]
pub(crate) fn ReportTable(
    #[prop(into)] label: TextProp,
    #[prop(into)] columns: Signal<Vec<Column>>,
    #[prop(into)] rows: Signal<Vec<Row>>,
    /// The last row, which no order moves.
    #[prop(optional, into)]
    total: Signal<Option<Row>>,
) -> impl IntoView {
    let order = RwSignal::new(None::<(usize, bool)>);
    let head = move || {
        let column = |(at, column): (usize, Column)| {
            let turn = move |_| {
                order.update(|order| {
                    *order = match *order {
                        Some((now, false)) if now == at => Some((at, true)),
                        Some((now, true)) if now == at => None,
                        _ => Some((at, false)),
                    };
                });
            };
            let is_down = move |turned: bool| turned != column.is_numeric;
            let sort = move || match order.get() {
                Some((now, turned)) if now == at && is_down(turned) => "descending",
                Some((now, _)) if now == at => "ascending",
                _ => "none",
            };
            let mark = move || match sort() {
                "ascending" => " ↑",
                "descending" => " ↓",
                _ => "",
            };
            view! {
                <th scope="col" data-numeric=column.is_numeric.then_some("") aria-sort=sort>
                    <button type="button" class="report-sort" on:click=turn>
                        {column.label} <span aria-hidden="true">{mark}</span>
                    </button>
                </th>
            }
        };
        columns.get().into_iter().enumerate().map(column).collect_view()
    };
    let ordered = move || {
        let mut rows = rows.get();
        if let Some((at, turned)) = order.get() {
            let is_numeric = columns.with(|columns| columns.get(at).is_some_and(|column| column.is_numeric));
            rows.sort_by(|one, other| compare(one.cells.get(at), other.cells.get(at), is_numeric, turned));
        }
        rows.into_iter().map(|row| draw(row, columns)).collect_view()
    };
    let foot = move || {
        let row = total.get()?;
        Some(view! { <tfoot>{draw(row, columns)}</tfoot> })
    };
    view! {
        <div class="report-table" tabindex="0" role="region" aria-label=move || label.get()>
            <table>
                <thead>
                    <tr>{head}</tr>
                </thead>
                <tbody>{ordered}</tbody>
                {foot}
            </table>
        </div>
    }
    .into_any()
}

fn draw(row: Row, columns: Signal<Vec<Column>>) -> AnyView {
    let columns = columns.get_untracked();
    let cell = |(at, cell): (usize, Cell)| {
        let is_numeric = columns.get(at).is_some_and(|column| column.is_numeric).then_some("");
        if at == 0 {
            view! { <th scope="row">{cell.draw()}</th> }.into_any()
        } else {
            view! { <td data-numeric=is_numeric>{cell.draw()}</td> }.into_any()
        }
    };
    let cells = row.cells.into_iter().enumerate().map(cell).collect_view();
    view! { <tr data-key=row.key>{cells}</tr> }.into_any()
}

/// Cells without a number come last, whichever way.
fn compare(one: Option<&Cell>, other: Option<&Cell>, is_numeric: bool, turned: bool) -> Ordering {
    let (Some(one), Some(other)) = (one, other) else { return Ordering::Equal };
    let turn = |order: Ordering| if turned { order.reverse() } else { order };
    match (is_numeric, one.number, other.number) {
        (true, Some(one), Some(other)) => turn(other.cmp(&one)),
        (true, Some(_), None) => Ordering::Less,
        (true, None, Some(_)) => Ordering::Greater,
        (true, None, None) => Ordering::Equal,
        (false, _, _) => turn(one.text.cmp(&other.text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_without_a_number_come_last() {
        let number = |number: Option<i64>| Cell::number(number.map(Decimal::from), String::new());
        for turned in [false, true] {
            let order = compare(Some(&number(None)), Some(&number(Some(3))), true, turned);
            assert_eq!(order, Ordering::Greater);
        }
        assert_eq!(compare(Some(&number(Some(3))), Some(&number(Some(1))), true, false), Ordering::Less);
        assert_eq!(compare(Some(&number(Some(3))), Some(&number(Some(1))), true, true), Ordering::Greater);
    }
}
