//! Randomness that depends only on the seed and on what it is for, and the ids made from it.

use fastrand::Rng;
use uuid::Uuid;

use crate::calendar::Moment;

/// What random bits are for. Records of different kinds with the same number must not look alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stream(u64);

impl Stream {
    pub(crate) const ACCOUNT: Self = Self(1);
    pub(crate) const GROUP_HEAD: Self = Self(2);
    pub(crate) const LANGUAGE: Self = Self(3);
    pub(crate) const CONTACT: Self = Self(4);
    pub(crate) const ACCOUNT_CONTACT: Self = Self(5);
    pub(crate) const SECOND_ACCOUNT_CONTACT: Self = Self(6);
    pub(crate) const OPPORTUNITY: Self = Self(7);
    pub(crate) const LINE: Self = Self(8);
    pub(crate) const STAY: Self = Self(9);
    pub(crate) const ACTIVITY: Self = Self(10);
    pub(crate) const BRANCH: Self = Self(11);
    pub(crate) const DEPARTMENT: Self = Self(12);
    pub(crate) const USER: Self = Self(13);
    pub(crate) const CATEGORY: Self = Self(14);
    pub(crate) const PRODUCT: Self = Self(15);
    pub(crate) const RATE: Self = Self(16);
    pub(crate) const PIPELINE: Self = Self(17);
    pub(crate) const STAGE: Self = Self(18);
    pub(crate) const LOSS_REASON: Self = Self(19);
    pub(crate) const TAG: Self = Self(20);
    pub(crate) const ACCOUNT_EVENT: Self = Self(21);
    pub(crate) const CONTACT_EVENT: Self = Self(22);
    pub(crate) const OPPORTUNITY_EVENT: Self = Self(23);
    pub(crate) const ACTIVITY_EVENT: Self = Self(24);
    pub(crate) const ACCOUNT_OWNER: Self = Self(25);
    pub(crate) const CONTACT_OWNER: Self = Self(26);
    pub(crate) const OPPORTUNITY_OWNER: Self = Self(27);
    pub(crate) const TEXT: Self = Self(28);
    pub(crate) const AMOUNT: Self = Self(29);
    pub(crate) const LEAD: Self = Self(30);
    pub(crate) const LEAD_EVENT: Self = Self(31);
    pub(crate) const LEAD_OWNER: Self = Self(32);
    pub(crate) const SCORING_RULE: Self = Self(33);
}

/// The bits of record `number` in `stream`.
pub(crate) fn bits(seed: u64, stream: Stream, number: u64) -> u64 {
    let mixed = scramble(seed ^ stream.0.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    scramble(mixed ^ number.wrapping_mul(0xD1B5_4A32_D192_ED03))
}

/// The generator of record `number` in `stream`.
pub(crate) fn rng(seed: u64, stream: Stream, number: u64) -> Rng {
    Rng::with_seed(bits(seed, stream, number))
}

/// An id in the layout of `UUIDv7`: the time, then bits from the seed, so indexes stay local.
pub(crate) fn id(seed: u64, stream: Stream, number: u64, at: Moment) -> Uuid {
    let low = bits(seed, stream, number);
    let high = scramble(low ^ 0xA5A5_5A5A_C3C3_3C3C);
    let time = u128::from(at.millis().unsigned_abs()) & 0xFFFF_FFFF_FFFF;
    let head = (time << 80) | (0x7 << 76) | (u128::from(high & 0xFFF) << 64);
    Uuid::from_u128(head | (0b10 << 62) | u128::from(low >> 2))
}

/// One of `choices`, of which there must be some.
pub(crate) fn pick<T: Copy>(rng: &mut Rng, choices: &[T]) -> T {
    choices[rng.usize(..choices.len())]
}

/// True `percent` times out of a hundred.
pub(crate) fn chance(rng: &mut Rng, percent: u32) -> bool {
    rng.u32(..100) < percent
}

/// The position drawn when position `i` has weight `weights[i]`.
pub(crate) fn weighted(rng: &mut Rng, weights: impl Iterator<Item = u32> + Clone) -> usize {
    let total: u32 = weights.clone().sum();
    let mut left = rng.u32(..total.max(1));
    for (position, weight) in weights.enumerate() {
        if left < weight {
            return position;
        }
        left -= weight;
    }
    0
}

/// A record number as a position in memory.
pub(crate) fn position(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// A position in memory as a record number.
pub(crate) fn number(position: usize) -> u64 {
    u64::try_from(position).unwrap_or(u64::MAX)
}

/// The finaliser of `SplitMix64`.
fn scramble(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}
