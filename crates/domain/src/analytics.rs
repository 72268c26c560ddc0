//! Words of the reports on deals, and their shares.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::Fraction;

crate::macros::text_enum! {
    /// What the deals of a performance report are grouped by.
    pub enum Dimension {
        /// The user responsible.
        Owner = "owner",
        /// The department.
        Department = "department",
        /// The branch of the department.
        Branch = "branch",
        /// The product; a deal counts once for each product it has.
        Product = "product",
        /// The industry of the account.
        Industry = "industry",
        /// Where the deal came from.
        Source = "source",
        /// The month of closing.
        Month = "month",
        /// The quarter of closing.
        Quarter = "quarter",
        /// The year of closing.
        Year = "year",
        /// Nothing: all deals together.
        None = "none",
    }
}

crate::macros::text_enum! {
    /// How long the steps of a report along time are.
    pub enum Step {
        /// A calendar month.
        Month = "month",
        /// A quarter of a calendar year.
        Quarter = "quarter",
    }
}

impl Step {
    /// Months in a step.
    pub const fn months(self) -> u32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
        }
    }
}

/// `part ÷ whole`, rounded half up to four decimals; None if the whole is nothing.
pub fn share(part: Decimal, whole: Decimal) -> Option<Fraction> {
    let share = part.checked_div(whole)?;
    Some(Fraction(share.round_dp_with_strategy(4, RoundingStrategy::MidpointAwayFromZero)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_half_up() {
        let text = |part: i64, whole: i64| share(part.into(), whole.into()).map(|share| share.to_string());
        assert_eq!(text(1, 3).as_deref(), Some("0.3333"));
        assert_eq!(text(2, 3).as_deref(), Some("0.6667"));
        assert_eq!(text(1, 20_000).as_deref(), Some("0.0001"));
        assert_eq!(text(0, 0), None);
    }
}
