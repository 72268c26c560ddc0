//! A column of a board: the deals of one stage, page by page.

use domain::opportunity::Outcome;
use kit::{Button, ButtonKind, DropColumn, Failed, Icon, IconButton, Skeleton, SkeletonShape};
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use wire::list::{Count, Filter, Test};
use wire::stage::Stage;
use wire::{ListQuery, Op, Sort};
use words::tr;

use super::card::Card;
use super::{Board, funnel, icon_of, next};
use crate::api::Failure;
use crate::api::records::{self, Record};
use crate::features::opportunity::OPPORTUNITY;
use crate::layout::viewport;
use crate::record::state::ListState;

/// How many cards a column fetches at once.
const PAGE: u32 = 20;

/// What a card shows, and what a step needs to know.
const MEMBERS: &[&str] = &[
    "name",
    "account_id",
    "amount",
    "currency",
    "base_amount",
    "base_currency",
    "expected_close_date",
    "closed_on",
    "owner_id",
    "stage_entered_at",
    "rots_at",
    "outcome",
    "stage_id",
    "pipeline_id",
];

/// The order of the cards where nothing else is chosen: what came last stands first.
const SORT: &str = "-stage_entered_at";

/// A column. It can be copied.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Column {
    /// The id of the stage.
    pub(super) id: Uuid,
    pub(super) stage: RwSignal<Stage>,
    pub(super) cards: RwSignal<Vec<Record>>,
    /// Where the fetched cards end; None if they are all.
    cursor: RwSignal<Option<String>>,
    /// What was fetched last.
    asked: StoredValue<Option<ListQuery>>,
    is_loading: RwSignal<bool>,
    is_there: RwSignal<bool>,
    failure: RwSignal<Option<Failure>>,
    turn: StoredValue<u32>,
}

/// What is asked for the cards of any column.
pub(super) fn query(state: &ListState, required: Vec<String>) -> ListQuery {
    let mut query = ListQuery { count: Count::None, cursor: None, limit: PAGE, ..state.query.clone() };
    if query.sort.is_empty() {
        query.sort = vec![Sort::parse(SORT)];
    }
    let mut members: Vec<String> = MEMBERS.iter().map(|name| (*name).to_owned()).collect();
    members.extend(required);
    members.sort();
    members.dedup();
    query.fields = Some(members);
    query
}

impl Column {
    pub(super) fn new(stage: Stage) -> Self {
        Self {
            id: stage.id.0,
            stage: RwSignal::new(stage),
            cards: RwSignal::new(Vec::new()),
            cursor: RwSignal::new(None),
            asked: StoredValue::new(None),
            is_loading: RwSignal::new(false),
            is_there: RwSignal::new(false),
            failure: RwSignal::new(None),
            turn: StoredValue::new(0),
        }
    }

    /// The same column of a stage that may have changed.
    pub(super) fn follow(self, stage: Stage) -> Self {
        if self.stage.with_untracked(|known| *known != stage) {
            self.stage.set(stage);
        }
        self
    }

    pub(super) fn name(self) -> String {
        self.stage.with(|stage| stage.name.clone())
    }

    pub(super) fn outcome(self) -> Outcome {
        self.stage.with(|stage| stage.outcome)
    }

    pub(super) fn is_open(self) -> bool {
        self.outcome() == Outcome::Open
    }

    /// Fetches the cards from the first on: as many as there are, if they are asked for again.
    fn load(self, query: &ListQuery) {
        let query = self.of_stage(query);
        let is_again = self.asked.with_value(|asked| asked.as_ref() == Some(&query));
        let there = self.cards.with_untracked(Vec::len);
        let limit = if is_again { u32::try_from(there).unwrap_or(PAGE) } else { PAGE };
        self.asked.set_value(Some(query.clone()));
        self.fetch(ListQuery { limit: limit.clamp(PAGE, wire::list::MAX_LIMIT), ..query }, Vec::new());
    }

    /// Fetches the cards after those that are there.
    fn load_more(self) {
        let (Some(cursor), Some(query)) = (self.cursor.get_untracked(), self.asked.get_value()) else {
            return;
        };
        self.fetch(ListQuery { cursor: Some(cursor), ..query }, self.cards.get_untracked());
    }

    fn of_stage(self, query: &ListQuery) -> ListQuery {
        let mut filters = match &query.filter {
            Filter::And { and } => and.clone(),
            other => vec![other.clone()],
        };
        let stage = vec![self.id.to_string()];
        filters.push(Filter::Test(Test { field: "stage_id".to_owned(), op: Op::Eq, value: stage }));
        ListQuery { filter: Filter::And { and: filters }, ..query.clone() }
    }

