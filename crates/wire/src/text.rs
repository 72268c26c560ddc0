//! Schemas of texts that stand in lists and maps, where a field's own limits cannot.
#![expect(dead_code, reason = "only their schemas are used")]

/// The name of a field or member.
#[derive(utoipa::ToSchema)]
#[schema(min_length = 1, max_length = 100)]
pub(crate) struct FieldName(String);

/// A field to sort by, with a minus before it for large to small.
#[derive(utoipa::ToSchema)]
#[schema(min_length = 1, max_length = 101)]
pub(crate) struct SortKey(String);

/// The name of a record in another system, as `source:key`.
#[derive(utoipa::ToSchema)]
#[schema(min_length = 3, max_length = 200, pattern = r"^[^:]+:[\s\S]+$")]
pub(crate) struct ExternalId(String);

/// The origin of a website.
#[derive(utoipa::ToSchema)]
#[schema(min_length = 9, max_length = 258, pattern = r"^https://[A-Za-z0-9.:-]+$")]
pub(crate) struct Origin(String);

/// What a cell of a file may hold.
#[derive(utoipa::ToSchema)]
#[schema(max_length = 2000)]
pub(crate) struct CellText(String);

/// A text with columns of a file in braces.
#[derive(utoipa::ToSchema)]
#[schema(max_length = 500)]
pub(crate) struct TemplateText(String);
