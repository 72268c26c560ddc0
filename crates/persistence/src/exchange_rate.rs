//! Exchange rates against the base currency.

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::{Currency, ExchangeRateId, Rate};
use wire::exchange_rate::{ExchangeRate, ExchangeRateInput};
use wire::{FieldCode, FieldError};

use crate::entity::{columns, row, statements};
use crate::schema::{exchange_rates, settings};
use crate::{Entity, Error, Fields, Predicate, Result, Scope, Tx};

row!(exchange_rates => ExchangeRate(ExchangeRateId) {
    currency: Currency,
    day: NaiveDate,
    rate: Rate,
} shown {
    rate: Rate(rate.0.normalize()),
});
columns!(exchange_rates <= ExchangeRateInput { currency: Currency, day: NaiveDate, rate: Rate });

impl Entity for ExchangeRate {
    type Draft = ExchangeRateInput;
    statements!(exchange_rates);

    fn fields() -> Fields<exchange_rates::table> {
        use exchange_rates::*;
        Fields::of(table, id, currency, deleted_at)
            .standard(id, created_at, updated_at)
            .text("currency", currency)
            .date("day", day)
            .decimal("rate", rate)
            .sorted_by_default("-day")
    }

    fn visible(scope: &Scope<'_>) -> Predicate {
        scope.everyone()
    }

    fn prepare(tx: &mut Tx<'_>, _: Option<&Self>, input: ExchangeRateInput) -> Result<ExchangeRateInput> {
        let base: Currency = settings::table.select(settings::base_currency).get_result(tx.conn)?;
        if base == input.currency {
            let error = FieldError::at("currency", FieldCode::Inconsistent);
            return Err(Error::Invalid(vec![error.with("hint", "this is the base currency")]));
        }
        Ok(input)
    }

    fn label(&self) -> String {
        format!("{} {}", self.currency, self.day)
    }
}
