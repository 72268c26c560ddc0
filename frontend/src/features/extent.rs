//! What reports are about: which days, whose deals, of which pipeline, and through which filters. It is in the address,
//! so that every card of a screen, a link and the back button agree.

mod days;
mod picker;
mod scope;
mod unit;

use std::collections::BTreeMap;

use form_urlencoded::Serializer;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use uuid::Uuid;
use wire::list::{Filter, Op, Test};
use wire::{ListQuery, Resource};

use crate::api::Load;
use crate::features::opportunity::OPPORTUNITY;
use crate::record::Filters;

pub(crate) use days::{before, months_before, span};
pub(crate) use picker::{PeriodPicker, PipelineChoice, PipelinePicker, ScopePicker, period_words};
pub(crate) use scope::Scope;
use unit::Units;

/// What of an address belongs to a report and not to its filter.
const OWN: [&str; 6] = ["period", "scope", "pipeline", "by", "step", "day"];

/// What the reports of a screen are about.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Extent {
    /// The parameters of [`OWN`], as they stand in the address.
    own: BTreeMap<&'static str, String>,
    /// What the deals must pass; single tests only, as reports are asked for by an address.
    tests: Vec<Test>,
}

impl Extent {
    /// Reads the query of an address. What makes no sense is left out.
    pub(crate) fn parse(search: &str) -> Self {
        let mut own = BTreeMap::new();
        let mut rest = Serializer::new(String::new());
        for (name, value) in form_urlencoded::parse(search.trim_start_matches('?').as_bytes()) {
            match OWN.iter().find(|own| **own == name) {
                Some(name) => drop(own.insert(*name, value.into_owned())),
                None => drop(rest.append_pair(&name, &value)),
            }
        }
        let query = ListQuery::parse(&rest.finish()).unwrap_or_default();
        let Filter::And { and } = query.filter else { return Self { own, tests: Vec::new() } };
        let single = |filter| if let Filter::Test(test) = filter { Some(test) } else { None };
        Self { own, tests: and.into_iter().filter_map(single).collect() }
    }

    /// Writes the query of an address.
    pub(crate) fn print(&self) -> String {
        let mut text = Serializer::new(String::new());
        self.own.iter().for_each(|(name, value)| drop(text.append_pair(name, value)));
        joined(text.finish(), &query_of(self.tests.clone()))
    }

    /// A parameter of the report, if it is given.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.own.get(name).map(String::as_str)
    }

    /// With a parameter of the report; an empty one is left out.
    #[must_use]
    pub(crate) fn with(&self, name: &'static str, value: &str) -> Self {
        let mut extent = self.clone();
        if value.is_empty() {
            extent.own.remove(name);
        } else {
            extent.own.insert(name, value.to_owned());
        }
        extent
    }

    /// Whose deals; without a word about it, what the user usually looks at.
    pub(crate) fn scope(&self) -> Scope {
        self.get("scope").and_then(|text| text.parse().ok()).unwrap_or_else(Scope::usual)
    }

    /// The pipeline, if one is chosen.
    pub(crate) fn pipeline(&self) -> Option<Uuid> {
        self.get("pipeline")?.parse().ok()
    }
}

/// The extent of a screen, and the way to another.
#[derive(Clone, Copy)]
pub(crate) struct Frame {
    /// What the address says.
    pub(crate) extent: Memo<Extent>,
    units: Load<Units>,
    go: Callback<Extent>,
}

impl Frame {
    /// That of the screen at the present address.
    pub(crate) fn new() -> Self {
        let location = use_location();
        let (search, path) = (location.search, location.pathname);
        let navigate = StoredValue::new_local(use_navigate());
        let go = Callback::new(move |extent: Extent| {
            let target = format!("{}?{}", path.get_untracked(), extent.print());
            let options = NavigateOptions { scroll: false, ..NavigateOptions::default() };
            navigate.with_value(|navigate| navigate(target.trim_end_matches('?'), options));
        });
        let units = Load::new(unit::fetch);
        Self { extent: Memo::new(move |_| Extent::parse(&search.get())), units, go }
    }

    /// The period, or the usual one. Followed.
    pub(crate) fn period(self, usual: &str) -> String {
        self.extent.with(|extent| extent.get("period").unwrap_or(usual).to_owned())
    }

