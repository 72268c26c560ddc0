//! Every kind of record as the conformance test sees it.

use domain::Kind;
use persistence::{Entity, FieldInfo, VisitEntity, every_entity};

/// A kind of record: where it is, what its lists take.
#[derive(Debug, Clone)]
pub struct Subject {
    /// The kind.
    pub kind: Kind,
    /// Its path below `/api/v1`.
    pub path: &'static str,
    /// What its lists may be filtered and sorted by.
    pub fields: Vec<FieldInfo>,
    /// What its lists add up.
    pub sums: Vec<&'static str>,
    /// Whether `q` searches them.
    pub is_searchable: bool,
    /// Whether its records have owners.
    pub is_owned: bool,
}

/// All of them.
pub fn subjects() -> Vec<Subject> {
    struct Gather(Vec<Subject>);
    impl VisitEntity for Gather {
        fn visit<E: Entity>(&mut self) {
            let fields = E::fields();
            self.0.push(Subject {
                kind: E::KIND,
                path: E::PATH,
                is_searchable: fields.is_searchable(),
                fields: fields.infos(),
                sums: fields.sums(),
                is_owned: E::IS_OWNED,
            });
        }
    }
    let mut gather = Gather(Vec::new());
    every_entity(&mut gather);
    gather.0
}
