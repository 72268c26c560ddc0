//! What the API document says of fields, made by `build.rs`.

use wire::Op;

include!(concat!(env!("OUT_DIR"), "/facts.rs"));

/// What can be done with a field of a kind of record.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fact {
    pub(crate) name: &'static str,
    /// The tests that a filter may make; none if it cannot be filtered by.
    pub(crate) ops: &'static [Op],
    /// A record has it; what has it not can only be set.
    pub(crate) is_member: bool,
    /// A list can be ordered by it.
    pub(crate) is_sortable: bool,
    /// A list can add it up.
    pub(crate) is_summed: bool,
    /// A client may set it.
    pub(crate) is_settable: bool,
    /// A new record must have it.
    pub(crate) is_required: bool,
    /// The most characters of its text.
    pub(crate) max_length: Option<u64>,
}

/// What the API says of what it does not know.
const NOTHING: Fact = Fact {
    name: "",
    ops: &[],
    is_member: false,
    is_sortable: false,
    is_summed: false,
    is_settable: false,
    is_required: false,
    max_length: None,
};

/// What the API says of the field `name` of the records at `path`.
pub(crate) fn fact(path: &str, name: &str) -> Fact {
    let facts = FACTS.iter().find(|(of, _)| *of == path).map_or(&[][..], |(_, facts)| facts);
    facts.iter().find(|fact| fact.name == name).copied().unwrap_or(NOTHING)
}
