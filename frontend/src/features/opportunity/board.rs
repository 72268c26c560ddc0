//! The deals of a pipeline as cards in columns, one for each stage. Moving a card is the step of the deal.
//!
//! A board costs one request for the pipelines and one for the stages, which are shared for some minutes, one for the
//! sums of all columns, and two for each open column that is on the screen: its cards, and what comes next with them.
//! Columns come as they are answered. A move costs its own request and one for the sums.

pub(super) mod card;
mod cards;
mod column;
mod funnel;
mod next;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::PipelineId;
use domain::access::Action;
use domain::opportunity::Outcome;
use kit::{
    Button, ButtonKind, Choice, Drag, Empty, EmptyKind, Failed, Select, Skeleton, SkeletonShape, Tab,
    TabPanel, Tabs,
};
use leptos::prelude::*;
use uuid::Uuid;
use words::{tr, word};

use self::cards::Cards;
use self::column::Column;
use super::setup::{self, Setup};
use super::{OPPORTUNITY, layout};
use crate::api::Load;
use crate::layout::viewport;
use crate::record::list_page::List;
use crate::record::state::ListState;
use crate::record::{filter_bar, filter_editor, form, peek, toolbar};
use crate::state::board as remembered;

/// A board on the screen: what its parts share.
#[derive(Clone, Copy)]
pub(crate) struct Board {
    /// The filters, the search and the order, in the address; the records are in the columns.
    list: List,
    setup: Load<Arc<Setup>>,
    pipeline: Memo<Option<PipelineId>>,
    cards: Cards,
    drag: Drag,
    /// The stages whose columns are not as they are at first: open ones narrow, closed ones wide.
    turned: RwSignal<BTreeSet<Uuid>>,
    /// The one column of a phone.
    single: RwSignal<Option<Uuid>>,
}

impl Board {
    fn new() -> Self {
        let list = List::without_rows(&OPPORTUNITY, layout::as_board);
        let setup = setup::load();
        let named = Memo::new(move |_| list.state.with(|state| state.pipeline.map(PipelineId)));
        let pipeline =
            Memo::new(move |_| setup.with(|setup| setup?.pipeline(named.get()).map(|pipeline| pipeline.id)));
        let stages = Memo::new(move |_| {
            setup
                .with(|setup| setup.zip(pipeline.get()).map(|(setup, id)| setup.stages_of(id)))
                .unwrap_or_default()
        });
        let cards = Cards::new(list.state, pipeline, stages);
        let drag = Drag::new(move |dropped| cards.drop_card(&dropped));
        let turned = RwSignal::new(remembered::turned());
        Self { list, setup, pipeline, cards, drag, turned, single: RwSignal::new(None) }
    }

    /// True if the column is wide, and so has its cards.
    fn is_wide(self, column: Column) -> bool {
        if viewport::is_phone() {
            return self.shown().is_some_and(|shown| shown.id == column.id);
        }
        self.turned.with(|turned| turned.contains(&column.id)) != column.is_open()
    }

    fn turn(self, column: Column) {
        self.turned.update(|turned| {
            if !turned.remove(&column.id) {
                turned.insert(column.id);
            }
        });
        self.turned.with_untracked(remembered::keep_turned);
    }

    /// The one column that a phone shows: the chosen one, else the first.
    fn shown(self) -> Option<Column> {
        let single = self.single.get();
        self.cards.columns.with(|columns| {
            columns.iter().find(|column| Some(column.id) == single).or_else(|| columns.first()).copied()
        })
    }
}

/// The screen.
#[component]
pub(crate) fn BoardPage() -> impl IntoView {
    let board = Board::new();
    let list = board.list;
    let creating = RwSignal::new(false);
    let new = OPPORTUNITY.may(Action::Create).then(|| {
        view! {
            <Button
                label=move || tr!(list.new, kind = (OPPORTUNITY.one)())
                kind=ButtonKind::Primary
                icon=icondata_lu::LuPlus
                shortcut="c"
                on_press=Callback::new(move |()| creating.set(true))
            />
        }
    });
    kit::shortcut::register(kit::shortcut::Shortcut {
        keys: "c",
        label: word!(shortcut.create),
        group: word!(shortcut.lists),
        action: Callback::new(move |()| creating.set(OPPORTUNITY.may(Action::Create))),
    });
    view! {
        <section class="board-page">
            <header class="page-head">
                <h1 tabindex="-1">{move || (OPPORTUNITY.many)()}</h1>
                <div class="page-actions">{layout::of_board(list)} {new}</div>
            </header>
            <div class="list-tools" role="toolbar" aria-label=move || tr!(list.tools)>
                <PipelinePicker board />
                <toolbar::SearchBox list />
                <filter_editor::AddFilter filters=list.filters() />
                <toolbar::SortMenu list />
                <funnel::Strip cards=board.cards />
            </div>
            <filter_bar::FilterBar filters=list.filters() />
            <div class="board-main">
                {move || body(board)}
                <peek::Peek list />
            </div>
        </section>
        <form::CreateDialog entity=&OPPORTUNITY open=creating preset=BTreeMap::new() />
    }
    .into_any()
}

