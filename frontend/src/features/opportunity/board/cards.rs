//! The cards of a board, column by column, and what happens to them when one is moved.

use std::collections::BTreeMap;

use domain::{Kind, PipelineId};
use kit::Dropped;
use leptos::prelude::*;
use uuid::Uuid;
use wire::ListQuery;
use wire::analytics::Funnel;
use wire::stage::Stage;

use super::column::Column;
use super::funnel::{self, Sums};
use crate::api::records::Record;
use crate::api::{Load, changes};
use crate::features::opportunity::step::{self, Taken};
use crate::record::state::ListState;

/// The columns of a board and their sums.
#[derive(Clone, Copy)]
pub(crate) struct Cards {
    /// In the order of the pipeline; the closed ones at the end.
    pub(super) columns: Memo<Vec<Column>>,
    /// What is asked for the cards of a column, but for the stage.
    pub(super) query: Memo<ListQuery>,
    /// None where the filter has alternatives, which the report does not take.
    pub(super) funnel: Load<Option<Funnel>>,
    /// Told when all columns are to be fetched again.
    pub(super) again: Trigger,
    /// How many moves the server has not answered yet.
    pub(super) pending: RwSignal<u32>,
    /// How many changes were made here, by moves: the columns have them already.
    own: StoredValue<u32>,
}

impl Cards {
    pub(super) fn new(
        state: Memo<ListState>,
        pipeline: Memo<Option<PipelineId>>,
        stages: Memo<Vec<Stage>>,
    ) -> Self {
        let query = Memo::new(move |_| {
            let required = stages.with(|stages| {
                stages.iter().flat_map(|stage| stage.required_fields.clone()).collect::<Vec<_>>()
            });
            state.with(|state| super::column::query(state, required))
        });
        let funnel = Load::new(move || {
            changes::follow(Kind::Opportunity);
            let path = state.with(|state| funnel::path(state, pipeline.get()));
            funnel::fetch(path)
        });
        let cards = Self {
            columns: columns(stages),
            query,
            funnel,
            again: Trigger::new(),
            pending: RwSignal::new(0),
            own: StoredValue::new(0),
        };
        Effect::new(move |before: Option<u32>| {
            let now = changes::count(Kind::Opportunity);
            let own = cards.own.try_update_value(std::mem::take).unwrap_or_default();
            if before.is_some_and(|before| now.wrapping_sub(before) > own) {
                cards.again.notify();
            }
            now
        });
        cards
    }

    /// What the report says of a column, with the moves that it does not know of yet.
    pub(super) fn sums(self, stage: Uuid) -> Option<Sums> {
        self.funnel.with(|funnel| funnel::of_stage(funnel?.as_ref()?, stage))
    }

    fn column(self, id: &str) -> Option<Column> {
        let id: Uuid = id.parse().ok()?;
        self.columns.with_untracked(|columns| columns.iter().find(|column| column.id == id).copied())
    }

    /// The column that a deal stands in, its place there, and the deal.
    pub(super) fn find(self, deal: Uuid) -> Option<(Column, usize, Record)> {
        self.columns.with_untracked(|columns| {
            columns.iter().find_map(|column| {
                column.cards.with_untracked(|cards| {
                    let at = cards.iter().position(|card| card.id() == deal)?;
                    Some((*column, at, cards[at].clone()))
                })
            })
        })
    }

    /// A card was dropped. The order within a column is that of the list: only the column counts.
    pub(super) fn drop_card(self, dropped: &Dropped) {
        let (Some(to), Ok(deal)) = (self.column(&dropped.to.column), dropped.card.parse()) else { return };
        self.take(deal, to, dropped.to.index);
    }

    /// Moves a deal into a column, at once on the screen; it goes back if the step is not taken.
    pub(super) fn take(self, deal: Uuid, to: Column, at: usize) {
        let Some((from, place, record)) = self.find(deal).filter(|(from, ..)| from.id != to.id) else {
            return;
        };
        let has_focus = super::card::has_focus(deal);
        self.put(record.clone(), to, at);
        self.funnel.put(|funnel| funnel::shift(funnel, from.id, to.id, &record));
        self.pending.update(|pending| *pending += 1);
        if has_focus {
            super::card::focus(deal);
        }
        let before = record.clone();
        let then = Callback::new(move |taken: Taken| {
            self.pending.try_update(|pending| *pending = pending.saturating_sub(1));
            match taken {
                Taken::Changed(now) => {
                    self.own.try_update_value(|own| *own += 1);
                    self.settle(now, at);
                }
                Taken::Found(now) => {
                    self.settle(now, place);
                    self.funnel.again();
                }
                Taken::Nothing => {
                    self.put(before.clone(), from, place);
                    self.funnel.put(|funnel| funnel::shift(funnel, to.id, from.id, &before));
                    if has_focus {
                        super::card::focus(deal);
                    }
                }
            }
        });
        step::take(record, to.stage.get_untracked(), then);
    }

    /// Puts a deal where the server has it.
    fn settle(self, deal: Record, at: usize) {
        let stage = deal.id_in("stage_id").map(|id| id.to_string()).unwrap_or_default();
        match self.column(&stage) {
            Some(column) => self.put(deal, column, at),
            // It went to another pipeline.
            None => self.remove(deal.id()),
        }
    }

    fn put(self, deal: Record, to: Column, at: usize) {
        let id = deal.id();
        let is_there = to.cards.with_untracked(|cards| cards.iter().any(|card| card.id() == id));
        if is_there {
            to.cards.update(|cards| {
                cards.iter_mut().filter(|card| card.id() == id).for_each(|card| *card = deal.clone());
            });
            return;
        }
        self.remove(id);
        to.cards.update(|cards| cards.insert(at.min(cards.len()), deal));
    }

    fn remove(self, deal: Uuid) {
        self.columns.with_untracked(|columns| {
            for column in columns {
                let has = |cards: &Vec<Record>| cards.iter().any(|card| card.id() == deal);
                if column.cards.with_untracked(has) {
                    column.cards.update(|cards| cards.retain(|card| card.id() != deal));
                }
            }
        });
    }
}

/// A column for each stage. They stay for as long as the board does, so that one that comes back has its cards.
fn columns(stages: Memo<Vec<Stage>>) -> Memo<Vec<Column>> {
    let known = StoredValue::new(BTreeMap::<Uuid, Column>::new());
    let owner = Owner::current();
    Memo::new(move |_| {
        let column = |stage: Stage| {
            let id = stage.id.0;
            let there = known.with_value(|known| known.get(&id).copied());
            match there {
                Some(column) => column.follow(stage),
                None => {
                    let make = move || Column::new(stage);
                    let column =
                        owner.as_ref().map_or_else(|| make.clone()(), |owner| owner.with(make.clone()));
                    known.update_value(|known| {
                        known.insert(id, column);
                    });
                    column
                }
            }
        };
        stages.get().into_iter().map(column).collect()
    })
}
