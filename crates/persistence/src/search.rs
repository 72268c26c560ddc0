//! Searching all kinds of record at once: one statement for what was typed and, if that finds little, one more for
//! what may have been meant.

mod statement;

use std::collections::HashMap;

use diesel::Connection;
use diesel::connection::SimpleConnection;
use domain::party::digits_of_number;
use domain::{Action, Kind};
use wire::search::{SearchField, SearchGroup, SearchHit, SearchQuery, SearchResult};
use wire::{FieldCode, FieldError};

use self::statement::{Part, Row, Search, Tier};
use crate::list::{ColumnSql, Detail, LabelSource, Predicate, SearchText, Value};
use crate::{Entity, Error, Read, Result, VisitEntity, every_entity};

/// The kinds that have a text to be searched.
pub fn searched_kinds() -> Vec<Kind> {
    #[derive(Default)]
    struct Kinds(Vec<Kind>);
    impl VisitEntity for Kinds {
        fn visit<E: Entity>(&mut self) {
            self.0.extend(E::fields().indexed_text().map(|_| E::KIND));
        }
    }
    let mut kinds = Kinds::default();
    every_entity(&mut kinds);
    kinds.0
}

impl Read<'_> {
    /// The best records of each kind that has a text to be searched, of those that the actor's lists show; a kind that
    /// the actor may not read is as one of which nothing is found. [`Error::BadQuery`] if no such kind is asked for.
    pub fn search(&mut self, query: &SearchQuery) -> Result<SearchResult> {
        let places = self.places(query.kinds.as_deref())?;
        let most = usize::try_from(query.limit).unwrap_or(usize::MAX);
        let typed = places.iter().map(|place| place.typed(&query.q)).collect();
        let typed = Search::new(typed, query).run(self.conn)?;
        let similar = match typed.len() < most {
            true => self.similar(&places, query)?,
            false => Vec::new(),
        };
        let mut found = Found { query, by_kind: HashMap::new() };
        typed.into_iter().for_each(|row| found.add(row, &places, false));
        similar.into_iter().for_each(|row| found.add(row, &places, true));
        Ok(SearchResult { data: found.groups(&places, most) })
    }

    /// What was meant, if it is found at once: what takes longer is as if it were not there.
    fn similar(&mut self, places: &[Place], query: &SearchQuery) -> Result<Vec<Row>> {
        let meant: Vec<_> = places.iter().filter_map(|place| place.meant(&query.q)).collect();
        if meant.is_empty() {
            return Ok(Vec::new());
        }
        let search = Search::new(meant, query);
        let found = self.conn.transaction(|conn| {
            conn.batch_execute("SET LOCAL statement_timeout = '300ms'")?;
            search.run(conn)
        });
        match found.map_err(Error::from) {
            Err(Error::Unavailable(cause)) if cause.contains("statement timeout") => Ok(Vec::new()),
            found => found,
        }
    }

    /// Where to search: in the kinds that are named, or in all.
    fn places(&self, kinds: Option<&[Kind]>) -> Result<Vec<Place>> {
        let searched = searched_kinds();
        if kinds.is_some_and(|kinds| kinds.iter().any(|kind| !searched.contains(kind))) {
            let names: Vec<&str> = searched.iter().map(|kind| kind.as_str()).collect();
            let error = FieldError::parameter("kinds", FieldCode::UnknownValue);
            return Err(Error::BadQuery(vec![error.with("hint", names.join(", "))]));
        }
        let mut places = Places { read: self, kinds, found: Vec::new() };
        every_entity(&mut places);
        Ok(places.found)
    }
}

/// A kind to search in, and what of it the actor sees.
struct Place {
    kind: Kind,
    source: LabelSource,
    name: ColumnSql,
    text: SearchText,
    fields: Vec<(&'static str, ColumnSql)>,
    detail: Option<Detail>,
    visible: Predicate,
}

impl Place {
    /// What was typed: at the beginning of the name, or anywhere.
    fn typed(&self, q: &str) -> Part<'_> {
        let begins = self.begins(q);
        let anywhere = self.text.words(q).and(Predicate::Not(Box::new(begins.clone())));
        let tiers = vec![
            Tier::Named(self.visible.clone().and(begins)),
            Tier::Anywhere(self.visible.clone().and(anywhere)),
        ];
        Part { place: self, tiers }
    }

    /// What may have been meant, without what was typed; None if it is too short to guess.
    fn meant(&self, q: &str) -> Option<Part<'_>> {
        let typed = Predicate::Any(vec![self.text.words(q), self.begins(q)]);
        let meant = self.text.mistyped(q)?.and(Predicate::Not(Box::new(typed)));
        Some(Part { place: self, tiers: vec![Tier::Anywhere(self.visible.clone().and(meant))] })
    }

    /// The name begins with it, in any case: a stretch of the index that lists sort by. No character comes after the
    /// last one here.
    fn begins(&self, q: &str) -> Predicate {
        let first = q.trim().to_lowercase();
        let last = format!("{first}\u{ffff}");
        Predicate::All(vec![
            Predicate::Compare(self.name, ">=", Value::Text(first)),
            Predicate::Compare(self.name, "<=", Value::Text(last)),
        ])
    }
}

/// Gathers where to search.
struct Places<'a> {
    read: &'a Read<'a>,
    kinds: Option<&'a [Kind]>,
    found: Vec<Place>,
}

impl VisitEntity for Places<'_> {
    fn visit<E: Entity>(&mut self) {
        let fields = E::fields();
        let is_wanted = self.kinds.is_none_or(|kinds| kinds.contains(&E::KIND));
        let (Some(text), Some(name), true) = (fields.indexed_text(), fields.source().label, is_wanted) else {
            return;
        };
        // Who may not read the kind finds none of it.
        let Ok(visible) = self.read.rows::<E>(Action::Read) else { return };
        self.found.push(Place {
            kind: E::KIND,
            source: fields.source(),
            name,
            text,
            fields: fields.searched_fields(),
            detail: fields.told_beside(),
            visible,
        });
    }
}

/// What was found so far.
struct Found<'a> {
    query: &'a SearchQuery,
    by_kind: HashMap<Kind, Vec<SearchHit>>,
}

impl Found<'_> {
    fn add(&mut self, row: Row, places: &[Place], is_similar: bool) {
        let (kind, id, label, detail, values) = row;
        let place = places.iter().find(|place| place.kind == kind);
        let found_in = place.and_then(|place| self.found_in(place, values));
        self.by_kind.entry(kind).or_default().push(SearchHit { id, label, detail, found_in, is_similar });
    }

    /// The first field that has all of it.
    fn found_in(&self, place: &Place, values: Vec<Option<String>>) -> Option<SearchField> {
        let q = self.query.q.to_lowercase();
        let digits = digits_of_number(&q);
        let has_it = |value: &String| {
            let value = value.to_lowercase();
            q.split_whitespace().all(|word| value.contains(word))
                || digits.as_ref().is_some_and(|digits| value.contains(digits))
        };
        let mut filled =
            place.fields.iter().zip(values).filter_map(|((field, _), value)| Some((field, value?)));
        let (field, value) = filled.find(|(_, value)| has_it(value))?;
        Some(SearchField { field: (*field).to_owned(), value })
    }

    fn groups(mut self, places: &[Place], most: usize) -> Vec<SearchGroup> {
        let group = |place: &Place| {
            let mut items = self.by_kind.remove(&place.kind)?;
            let has_more = items.len() > most;
            items.truncate(most);
            Some(SearchGroup { kind: place.kind, items, has_more })
        };
        places.iter().filter_map(group).collect()
    }
}
