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
