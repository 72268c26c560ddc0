//! How a file is read: its form, its columns, and which records its rows mean.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Kind, Quantity};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

/// How the rows of a file become records of one kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[validate(schema(function = "is_coherent"))]
pub struct ImportPlan {
    /// Kind of record the rows become.
    pub kind: Kind,
    #[serde(default)]
    pub mode: ImportMode,
    /// Fields by which a row finds its record; all of them must agree. `external_ids` alone: by a name in another
    /// system. Needed unless `mode` is `create`.
    #[serde(default)]
    #[validate(length(max = 5, code = "too_long"))]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<crate::text::FieldName>, max_items = 5))]
    pub match_by: Vec<String>,
    #[serde(default)]
    pub encoding: Encoding,
    #[serde(default)]
    pub delimiter: Delimiter,
    /// What stands before the decimals of numbers; the other of point and comma, blanks and apostrophes group the
    /// digits.
    #[serde(default)]
    pub decimal_separator: DecimalSeparator,
    /// The forms that dates may have, tried in this order; `iso` if none is named.
    #[serde(default)]
    #[validate(length(max = 4, code = "too_long"))]
    #[cfg_attr(feature = "openapi", schema(max_items = 4))]
    pub date_formats: Vec<DateFormat>,
    #[validate(length(min = 1, max = 100, code = "length"), nested)]
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 100))]
    pub columns: Vec<ImportColumn>,
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ImportMode {
    /// Always a new record.
    #[default]
    Create,
    /// A change of the record it finds; refused if there is none. Empty cells change nothing.
    Update,
    /// A change of the record it finds, or else a new one.
    Upsert,
}

/// How characters are written as bytes. A byte order mark is skipped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Encoding {
    /// UTF-8.
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    /// GB 18030, which includes GBK and GB 2312: what Chinese Excel writes.
    #[serde(rename = "gb18030")]
    Gb18030,
}

/// What stands between cells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Delimiter {
    /// `,`
    #[default]
    Comma,
    /// `;`
    Semicolon,
    /// A tabulator.
    Tab,
    /// `|`
    Pipe,
}

/// What stands before the decimals.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DecimalSeparator {
    /// `1,234.50`
    #[default]
    Point,
    /// `1.234,50`
    Comma,
}

/// A form of dates; single digits may stand for days and months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DateFormat {
    /// `2017-03-01`
    Iso,
    /// `3/1/2017`
    Us,
    /// `1.3.2017` or `1/3/2017`
    Eu,
    /// `2017/3/1` or `2017年3月1日`
    Cn,
}

/// Where one field of the records comes from: exactly one of `column`, `template` and `value`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
#[validate(schema(function = "has_one_source"))]
pub struct ImportColumn {
    /// The field. Beside the fields that a client may set: `owner_id`, the original owner, and `created_at`, the
    /// original date, both of new records only.
    #[validate(length(min = 1, max = 100, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub to: String,
    /// A column of the file, by its header.
    #[validate(length(min = 1, max = 200, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub column: Option<String>,
    /// A text with columns in braces, such as `{sales_agent|slug}@example.com`. `lower`, `upper` and `slug` may
    /// follow a bar. Empty if one of its columns is.
    #[validate(length(min = 1, max = 500, code = "length"), custom(function = "is_template"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
    pub template: Option<String>,
    /// The same text for every row.
    #[validate(length(min = 1, max = 2000, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
    pub value: Option<String>,
    /// Texts that stand for others: `{"GTXPro": "GTX Pro"}`.
    #[validate(custom(function = "are_cells"))]
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<crate::text::CellText, crate::text::CellText>))]
    pub aliases: BTreeMap<String, String>,
    /// Texts that stand for nothing, such as `N/A`.
    #[validate(length(max = 20, code = "too_long"), custom(function = "fit_into_cells"))]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<crate::text::CellText>, max_items = 20))]
    pub empty_as: Vec<String>,
    /// The text to take when the cell is empty.
    #[validate(length(min = 1, max = 2000, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
    pub default: Option<String>,
    /// What numbers are multiplied by: `1000000` for a column in millions.
    pub multiply_by: Option<Quantity>,
    /// What stands between the entries of a list; `;` if it is not said.
    #[validate(length(min = 1, max = 5, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 5))]
    pub separator: Option<String>,
    /// How the record that the text names is found, for fields that refer to one. By its name, unless said.
    #[validate(nested)]
    pub reference: Option<ImportReference>,
}

