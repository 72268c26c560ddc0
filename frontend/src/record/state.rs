//! The state of a list: it is in the address and nowhere else, so that a link, a reload and the back button show the
//! same list again.

use domain::search::is_enough;
use uuid::Uuid;
use wire::list::{Count, Direction, Filter, Test};
use wire::{ListQuery, Sort};

use super::Entity;
use crate::features;

/// The most sort keys that a list takes.
pub(crate) const MOST_SORTS: usize = wire::list::MAX_SORT_KEYS;

/// What a list shows, in which columns, and which record is looked at beside it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ListState {
    /// The view it started from: one that comes with the application, or the id of a saved one.
    pub(crate) view: Option<String>,
    pub(crate) query: ListQuery,
    /// The columns by name; empty for the kind's own.
    pub(crate) columns: Vec<String>,
    /// The pipeline of a board.
    pub(crate) pipeline: Option<Uuid>,
    /// The record in the side panel.
    pub(crate) peek: Option<Uuid>,
    /// How many records stand before this page.
    pub(crate) before: u64,
}

impl ListState {
    /// Reads the query of an address. What makes no sense is left out: an old link shows the list without it.
    pub(crate) fn parse(search: &str) -> Self {
        let mut state = Self {
            view: None,
            query: ListQuery::default(),
            columns: Vec::new(),
            pipeline: None,
            peek: None,
            before: 0,
        };
        let mut nested = None;
        let mut rest = form_urlencoded::Serializer::new(String::new());
        for (name, value) in form_urlencoded::parse(search.trim_start_matches('?').as_bytes()) {
            match name.as_ref() {
                "view" => state.view = Some(value.into_owned()),
                "columns" => state.columns = value.split(',').map(str::to_owned).collect(),
                "peek" => state.peek = value.parse().ok(),
                "before" => state.before = value.parse().unwrap_or_default(),
                "where" => nested = serde_json::from_str::<Filter>(&value).ok(),
                "pipeline" => state.pipeline = value.parse().ok(),
                _ => drop(rest.append_pair(&name, &value)),
            }
        }
        state.query = ListQuery::parse(&rest.finish()).unwrap_or_default();
        if let Some(nested) = nested {
            state.query.filter = nested;
        }
        state.query.count = Count::Capped;
        state
    }

    /// Writes the query of an address.
    pub(crate) fn print(&self) -> String {
        let mut text = form_urlencoded::Serializer::new(String::new());
        if let Some(view) = &self.view {
            text.append_pair("view", view);
        }
        if !self.columns.is_empty() {
            text.append_pair("columns", &self.columns.join(","));
        }
        if let Some(pipeline) = self.pipeline {
            text.append_pair("pipeline", &pipeline.to_string());
        }
        if self.before > 0 {
            text.append_pair("before", &self.before.to_string());
        }
        if let Some(peek) = self.peek {
            text.append_pair("peek", &peek.to_string());
        }
        let own = text.finish();
        let query = ListQuery { count: Count::None, ..self.query.clone() };
        // A query string has each test once; a filter that has one twice is written like a nested one.
        let plain = query.to_query().filter(|text| ListQuery::parse(text).is_ok());
        let list = plain.unwrap_or_else(|| {
            let flat = ListQuery { filter: Filter::all(), ..query };
            let mut text = form_urlencoded::Serializer::new(flat.to_query().unwrap_or_default());
            text.append_pair("where", &serde_json::to_string(&self.query.filter).unwrap_or_default());
            text.finish()
        });
        [own, list].iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join("&")
    }

    /// What all of must hold.
    pub(crate) fn filters(&self) -> Vec<Filter> {
        match &self.query.filter {
            Filter::And { and } => and.clone(),
            other => vec![other.clone()],
        }
    }

    /// With other filters, from the first page.
    pub(crate) fn with_filters(&self, filters: Vec<Filter>) -> Self {
        let mut state = self.first_page();
        state.query.filter = Filter::And { and: filters };
        state
    }

    /// With another search, from the first page.
    pub(crate) fn with_q(&self, q: &str) -> Self {
        let mut state = self.first_page();
        let q = q.trim();
        state.query.q = is_enough(q).then(|| q.to_owned());
        state
    }

    /// With another order, from the first page.
    pub(crate) fn with_sort(&self, sort: Vec<Sort>) -> Self {
        let mut state = self.first_page();
        state.query.sort = sort;
        state
    }

