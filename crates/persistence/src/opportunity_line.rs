//! Products in deals. The amount of a deal follows from its lines, in the same transaction.

use diesel::prelude::*;
use domain::{Amount, Currency, Fraction, Kind, OpportunityId, OpportunityLineId, ProductId, Quantity, Rate};
use serde_json::json;
use wire::opportunity::Opportunity;
use wire::opportunity_line::{OpportunityLine, OpportunityLineInput};
use wire::product::Product;
use wire::{FieldCode, FieldError};

use self::Draft as Columns;
use crate::entity::{row, statements};
use crate::opportunity::recount;
use crate::read::key_is;
use crate::schema::opportunity_lines;
use crate::{Entity, Error, Event, Fields, Predicate, Read, Result, Scope, Tx};

row!(opportunity_lines => OpportunityLine(OpportunityLineId) {
    opportunity_id: OpportunityId,
    product_id: ProductId,
    quantity: Quantity,
    unit_price: Amount,
    discount: Fraction,
    unit_cost: Option<Amount>,
    currency: Currency,
    amount: Amount,
} shown {
    quantity: Quantity(quantity.0.normalize()),
    unit_price: unit_price.in_currency(currency),
    discount: Fraction(discount.0.normalize()),
    unit_cost: unit_cost.map(|cost| cost.in_currency(currency)),
    amount: amount.in_currency(currency),
});

/// The row of a line.
#[derive(Debug, Clone, Insertable, AsChangeset)]
#[diesel(table_name = opportunity_lines, treat_none_as_null = true)]
pub struct Draft {
    opportunity_id: OpportunityId,
    product_id: ProductId,
    quantity: Quantity,
    unit_price: Amount,
    discount: Fraction,
    unit_cost: Option<Amount>,
    currency: Currency,
    amount: Amount,
}

impl From<&Draft> for Draft {
    fn from(draft: &Draft) -> Self {
        draft.clone()
    }
}

impl Entity for OpportunityLine {
    type Draft = Draft;
    statements!(opportunity_lines);

    fn fields() -> Fields<opportunity_lines::table> {
        use opportunity_lines::*;
        Fields::unnamed(table, id, deleted_at)
            .standard(id, created_at, updated_at)
            .reference::<Opportunity>("opportunity_id", opportunity_id)
            .reference::<Product>("product_id", product_id)
            .decimal("quantity", quantity)
            .decimal("amount", amount)
            .sorted_by_default("created_at")
    }

    /// Lines are seen with their deal.
    fn visible(scope: &Scope<'_>) -> Predicate {
        scope.inside::<Opportunity>(opportunity_lines::opportunity_id)
    }

    fn prepare(tx: &mut Tx<'_>, before: Option<&Self>, input: OpportunityLineInput) -> Result<Draft> {
        if before.is_some_and(|before| before.opportunity_id != input.opportunity_id) {
            return Err(Error::invalid("opportunity_id", FieldCode::Immutable));
        }
        let deal = tx.lock_open_deal(input.opportunity_id)?;
        let (unit_price, unit_cost) = match (before, input.unit_price) {
            (Some(before), Some(price)) if before.product_id == input.product_id => (price, before.unit_cost),
            _ => prices(tx, before, &input, &deal)?,
        };
        let amount = Amount::of_line(input.quantity, unit_price, input.discount, deal.currency)
            .ok_or_else(|| Error::invalid("quantity", FieldCode::OutOfRange))?;
        Ok(Draft {
            opportunity_id: deal.id,
            product_id: input.product_id,
            quantity: input.quantity,
            unit_price,
            discount: input.discount,
            unit_cost,
            currency: deal.currency,
            amount,
        })
    }

    fn after_create(tx: &mut Tx<'_>, created: &[Self]) -> Result<()> {
        let deals: std::collections::BTreeSet<_> = created.iter().map(|line| line.opportunity_id).collect();
        deals.into_iter().try_for_each(|deal| recount(tx, deal))
    }

    fn after_update(tx: &mut Tx<'_>, _: &Self, after: &Self) -> Result<()> {
        recount(tx, after.opportunity_id)
    }

    fn after_settle(tx: &mut Tx<'_>, line: &Self) -> Result<()> {
        recount(tx, line.opportunity_id)
    }

    fn label(&self) -> String {
        format!("{} {}", self.currency, self.amount)
    }

    /// Stands on the timeline of the deal.
    fn event(event: Event, after: &Self) -> Event {
        let params = json!({
            "line_id": after.id,
            "product_id": after.product_id,
            "quantity": after.quantity,
            "amount": after.amount,
            "currency": after.currency,
        });
        let code = format!("line_{}", event.code);
        Event { kind: Kind::Opportunity, record_id: after.opportunity_id.0, code, params, ..event }
    }
}

/// The unit price, by hand or from the product, and the product's cost, both in the deal's currency.
fn prices(
    read: &mut Read<'_>,
    before: Option<&OpportunityLine>,
    input: &OpportunityLineInput,
    deal: &Opportunity,
) -> Result<(Amount, Option<Amount>)> {
    let product: Product = read
        .one(key_is::<Product>(input.product_id.0))?
        .ok_or_else(|| Error::invalid("product_id", FieldCode::NotFound))?;
    let is_new = before.is_none_or(|before| before.product_id != product.id);
    if is_new && !product.is_active {
        let error = FieldError::at("product_id", FieldCode::NotAllowed);
        return Err(Error::Invalid(vec![error.with("hint", "the product is not sold any more")]));
    }
    let zone = read.settings()?.time_zone;
    let today = read.today(zone);
    let rate = if product.currency == deal.currency { None } else { read.rate(product.currency, today)? };
    let in_deal = |amount: Amount| in_currency_of(deal, amount, product.currency, rate);
    let unit_price = input.unit_price.or_else(|| in_deal(product.list_price));
    let unit_price = unit_price.ok_or_else(|| {
        let error = FieldError::at("unit_price", FieldCode::Required);
        Error::Invalid(vec![error.with("hint", "no exchange rate for the product's list price")])
    })?;
    Ok((unit_price, product.cost.and_then(in_deal)))
}

/// An amount of another currency in the deal's; None without a rate.
fn in_currency_of(
    deal: &Opportunity,
    amount: Amount,
    currency: Currency,
    rate: Option<Rate>,
) -> Option<Amount> {
    if currency == deal.currency {
        return Some(amount);
    }
    amount.exchanged(rate?, deal.rate, deal.currency)
}
