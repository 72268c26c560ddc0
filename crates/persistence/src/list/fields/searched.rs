//! What of a kind of record is searched, and what is told of a record that was found.

use diesel::Table;
use diesel::pg::Pg;
use diesel::query_builder::QueryFragment;
use diesel::sql_types::{Text, Uuid as SqlUuid};

use super::{ColumnOf, Fields, LabelSource, Shape};
use crate::Entity;
use crate::list::{ColumnSql, SearchText, column_sql};

/// What is searched beside the name.
#[derive(Default)]
pub(super) struct Searched {
    pub(super) text: Option<SearchText>,
    beside: Vec<(&'static str, ColumnSql)>,
    detail: Option<Detail>,
}

/// What stands beside the name of a record that was found, to tell it from others of that name.
#[derive(Clone, Copy)]
pub(crate) enum Detail {
    /// A text of its own.
    Text(ColumnSql),
    /// The name of the record that this column refers to.
    NameOf(ColumnSql, fn() -> LabelSource),
}

impl<T> Fields<T>
where
    T: Table + QueryFragment<Pg> + Copy + Send + Sync + 'static,
{
    /// The column that has all that is searched, in lower case. It needs both indexes of a text to search, and its
    /// kind is among those that are searched all at once.
    pub fn search(mut self, column: impl ColumnOf<T, Text>) -> Self {
        self.searched.text = Some(SearchText::indexed(column_sql(column)));
        self
    }

    /// A text that is searched, by which the list cannot be filtered.
    pub fn searched_only(mut self, name: &'static str, column: impl ColumnOf<T, Text>) -> Self {
        self.searched.beside.push((name, column_sql(column)));
        self
    }

    /// A text to tell a record from others of its name.
    pub fn detail(mut self, column: impl ColumnOf<T, Text>) -> Self {
        self.searched.detail = Some(Detail::Text(column_sql(column)));
        self
    }

    /// The name of another record to tell a record from others of its name.
    pub fn detail_of<E: Entity>(mut self, column: impl ColumnOf<T, SqlUuid>) -> Self {
        self.searched.detail = Some(Detail::NameOf(column_sql(column), || E::fields().source()));
        self
    }
}

impl<T> Fields<T> {
    /// True if `q` searches these rows.
    pub fn is_searchable(&self) -> bool {
        self.search_text().is_some()
    }

    /// What `q` searches: the text that is there for it, or else the name.
    pub(crate) fn search_text(&self) -> Option<SearchText> {
        self.searched.text.or(self.source.label.map(SearchText::plain))
    }

    /// The text that is there to be searched.
    pub(crate) fn indexed_text(&self) -> Option<SearchText> {
        self.searched.text
    }

    /// The fields that are searched, the name first.
    pub(crate) fn searched_fields(&self) -> Vec<(&'static str, ColumnSql)> {
        let is_searched = |shape| matches!(shape, Shape::Text { searched: true });
        let listed = self.list.iter().filter(|field| is_searched(field.info.shape));
        let listed = listed.map(|field| (field.info.name, field.column));
        listed.chain(self.searched.beside.iter().copied()).collect()
    }

    pub(crate) fn told_beside(&self) -> Option<Detail> {
        self.searched.detail
    }
}
