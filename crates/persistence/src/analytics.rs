//! Reports on deals: each one statement over the deals that the actor sees and the report's filter lets through.
//!
//! What the numbers mean is said at the rows in [`wire::analytics`]. Every row carries the query string that
//! lists its deals, so a number can always be opened.

mod basis;
mod conversion;
mod dimension;
mod drill;
mod forecast;
mod funnel;
mod loss_reasons;
mod performance;
mod stages_at;
mod statement;
mod won;

use domain::{Amount, Currency};
use rust_decimal::Decimal;

use basis::{Basis, Span};
use drill::Drill;
use statement::Statement;

/// A sum as it is shown: nothing for none, rounded half up to the minor unit.
fn money(sum: Option<Decimal>, currency: Currency) -> Amount {
    Amount(sum.unwrap_or_default()).rounded(currency)
}
