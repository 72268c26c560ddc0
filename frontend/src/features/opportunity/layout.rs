//! The deals as a list or as a board: the same deals, with the same filters.

use kit::{Choice, Segmented};
use leptos::prelude::*;
use wire::Op;
use wire::list::{Filter, Test};
use words::tr;

use super::OPPORTUNITY;
use crate::record::list_page::List;
use crate::record::state::ListState;

const LIST: &str = "list";
const BOARD: &str = "board";

/// The switch in the head of the list.
pub(super) fn of_list(list: List) -> AnyView {
    view! { <Switch list here=LIST /> }.into_any()
}

/// The switch in the head of the board.
pub(super) fn of_board(list: List) -> AnyView {
    view! { <Switch list here=BOARD /> }.into_any()
}

#[component]
fn Switch(list: List, here: &'static str) -> impl IntoView {
    let choices = Signal::derive(|| {
        vec![Choice::new(LIST, tr!(board.as_list)), Choice::new(BOARD, tr!(board.as_board))]
    });
    let on_change = Callback::new(move |to: String| {
        let state = list.state.get_untracked();
        let (path, state) = if to == BOARD {
            (format!("{}/board", OPPORTUNITY.list_href()), state.first_page())
        } else {
            (OPPORTUNITY.list_href(), as_list(&state))
        };
        list.visit(format!("{path}?{}", state.print()));
    });
    view! { <Segmented value=here.to_owned() on_change choices label=move || tr!(board.layout) /> }.into_any()
}

/// The state of the board that an address means. The columns say what is open, won and lost, and the board has one
/// pipeline: tests of these in the filter would say it twice.
pub(super) fn as_board(search: &str) -> ListState {
    let mut state = ListState::parse(search).first_page();
    let mut filters = state.filters();
    filters.retain(|filter| match filter {
        Filter::Test(test) if test.field == "outcome" => {
            // The view is of other deals than those of the board.
            if !is_open(test) {
                state.view = None;
            }
            false
        }
        Filter::Test(test) if test.field == "pipeline_id" && test.op == Op::Eq => {
            state.pipeline = test.value.first().and_then(|id| id.parse().ok());
            false
        }
        _ => true,
    });
    state.query.filter = Filter::And { and: filters };
    state
}

/// The state of the list that shows the same deals as the open columns of the board.
fn as_list(state: &ListState) -> ListState {
    let mut filters = state.filters();
    let test = |field: &str, value: String| {
        Filter::Test(Test { field: field.to_owned(), op: Op::Eq, value: vec![value] })
    };
    filters.push(test("outcome", "open".to_owned()));
    filters.extend(state.pipeline.map(|id| test("pipeline_id", id.to_string())));
    ListState { pipeline: None, peek: None, ..state.with_filters(filters) }
}

fn is_open(test: &Test) -> bool {
    test.op == Op::Eq && test.value == ["open"]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back_shows_the_same() {
        let list = "view=open&owner_id=me&outcome=open&sort=-amount";
        let board = as_board(list);
        assert_eq!(board.print(), "view=open&owner_id=me&sort=-amount");
        assert_eq!(as_list(&board).print(), list);
    }

    #[test]
    fn a_pipeline_is_no_filter_of_the_board() {
        let id = "0190b0d0-0000-7000-8000-000000000000";
        let board = as_board(&format!("view=won&outcome=won&pipeline_id={id}"));
        assert_eq!(board.print(), format!("pipeline={id}"));
        assert_eq!(as_list(&board).print(), format!("outcome=open&pipeline_id={id}"));
    }
}