/// Which pipeline, where there are several.
#[component]
fn PipelinePicker(board: Board) -> impl IntoView {
    let choices = Signal::derive(move || {
        board.setup.with(|setup| {
            let pipelines = setup.map_or(&[][..], |setup| &setup.pipelines);
            pipelines.iter().map(|it| Choice::new(it.id.to_string(), it.name.clone())).collect::<Vec<_>>()
        })
    });
    let value = Signal::derive(move || board.pipeline.get().map(|id| id.to_string()).unwrap_or_default());
    let choose = Callback::new(move |id: String| {
        let state = board.list.state.get_untracked();
        board.list.go(ListState { pipeline: id.parse().ok(), ..state });
    });
    view! {
        <Show when=move || { choices.with(Vec::len) > 1 }>
            <Select value on_change=choose choices label=move || tr!(field.pipeline) small=true />
        </Show>
    }
    .into_any()
}

fn body(board: Board) -> AnyView {
    let is_there = board.setup.with(|setup| setup.is_some());
    match (is_there, board.setup.failure()) {
        (false, None) => view! { <Skeleton shape=SkeletonShape::Cards /> }.into_any(),
        (false, Some(failure)) => {
            let detail = failure.request_id().unwrap_or_default().to_owned();
            let again = Callback::new(move |()| board.setup.again());
            view! { <Failed text=move || failure.words() detail on_retry=again /> }.into_any()
        }
        (true, _) if board.pipeline.get().is_none() => view! {
            <Empty
                kind=EmptyKind::Nothing
                title=|| tr!(board.no_pipeline)
                body=|| tr!(board.no_pipeline_text)
            />
        }
        .into_any(),
        (true, _) if viewport::is_phone() => view! { <OneColumn board /> }.into_any(),
        (true, _) => view! { <AllColumns board /> }.into_any(),
    }
}

#[component]
fn AllColumns(board: Board) -> impl IntoView {
    let columns = move || board.cards.columns.get();
    view! {
        <div class="board" role="group" aria-label=move || tr!(board.columns)>
            <For each=columns key=|column| column.id children=move |column| view! { <column::ColumnView board column /> } />
        </div>
    }
    .into_any()
}

/// On a phone: one column, and tabs to choose it by.
#[component]
fn OneColumn(board: Board) -> impl IntoView {
    let tabs = Signal::derive(move || {
        let columns = board.cards.columns.get();
        let tab = |column: Column| Tab {
            count: board.cards.sums(column.id).map(|sums| sums.count),
            ..Tab::new(column.id.to_string(), column.name())
        };
        columns.into_iter().map(tab).collect::<Vec<_>>()
    });
    let selected =
        Signal::derive(move || board.shown().map(|column| column.id.to_string()).unwrap_or_default());
    let panels = move || {
        let panel = |column: Column| {
            view! {
                <TabPanel id=column.id.to_string() selected>
                    <column::ColumnView board column />
                </TabPanel>
            }
        };
        board.cards.columns.get().into_iter().map(panel).collect_view()
    };
    view! {
        <div class="board" data-single="">
            <Tabs
                tabs
                selected
                on_select=Callback::new(move |id: String| board.single.set(id.parse().ok()))
                label=move || tr!(kit.stages)
            />
            {panels}
        </div>
    }
    .into_any()
}

/// The icon of a column in which deals end.
fn icon_of(outcome: Outcome) -> Option<kit::Icon> {
    match outcome {
        Outcome::Open => None,
        Outcome::Won => Some(icondata_lu::LuTrophy),
        Outcome::Lost => Some(icondata_lu::LuCircleX),
    }
}
