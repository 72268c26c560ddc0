//! Value lists of activities.

crate::macros::text_enum! {
    /// What was or is to be done.
    pub enum ActivityType {
        /// Something to do.
        Task = "task",
        /// A telephone call.
        Call = "call",
        /// A meeting.
        Meeting = "meeting",
        /// A visit to the customer.
        Visit = "visit",
        /// A letter by mail.
        Email = "email",
        /// Something worth writing down; done when it is written.
        Note = "note",
    }
}

crate::macros::text_enum! {
    /// A kind of record that activities can be on.
    pub enum RecordKind {
        /// An account.
        Account = "account",
        /// A contact.
        Contact = "contact",
        /// A lead.
        Lead = "lead",
        /// An opportunity.
        Opportunity = "opportunity",
    }
}

impl From<RecordKind> for crate::Kind {
    fn from(kind: RecordKind) -> Self {
        match kind {
            RecordKind::Account => Self::Account,
            RecordKind::Contact => Self::Contact,
            RecordKind::Lead => Self::Lead,
            RecordKind::Opportunity => Self::Opportunity,
        }
    }
}