    /// The pipeline that the address names, as text; empty if it names none. Followed.
    pub(crate) fn pipeline(self) -> String {
        self.extent.with(|extent| extent.pipeline().map(|id| id.to_string()).unwrap_or_default())
    }

    /// Goes to another extent.
    pub(crate) fn go(self, extent: Extent) {
        self.go.run(extent);
    }

    /// Which deals are meant; None until it is known which departments a chosen one has below it. Followed.
    pub(crate) fn tests(self) -> Option<Vec<Test>> {
        let extent = self.extent.get();
        let scope = self.units.with(|units| extent.scope().test(units))?;
        Some(with_test(extent.tests, scope))
    }

    /// The query of a report with parameters of its own. Followed.
    pub(crate) fn query(self, own: &[(&str, &str)]) -> Option<String> {
        let mut text = Serializer::new(String::new());
        own.iter().filter(|(_, value)| !value.is_empty()).for_each(|(name, value)| {
            text.append_pair(name, value);
        });
        Some(joined(text.finish(), &query_of(self.tests()?)))
    }

    /// The query of the deals that are meant and pass this too; None as for [`Frame::tests`]. Followed.
    pub(crate) fn narrowed(self, filter: &str) -> Option<String> {
        let mut query = ListQuery::parse(filter).unwrap_or_default();
        let mut tests = self.tests()?;
        if let Filter::And { and } = query.filter {
            let single = |filter| if let Filter::Test(test) = filter { Some(test) } else { None };
            tests =
                and.into_iter().filter_map(single).fold(tests, |tests, test| with_test(tests, Some(test)));
        }
        query.filter = all(tests);
        query.to_query()
    }

    /// The filters, for their chips and their editor.
    pub(crate) fn filters(self) -> Filters {
        let put = Callback::new(move |filters: Vec<Filter>| {
            let single = |filter| if let Filter::Test(test) = filter { Some(test) } else { None };
            let tests = filters.into_iter().filter_map(single).collect();
            self.go(Extent { tests, ..self.extent.get_untracked() });
        });
        let shown =
            move || self.extent.with(|extent| extent.tests.iter().cloned().map(Filter::Test).collect());
        Filters { entity: &OPPORTUNITY, all: Signal::derive(shown), put, has_alternatives: false }
    }
}

/// The address of the deals' list with the filter that a row of a report carries.
pub(crate) fn list(filter: &str) -> String {
    format!("/{}?{filter}", wire::opportunity::Opportunity::PATH)
}

fn joined(first: String, second: &str) -> String {
    match (first.is_empty(), second.is_empty()) {
        (true, _) => second.to_owned(),
        (false, true) => first,
        (false, false) => format!("{first}&{second}"),
    }
}

fn all(tests: Vec<Test>) -> Filter {
    Filter::And { and: tests.into_iter().map(Filter::Test).collect() }
}

fn query_of(tests: Vec<Test>) -> String {
    ListQuery { filter: all(tests), ..ListQuery::default() }.to_query().unwrap_or_default()
}

/// An address names a parameter once: where it is taken, a test for one value is written as one for a list.
fn with_test(mut tests: Vec<Test>, more: Option<Test>) -> Vec<Test> {
    let Some(mut more) = more.filter(|more| !tests.contains(more)) else { return tests };
    let is_taken = tests.iter().any(|test| test.field == more.field && test.op == more.op);
    match more.op {
        Op::Eq if is_taken => more.op = Op::In,
        Op::In if is_taken && more.value.len() == 1 => more.op = Op::Eq,
        _ => {}
    }
    tests.push(more);
    tests
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_the_same_again() {
        let address = "by=owner&period=this_year&scope=all&source=website&amount__gte=1000";
        assert_eq!(Extent::parse(address).print(), address);
        assert_eq!(Extent::parse("").print(), "");
    }

    #[test]
    fn a_parameter_that_is_taken_is_written_in_another_way() {
        let test = |text: &str| Extent::parse(text).tests.remove(0);
        let both = with_test(vec![test("owner_id=a")], Some(test("owner_id=me")));
        assert_eq!(query_of(both), "owner_id=a&owner_id__in=me");
        let same = with_test(vec![test("owner_id=me")], Some(test("owner_id=me")));
        assert_eq!(query_of(same), "owner_id=me");
    }
}
