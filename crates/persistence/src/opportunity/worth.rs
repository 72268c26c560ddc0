//! What a deal is worth: by hand or by its lines, in its own currency and in the company's.

use diesel::dsl::sum;
use diesel::prelude::*;
use domain::{Amount, OpportunityId, Rate};
use wire::opportunity::{Opportunity, OpportunityInput};
use wire::{FieldCode, FieldError};

use super::Row;
use crate::schema::{opportunities, opportunity_lines};
use crate::{Error, Read, Result, Tx};

/// What a deal is worth.
pub(super) struct Worth {
    pub(super) amount: Option<Amount>,
    pub(super) amount_is_manual: bool,
    pub(super) rate: Rate,
    pub(super) base_amount: Option<Amount>,
}

impl Worth {
    /// Works it out from what a client sets and what was before. The rate stays as long as the currency does.
    pub(super) fn of(
        read: &mut Read<'_>,
        before: Option<&Opportunity>,
        input: &OpportunityInput,
    ) -> Result<Self> {
        let rate = match before {
            Some(before) if before.currency == input.currency => before.rate,
            _ => rate_of_new_currency(read, before, input)?,
        };
        let (amount, amount_is_manual) = match before {
            Some(before) => amount_of_change(read, before, input)?,
            None => (input.amount, input.amount_is_manual.unwrap_or(input.amount.is_some())),
        };
        let base_amount = in_base(read, amount, rate)?;
        Ok(Self { amount, amount_is_manual, rate, base_amount })
    }
}

/// Today's rate of a currency that is set or changed. Lines hold the deal to its currency.
fn rate_of_new_currency(
    read: &mut Read<'_>,
    before: Option<&Opportunity>,
    input: &OpportunityInput,
) -> Result<Rate> {
    let wrong = |code, hint: &str| Error::Invalid(vec![FieldError::at("currency", code).with("hint", hint)]);
    if let Some(before) = before
        && total_of_lines(read, before.id)?.is_some()
    {
        return Err(wrong(FieldCode::NotAllowed, "the deal has lines in another currency"));
    }
    let zone = read.settings()?.time_zone;
    let today = read.today(zone);
    let rate = read.rate(input.currency, today)?;
    rate.ok_or_else(|| wrong(FieldCode::Inconsistent, "no exchange rate"))
}

/// The amount and whether it is set by hand. Lines are only asked where they may count.
fn amount_of_change(
    read: &mut Read<'_>,
    before: &Opportunity,
    input: &OpportunityInput,
) -> Result<(Option<Amount>, bool)> {
    let typed = input.amount != before.amount;
    match input.amount_is_manual {
        Some(true) => return Ok((input.amount, true)),
        Some(false) if !before.amount_is_manual && !typed => return Ok((input.amount, false)),
        _ => {}
    }
    match total_of_lines(read, before.id)? {
        None if typed => Ok((input.amount, input.amount.is_some())),
        None => Ok((input.amount, input.amount_is_manual.unwrap_or(input.amount.is_some()))),
        Some(total) if typed && input.amount != Some(total) => {
            let error = FieldError::at("amount", FieldCode::Inconsistent);
            Err(Error::Invalid(vec![error.with("hint", "not the sum of the lines; set amount_is_manual")]))
        }
        Some(total) => Ok((Some(total), false)),
    }
}

/// The amount in the company's currency.
fn in_base(read: &mut Read<'_>, amount: Option<Amount>, rate: Rate) -> Result<Option<Amount>> {
    let Some(amount) = amount else { return Ok(None) };
    let base = read.settings()?.base_currency;
    amount.converted(rate, base).map(Some).ok_or_else(|| Error::invalid("amount", FieldCode::OutOfRange))
}

/// The sum of the deal's live lines; None if it has none.
fn total_of_lines(read: &mut Read<'_>, deal: OpportunityId) -> Result<Option<Amount>> {
    let lines = opportunity_lines::table
        .filter(opportunity_lines::opportunity_id.eq(deal))
        .filter(opportunity_lines::deleted_at.is_null());
    Ok(lines.select(sum(opportunity_lines::amount)).get_result(read.conn)?)
}

/// Brings the amount of an open deal in line with its lines, unless it is set by hand.
pub(crate) fn recount(tx: &mut Tx<'_>, deal: OpportunityId) -> Result<()> {
    let deal = tx.lock_open_deal(deal)?;
    let total = total_of_lines(tx, deal.id)?;
    if deal.amount_is_manual || total == deal.amount {
        return Ok(());
    }
    if total.is_some_and(|total| total.storable().is_none()) {
        return Err(Error::invalid("quantity", FieldCode::OutOfRange));
    }
    let base_amount = in_base(tx, total, deal.rate)?;
    let stamp = tx.stamp(deal.id.0, deal.version);
    let row: Row = diesel::update(opportunities::table.find(deal.id))
        .set((
            opportunities::amount.eq(total),
            opportunities::base_amount.eq(base_amount),
            opportunities::version.eq(stamp.version + 1),
            opportunities::updated_at.eq(stamp.at),
            opportunities::updated_by.eq(stamp.by),
        ))
        .returning(Row::as_returning())
        .get_result(tx.conn)?;
    tx.record("update", Some(&deal), &Opportunity::from(row))
}