/// How the record that a text names is found.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct ImportReference {
    /// What the text is of the record.
    pub by: ReferenceKey,
    /// What happens if there is no such record.
    pub missing: MissingReference,
    /// Only among records that refer to a certain other one: the stages of one pipeline.
    #[validate(nested)]
    pub within: Option<ReferenceWithin>,
    /// With `missing: create`: more fields of the new record, as templates over the row.
    #[validate(custom(function = "are_templates"))]
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<crate::text::FieldName, crate::text::TemplateText>))]
    pub create_with: BTreeMap<String, String>,
}

/// What the text is of the record it names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReferenceKey {
    /// Its name.
    #[default]
    Name,
    /// One of its external ids, as `source:key`.
    ExternalId,
    /// Its e-mail address.
    Email,
    /// Its code.
    Code,
    /// Its id.
    Id,
}

/// What happens if a text names no record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MissingReference {
    /// The row is refused.
    #[default]
    Fail,
    /// The field stays empty.
    LeaveEmpty,
    /// The record is created.
    Create,
}

/// Among which records to look.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReferenceWithin {
    /// A field of the records to choose from that refers to another, such as `pipeline_id` of stages.
    #[validate(length(min = 1, max = 100, code = "length"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub field: String,
    /// The name of that other, as a template over the row.
    #[validate(length(min = 1, max = 500, code = "length"), custom(function = "is_template"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
    pub name: String,
}

fn is_coherent(plan: &ImportPlan) -> Result<(), ValidationError> {
    let at = crate::validate::at;
    let targets: BTreeSet<&str> = plan.columns.iter().map(|column| column.to.as_str()).collect();
    if targets.len() < plan.columns.len() {
        return Err(at("columns", "duplicate"));
    }
    if plan.mode != ImportMode::Create && plan.match_by.is_empty() {
        return Err(at("match_by", "required"));
    }
    if !plan.match_by.iter().all(|field| targets.contains(field.as_str())) {
        return Err(at("match_by", "inconsistent"));
    }
    Ok(())
}

fn has_one_source(column: &ImportColumn) -> Result<(), ValidationError> {
    let sources = [column.column.is_some(), column.template.is_some(), column.value.is_some()];
    match sources.into_iter().filter(|given| *given).count() {
        0 => Err(crate::validate::at("column", "required")),
        1 => Ok(()),
        _ => Err(crate::validate::at("column", "inconsistent")),
    }
}

fn is_template(text: &str) -> Result<(), ValidationError> {
    super::Template::parse(text).map(drop).map_err(|hint| {
        let mut error = ValidationError::new("invalid_format");
        error.add_param("hint".into(), &hint);
        error
    })
}

fn are_templates(texts: &BTreeMap<String, String>) -> Result<(), ValidationError> {
    let too_long = |text: &String, most| text.chars().count() > most;
    if texts.iter().any(|(name, text)| too_long(name, 100) || too_long(text, 500)) {
        return Err(ValidationError::new("too_long"));
    }
    texts.values().try_for_each(|text| is_template(text))
}

fn are_cells(texts: &BTreeMap<String, String>) -> Result<(), ValidationError> {
    texts.iter().try_for_each(|(from, to)| fits_into_a_cell(from).and_then(|()| fits_into_a_cell(to)))
}

fn fit_into_cells(texts: &[String]) -> Result<(), ValidationError> {
    texts.iter().try_for_each(|text| fits_into_a_cell(text))
}

fn fits_into_a_cell(text: &str) -> Result<(), ValidationError> {
    if text.chars().count() > 2000 { Err(ValidationError::new("too_long")) } else { Ok(()) }
}
