//! The id of every kind of record.

crate::macros::ids! {
    /// Days on which a user is not at work.
    AbsenceId,
    /// A company or person we sell to or work with.
    AccountId,
    /// A contact's place at an account.
    AccountContactId,
    /// A task, call, meeting, visit or note.
    ActivityId,
    /// A key of an integration.
    ApiKeyId,
    /// Who gets which leads.
    AssignmentRuleId,
    /// A head office or branch.
    BranchId,
    /// A person at an account.
    ContactId,
    /// A department of a branch.
    DepartmentId,
    /// What a currency is worth from a day on.
    ExchangeRateId,
    /// A list on its way out as a file.
    ExportId,
    /// A file on its way into the database.
    ImportId,
    /// How files of one shape are read.
    ImportTemplateId,
    /// A person who may become a customer.
    LeadId,
    /// What becomes of a field of leads.
    LeadMappingId,
    /// Why deals are lost.
    LossReasonId,
    /// A deal in a pipeline.
    OpportunityId,
    /// A person's part in a deal.
    OpportunityContactId,
    /// A product in a deal.
    OpportunityLineId,
    /// A way of selling.
    PipelineId,
    /// A group of products.
    ProductCategoryId,
    /// What we sell.
    ProductId,
    /// A set of permissions.
    RoleId,
    /// A list as a user wants to see it again.
    SavedViewId,
    /// What gives leads points.
    ScoringRuleId,
    /// A sign-in on one device.
    SessionId,
    /// A step of a pipeline.
    StageId,
    /// A coloured word on records.
    TagId,
    /// A person who works with the system.
    UserId,
    /// A form on the web.
    WebFormId,
}