    /// Turns the order by this field from ascending to descending to none; the others stay if `adds`.
    pub(crate) fn turn_sort(&self, field: &str, adds: Adds) -> Self {
        let mut sort = self.query.sort.clone();
        let place = sort.iter().position(|key| key.field == field);
        let next = match place.map(|place| sort[place].direction) {
            None => Some(Direction::Ascending),
            Some(Direction::Ascending) => Some(Direction::Descending),
            Some(Direction::Descending) => None,
        };
        let key = next.map(|direction| Sort { field: field.to_owned(), direction });
        match (adds, place, key) {
            (Adds::No, _, key) => sort = key.into_iter().collect(),
            (Adds::Yes, Some(place), Some(key)) => sort[place] = key,
            (Adds::Yes, Some(place), None) => drop(sort.remove(place)),
            (Adds::Yes, None, Some(key)) if sort.len() < MOST_SORTS => sort.push(key),
            (Adds::Yes, None, _) => {}
        }
        self.with_sort(sort)
    }

    /// From the first page.
    pub(crate) fn first_page(&self) -> Self {
        let mut state = self.clone();
        state.query.cursor = None;
        state.before = 0;
        state
    }

    /// What the list is asked for, with the kind's own order if no other is chosen, and only the members that are
    /// shown.
    pub(crate) fn request(&self, entity: &Entity) -> ListQuery {
        let mut query = self.query.clone();
        if query.sort.is_empty() {
            query.sort = vec![Sort::parse(entity.sort)];
        }
        query.fields = Some(members(entity, &self.columns_of(entity)));
        query
    }

    /// The columns that are shown.
    pub(crate) fn columns_of(&self, entity: &Entity) -> Vec<String> {
        let chosen: Vec<String> =
            self.columns.iter().filter(|name| entity.field(name).is_some()).cloned().collect();
        if chosen.is_empty() {
            entity.columns.iter().map(|name| (*name).to_owned()).collect()
        } else {
            chosen
        }
    }
}

/// Whether a sort key is added to those that stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Adds {
    Yes,
    No,
}

/// The members of a record that these columns take: themselves, the name, and what they are read with.
fn members(entity: &Entity, columns: &[String]) -> Vec<String> {
    let mut members = vec![entity.name.to_owned()];
    for field in columns.iter().filter_map(|name| entity.field(name)) {
        members.push(field.name.to_owned());
        members.extend(field.is.beside().map(str::to_owned));
    }
    let mark = features::parts(entity).mark.map_or(&[][..], |mark| mark.members);
    members.extend(mark.iter().map(|name| (*name).to_owned()));
    let mut seen = std::collections::BTreeSet::new();
    members.retain(|name| seen.insert(name.clone()));
    members
}

/// The tests of a filter, those of alternatives too.
pub(crate) fn tests(filter: &Filter) -> Vec<&Test> {
    match filter {
        Filter::Test(test) => vec![test],
        Filter::And { and: all } | Filter::Or { or: all } => all.iter().flat_map(tests).collect(),
        Filter::Not { not } => tests(not),
    }
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn an_address_says_the_same_again() {
        let address = "view=mine&columns=name%2Camount&before=50&owner_id=me&amount__gte=1000&sort=-amount";
        assert_eq!(ListState::parse(address).print(), address);
    }

    #[test]
    fn alternatives_are_kept() {
        let one = |value: &str| {
            Filter::Test(Test { field: "city".into(), op: wire::Op::Eq, value: vec![value.into()] })
        };
        let filters = vec![Filter::Or { or: vec![one("上海"), one("北京")] }];
        let state = ListState::parse("?sort=name").with_filters(filters.clone());
        let again = ListState::parse(&state.print());
        assert_eq!(again.filters(), filters);
        assert_eq!(again.query.sort, state.query.sort);
    }

    #[test]
    fn the_same_test_twice_is_kept() {
        let one = |value: &str| {
            Filter::Test(Test { field: "name".into(), op: wire::Op::Contains, value: vec![value.into()] })
        };
        let filters = vec![one("harbour"), one("crane")];
        let state = ListState::parse("").with_filters(filters.clone());
        assert_eq!(ListState::parse(&state.print()).filters(), filters);
    }

    #[test]
    fn nonsense_is_left_out() {
        assert_eq!(ListState::parse("limit=0&peek=nobody").query.limit, 50);
    }

    #[test]
    fn a_click_turns_the_order() {
        let sorts = |state: &ListState| {
            state.query.sort.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
        };
        let state = ListState::parse("");
        let up = state.turn_sort("name", Adds::No);
        assert_eq!(sorts(&up), "name");
        let both = up.turn_sort("amount", Adds::Yes);
        assert_eq!(sorts(&both), "name,amount");
        assert_eq!(sorts(&both.turn_sort("name", Adds::Yes)), "-name,amount");
        assert_eq!(sorts(&both.turn_sort("name", Adds::No)), "-name");
        assert_eq!(sorts(&both.turn_sort("name", Adds::No).turn_sort("name", Adds::No)), "");
    }
}
