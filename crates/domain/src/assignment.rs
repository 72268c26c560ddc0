//! Who of several gets what comes in.

use crate::UserId;

crate::macros::text_enum! {
    /// How one of several is picked.
    pub enum AssignmentMethod {
        /// One after the other.
        RoundRobin = "round_robin",
        /// Whoever has the fewest open leads; of those with as few, whose turn it is.
        LeastBusy = "least_busy",
    }
}

/// Somebody who may get it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The user.
    pub user_id: UserId,
    /// Away today.
    pub is_absent: bool,
    /// How many leads they work on.
    pub open_leads: i64,
}

impl Candidate {
    /// True if they have as many open leads as they may, or more.
    pub fn is_full(&self, capacity: Option<i32>) -> bool {
        capacity.is_some_and(|capacity| self.open_leads >= i64::from(capacity))
    }
}

impl AssignmentMethod {
    /// The place of whoever gets the next one, after `last` got the one before; None if nobody can take more.
    pub fn pick(
        self,
        candidates: &[Candidate],
        last: Option<UserId>,
        capacity: Option<i32>,
    ) -> Option<usize> {
        let place = |user: UserId| candidates.iter().position(|candidate| candidate.user_id == user);
        let first = last.and_then(place).map_or(0, |place| place + 1);
        let mut in_turn = (first..candidates.len()).chain(0..first).filter(|place| {
            let candidate = &candidates[*place];
            !candidate.is_absent && !candidate.is_full(capacity)
        });
        match self {
            Self::RoundRobin => in_turn.next(),
            Self::LeastBusy => in_turn.min_by_key(|place| candidates[*place].open_leads),
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::AssignmentMethod::{LeastBusy, RoundRobin};
    use super::*;

    fn user(number: u128) -> UserId {
        UserId(Uuid::from_u128(number))
    }

    /// Users 0, 1, 2… with so many open leads; who has less than none is away.
    fn team(open: &[i64]) -> Vec<Candidate> {
        let one = |(number, open): (u128, &i64)| Candidate {
            user_id: user(number),
            is_absent: *open < 0,
            open_leads: *open,
        };
        (0..).zip(open).map(one).collect()
    }

    #[test]
    fn one_comes_after_the_other() {
        let team = team(&[5, 0, -1, 0]);
        assert_eq!(RoundRobin.pick(&team, None, None), Some(0));
        assert_eq!(RoundRobin.pick(&team, Some(user(0)), None), Some(1));
        assert_eq!(RoundRobin.pick(&team, Some(user(1)), None), Some(3), "whoever is away is passed over");
        assert_eq!(RoundRobin.pick(&team, Some(user(3)), None), Some(0));
        assert_eq!(RoundRobin.pick(&team, Some(user(9)), None), Some(0), "the last one may be gone");
        assert_eq!(RoundRobin.pick(&team, Some(user(3)), Some(5)), Some(1), "whoever is full is passed over");
    }

    #[test]
    fn the_least_busy_gets_it() {
        let team = team(&[5, 2, -1, 2]);
        assert_eq!(LeastBusy.pick(&team, None, None), Some(1));
        assert_eq!(
            LeastBusy.pick(&team, Some(user(1)), None),
            Some(3),
            "of those with as few, whose turn it is"
        );
        assert_eq!(LeastBusy.pick(&team, None, Some(2)), None);
        assert_eq!(LeastBusy.pick(&[], None, None), None);
    }
}
