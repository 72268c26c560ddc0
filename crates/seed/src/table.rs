//! The tables that are filled, in an order that satisfies the foreign keys.

use std::io::{Result, Write};

use crate::copy::{Rows, Value};
use crate::random::Stream;
use crate::world::World;
use crate::{
    account, activity, catalogue, contact, exchange, lead, opportunity_row, organisation, pipeline, scoring,
    staff, tag, timeline,
};

/// Name of a column.
pub(crate) type Column = &'static str;

/// A table and how its rows come about.
pub struct Table {
    /// Name in the database.
    pub name: &'static str,
    /// The columns of a row, in order; the others take their defaults.
    pub columns: &'static [&'static str],
    fill: fn(&World, &mut Rows<'_>) -> Result<()>,
}

impl Table {
    /// Writes all rows in COPY text format, in chunks of about 64 KiB, and returns their number.
    /// Calling it again, or from several threads, gives the same bytes.
    ///
    /// # Errors
    ///
    /// Only those of `out`.
    pub fn write(&self, world: &World, out: &mut dyn Write) -> Result<u64> {
        let mut rows = Rows::new(out);
        (self.fill)(world, &mut rows)?;
        rows.finish()
    }

    /// The statement the rows are the input of.
    #[must_use]
    pub fn copy_statement(&self) -> String {
        format!("COPY {} ({}) FROM STDIN", self.name, self.columns.join(", "))
    }
}

/// All tables, parents before children.
pub const TABLES: &[Table] = &[
    Table { name: "branches", columns: organisation::BRANCH_COLUMNS, fill: organisation::write_branches },
    Table {
        name: "departments",
        columns: organisation::DEPARTMENT_COLUMNS,
        fill: organisation::write_departments,
    },
    Table { name: "users", columns: staff::USER_COLUMNS, fill: staff::write_users },
    Table { name: "user_credentials", columns: staff::CREDENTIAL_COLUMNS, fill: staff::write_credentials },
    Table { name: "tags", columns: tag::COLUMNS, fill: tag::write },
    Table {
        name: "product_categories",
        columns: catalogue::CATEGORY_COLUMNS,
        fill: catalogue::write_categories,
    },
    Table { name: "products", columns: catalogue::PRODUCT_COLUMNS, fill: catalogue::write_products },
    Table { name: "exchange_rates", columns: exchange::COLUMNS, fill: exchange::write },
    Table { name: "pipelines", columns: pipeline::PIPELINE_COLUMNS, fill: pipeline::write_pipelines },
    Table { name: "stages", columns: pipeline::STAGE_COLUMNS, fill: pipeline::write_stages },
    Table { name: "loss_reasons", columns: pipeline::REASON_COLUMNS, fill: pipeline::write_reasons },
    Table { name: "scoring_rules", columns: scoring::COLUMNS, fill: scoring::write },
    Table { name: "accounts", columns: account::COLUMNS, fill: account::write },
    Table { name: "contacts", columns: contact::COLUMNS, fill: contact::write },
    Table { name: "account_contacts", columns: contact::PLACE_COLUMNS, fill: contact::write_places },
    Table { name: "opportunities", columns: opportunity_row::COLUMNS, fill: opportunity_row::write },
    Table {
        name: "opportunity_lines",
        columns: opportunity_row::LINE_COLUMNS,
        fill: opportunity_row::write_lines,
    },
    Table {
        name: "stage_history",
        columns: opportunity_row::STAY_COLUMNS,
        fill: opportunity_row::write_stays,
    },
    Table { name: "leads", columns: lead::COLUMNS, fill: lead::write },
    Table { name: "activities", columns: activity::COLUMNS, fill: activity::write },
    Table { name: "timeline_entries", columns: timeline::COLUMNS, fill: timeline::write },
    Table { name: "ownership_history", columns: timeline::OWNER_COLUMNS, fill: timeline::write_owners },
];

/// Id, version, creation and last change of a record that was there from the start.
pub(crate) fn standard(world: &World, stream: Stream, number: u64) -> [Value<'static>; 6] {
    let id = world.fixed_id(stream, number).into();
    let at = world.founded().into();
    [id, 1.into(), at, Value::Null, world.founded().into(), Value::Null]
}
