//! The kinds of record there are.

crate::macros::text_enum! {
    /// A kind of record: what permissions, audit, timeline and references speak of.
    pub enum Kind {
        /// [`crate::AbsenceId`].
        Absence = "absence",
        /// [`crate::AccountId`].
        Account = "account",
        /// [`crate::AccountContactId`].
        AccountContact = "account_contact",
        /// [`crate::ActivityId`].
        Activity = "activity",
        /// [`crate::ApiKeyId`].
        ApiKey = "api_key",
        /// [`crate::AssignmentRuleId`].
        AssignmentRule = "assignment_rule",
        /// [`crate::BranchId`].
        Branch = "branch",
        /// [`crate::ContactId`].
        Contact = "contact",
        /// [`crate::DepartmentId`].
        Department = "department",
        /// [`crate::ExchangeRateId`].
        ExchangeRate = "exchange_rate",
        /// [`crate::ExportId`].
        Export = "export",
        /// [`crate::ImportId`].
        Import = "import",
        /// [`crate::ImportTemplateId`].
        ImportTemplate = "import_template",
        /// [`crate::LeadId`].
        Lead = "lead",
        /// [`crate::LeadMappingId`].
        LeadMapping = "lead_mapping",
        /// [`crate::LossReasonId`].
        LossReason = "loss_reason",
        /// [`crate::OpportunityId`].
        Opportunity = "opportunity",
        /// [`crate::OpportunityContactId`].
        OpportunityContact = "opportunity_contact",
        /// [`crate::OpportunityLineId`].
        OpportunityLine = "opportunity_line",
        /// [`crate::PipelineId`].
        Pipeline = "pipeline",
        /// [`crate::ProductId`].
        Product = "product",
        /// [`crate::ProductCategoryId`].
        ProductCategory = "product_category",
        /// [`crate::RoleId`].
        Role = "role",
        /// [`crate::SavedViewId`].
        SavedView = "saved_view",
        /// [`crate::ScoringRuleId`].
        ScoringRule = "scoring_rule",
        /// [`crate::SessionId`].
        Session = "session",
        /// [`crate::StageId`].
        Stage = "stage",
        /// [`crate::TagId`].
        Tag = "tag",
        /// [`crate::UserId`].
        User = "user",
        /// [`crate::WebFormId`].
        WebForm = "web_form",
    }
}