    fn fetch(self, query: ListQuery, before: Vec<Record>) {
        self.turn.update_value(|turn| *turn = turn.wrapping_add(1));
        let mine = self.turn.get_value();
        self.is_loading.set(true);
        spawn_local(async move {
            let answer = records::list(&OPPORTUNITY, &query).await;
            if self.turn.try_get_value() != Some(mine) {
                return;
            }
            match answer {
                Ok(page) => {
                    let known = |card: &Record| before.iter().any(|other| other.id() == card.id());
                    let more: Vec<_> = page.rows.into_iter().filter(|card| !known(card)).collect();
                    self.cards.try_set(before.into_iter().chain(more).collect());
                    self.cursor.try_set(page.page.next_cursor.filter(|_| page.page.has_more));
                    self.failure.try_set(None);
                    self.is_there.try_set(true);
                }
                Err(failure) => drop(self.failure.try_set(Some(failure))),
            }
            self.is_loading.try_set(false);
        });
    }
}

/// The column on the screen; a narrow one has no cards and can be dropped into all the same.
#[component]
pub(super) fn ColumnView(board: Board, column: Column) -> impl IntoView {
    let is_wide = Memo::new(move |_| board.is_wide(column));
    Effect::new(move |_| {
        board.cards.again.track();
        let query = board.cards.query.get();
        if is_wide.get() {
            column.load(&query);
        }
    });
    let content = move || if is_wide.get() { wide(board, column) } else { narrow(board, column) };
    view! {
        <section
            class="board-column"
            aria-label=move || column.name()
            data-outcome=move || column.outcome().as_str()
            data-narrow=move || (!is_wide.get()).then_some("")
            data-loading=move || column.is_loading.get().then_some("")
            data-drop-around=""
        >
            {content}
        </section>
    }
    .into_any()
}

fn wide(board: Board, column: Column) -> AnyView {
    let ids = move || column.cards.with(|cards| cards.iter().map(Record::id).collect::<Vec<_>>());
    let next = next::load(Memo::new(move |_| if column.is_open() { ids() } else { Vec::new() }));
    let count = Signal::derive(move || column.cards.with(Vec::len));
    let waits = Memo::new(move |_| !column.is_there.get() && column.failure.with(Option::is_none));
    let is_empty = Memo::new(move |_| column.is_there.get() && count.get() == 0);
    let failed = move || {
        let failure = column.failure.get()?;
        let again = Callback::new(move |()| column.load(&board.cards.query.get_untracked()));
        Some(view! { <Failed text=move || failure.words() on_retry=again /> })
    };
    let more = move || {
        column.cursor.with(Option::is_some).then(|| {
            view! {
                <Button
                    label=move || tr!(board.more)
                    kind=ButtonKind::Ghost
                    small=true
                    busy=column.is_loading
                    on_press=move || column.load_more()
                />
            }
        })
    };
    view! {
        {head(board, column)}
        <div class="board-cards">
            <DropColumn drag=board.drag id=column.id.to_string() label=move || column.name() count>
                <ForEnumerate
                    each=ids
                    key=|id| *id
                    children=move |index, id| view! { <Card board column next id index /> }
                />
            </DropColumn>
            <Show when=move || waits.get()>
                <Skeleton shape=SkeletonShape::Cards />
            </Show>
            <Show when=move || is_empty.get()>
                <p class="board-empty">{move || tr!(board.empty)}</p>
            </Show>
            {failed}
            {more}
        </div>
    }
    .into_any()
}

fn head(board: Board, column: Column) -> AnyView {
    let icon = move || icon_of(column.outcome()).map(|icon| view! { <Icon icon /> });
    let turner = move || {
        (!viewport::is_phone()).then(|| {
            view! {
                <IconButton
                    icon=icondata_lu::LuChevronsLeft
                    label=move || tr!(board.narrow, stage = column.name())
                    small=true
                    on_press=move || board.turn(column)
                />
            }
        })
    };
    view! {
        <header class="board-head">
            <div class="board-head-line">
                {icon}
                <h2>{move || column.name()}</h2>
                <funnel::Count board column />
                {turner}
            </div>
            <funnel::ColumnSums board column />
        </header>
    }
    .into_any()
}

fn narrow(board: Board, column: Column) -> AnyView {
    let icon = move || icon_of(column.outcome()).map(|icon| view! { <Icon icon /> });
    view! {
        <DropColumn
            drag=board.drag
            id=column.id.to_string()
            label=move || column.name()
            count=Signal::stored(0_usize)
        >
            ""
        </DropColumn>
        <div class="board-narrow">
            <IconButton
                icon=icondata_lu::LuChevronsRight
                label=move || tr!(board.widen, stage = column.name())
                small=true
                on_press=move || board.turn(column)
            />
            {icon}
            <h2>{move || column.name()}</h2>
            <funnel::Count board column />
        </div>
    }
    .into_any()
}
