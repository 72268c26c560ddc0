//! The order of stages: positions from 0 to 1000, of which no two in a pipeline are the same at any moment.

use serde_json::Map;
use wire::batch::{Batch, BatchOp, BatchOperation, BatchResults};

use crate::api::records::Record;
use crate::api::{Failure, Request};
use crate::features::sales_setup::STAGE;

/// The greatest position.
const LAST: i64 = 1000;
/// The room between two stages where they are numbered anew.
const ROOM: i64 = 10;

/// The new positions that bring the stage at place `from` to place `to`: by place before, in an order in which no
/// position is taken when it is given. Most moves change one stage. None if there is no room.
pub(super) fn plan(positions: &[i64], from: usize, to: usize) -> Option<Vec<(usize, i64)>> {
    let mut order: Vec<usize> = (0..positions.len()).collect();
    let moved = order.remove(from);
    let to = to.min(order.len());
    let before = to.checked_sub(1).and_then(|place| order.get(place)).map(|place| positions[*place]);
    let after = order.get(to).map(|place| positions[*place]);
    if let Some(position) = between(before, after) {
        return Some(vec![(moved, position)]);
    }
    order.insert(to, moved);
    let (first, step) = free(positions)?;
    let numbered = order.into_iter().zip(0_i64..).map(|(place, index)| (place, first + index * step));
    Some(numbered.collect())
}

/// The position of a new stage at this place; None if others have to make room first.
pub(super) fn place_for(positions: &[i64], to: usize) -> Option<i64> {
    between(to.checked_sub(1).and_then(|place| positions.get(place)).copied(), positions.get(to).copied())
}

/// A position between two others.
fn between(before: Option<i64>, after: Option<i64>) -> Option<i64> {
    let position = match (before, after) {
        (None, None) => 0,
        (None, Some(after)) => after - 1 - (after - 1).clamp(0, ROOM - 1),
        (Some(before), None) if before + ROOM <= LAST => before + ROOM,
        (Some(before), None) => before + 1,
        (Some(before), Some(after)) => before + (after - before) / 2,
    };
    let fits = before.is_none_or(|before| before < position) && after.is_none_or(|after| position < after);
    (fits && (0..=LAST).contains(&position)).then_some(position)
}

/// A row of positions of which none is taken: its first, and the step from each to the next.
fn free(positions: &[i64]) -> Option<(i64, i64)> {
    let count = i64::try_from(positions.len()).ok()?;
    let (least, most) = (positions.iter().min().copied()?, positions.iter().max().copied()?);
    if most + count * ROOM <= LAST {
        Some((most + ROOM, ROOM))
    } else if most + count <= LAST {
        Some((most + 1, 1))
    } else {
        (count <= least).then_some((0, 1))
    }
}

/// Gives stages their positions, all or none.
pub(super) async fn save(planned: &[(Record, i64)]) -> Result<(), Failure> {
    let body = |position: i64| Map::from_iter([("position".to_owned(), position.into())]);
    if let [(stage, position)] = planned {
        return crate::api::records::update(&STAGE, stage, &body(*position)).await.map(drop);
    }
    let operation = |(stage, position): &(Record, i64)| BatchOperation {
        op: BatchOp::Update,
        id: Some(stage.id()),
        version: Some(stage.version()),
        body: Some(body(*position)),
    };
    let batch = Batch { atomic: true, operations: planned.iter().map(operation).collect() };
    let request = Request::post(format!("{}/batch", STAGE.path), &batch).changes(STAGE.kind);
    request.read::<BatchResults>().await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The places in their order after a plan, which never gives a position that is taken.
    fn after(positions: &[i64], from: usize, to: usize) -> Vec<usize> {
        let mut now = positions.to_vec();
        for (place, position) in plan(positions, from, to).unwrap() {
            assert!(!now.contains(&position), "{position} is taken in {now:?}");
            now[place] = position;
        }
        let mut places: Vec<usize> = (0..now.len()).collect();
        places.sort_by_key(|place| now[*place]);
        places
    }

    #[test]
    fn a_stage_comes_to_its_place() {
        assert_eq!(after(&[0, 10, 20], 0, 2), [1, 2, 0]);
        assert_eq!(after(&[0, 10, 20], 2, 0), [2, 0, 1]);
        assert_eq!(after(&[0, 10, 20, 30], 3, 1), [0, 3, 1, 2]);
        assert_eq!(plan(&[10, 20, 40], 0, 1).unwrap(), [(0, 30)]);
    }

    #[test]
    fn stages_without_room_are_numbered_anew() {
        assert_eq!(after(&[0, 1, 2, 3], 3, 1), [0, 3, 1, 2]);
        assert_eq!(after(&[990, 999, 1000], 0, 2), [1, 2, 0]);
        assert_eq!(after(&[0, 1, 980], 2, 1), [0, 2, 1]);
    }

    #[test]
    fn new_stages_find_a_place() {
        assert_eq!(place_for(&[], 0), Some(0));
        assert_eq!(place_for(&[0, 10], 2), Some(20));
        assert_eq!(place_for(&[0, 10], 1), Some(5));
        assert_eq!(place_for(&[0, 1], 1), None);
        assert_eq!(place_for(&[0, 1], 0), None);
    }
}
