//! Leads: how one stands, which exits it may take, and the words of both.

crate::macros::text_enum! {
    /// How a lead stands.
    pub enum LeadStatus {
        /// Nobody has looked at it.
        New = "new",
        /// Being worked on.
        Working = "working",
        /// Judged worth selling to.
        Qualified = "qualified",
        /// Not yet ripe: looked at again on a day.
        Nurturing = "nurturing",
        /// Judged not worth selling to.
        Disqualified = "disqualified",
        /// Became an account, a contact or a deal; read only.
        Converted = "converted",
    }
}

crate::macros::text_enum! {
    /// How promising a lead looks to whoever works on it.
    pub enum LeadRating {
        /// Wants to buy soon.
        Hot = "hot",
        /// Shows interest.
        Warm = "warm",
        /// Shows none yet.
        Cold = "cold",
    }
}

crate::macros::text_enum! {
    /// Why a lead is not worth selling to.
    pub enum DisqualifyReason {
        /// Does not need what we sell.
        NoNeed = "no_need",
        /// Cannot pay for it.
        NoBudget = "no_budget",
        /// Cannot be reached.
        Unreachable = "unreachable",
        /// Bought elsewhere.
        BoughtElsewhere = "bought_elsewhere",
        /// Is no company or person that we sell to.
        NotOurMarket = "not_our_market",
        /// Is known already.
        Duplicate = "duplicate",
        /// The data are made up, or advertise something.
        Spam = "spam",
        /// Something else, which a note says.
        Other = "other",
    }
}

impl DisqualifyReason {
    /// True if a note must say more.
    pub fn needs_note(self) -> bool {
        self == Self::Other
    }
}

impl LeadStatus {
    /// True while somebody works on it, or should: what an edit may set.
    pub fn is_open(self) -> bool {
        matches!(self, Self::New | Self::Working)
    }

    /// Checks that an edit may take a lead from this status to `to`: only open ones follow each other without a
    /// step, and a converted lead is read only.
    pub fn check_edit(self, to: Self) -> Result<(), LeadStepRefused> {
        match self {
            Self::Converted => Err(LeadStepRefused::Converted),
            _ if self == to || (self.is_open() && to.is_open()) => Ok(()),
            _ => Err(LeadStepRefused::NeedsStep),
        }
    }
}

crate::macros::text_enum! {
    /// What a lead is converted to.
    pub enum LeadTarget {
        /// The company.
        Account = "account",
        /// The person.
        Contact = "contact",
        /// The deal.
        Opportunity = "opportunity",
    }
}

impl From<LeadTarget> for crate::Kind {
    fn from(target: LeadTarget) -> Self {
        match target {
            LeadTarget::Account => Self::Account,
            LeadTarget::Contact => Self::Contact,
            LeadTarget::Opportunity => Self::Opportunity,
        }
    }
}

crate::macros::text_enum! {
    /// By what a record was found to be that of a lead.
    pub enum MatchedBy {
        /// The same name of the company, however it is written.
        Name = "name",
        /// The same domain, in the website or the e-mail address.
        Domain = "domain",
        /// The same e-mail address.
        Email = "email",
        /// The same telephone or mobile number.
        Phone = "phone",
    }
}

crate::macros::text_enum! {
    /// What takes a lead from one status to another.
    pub enum LeadStep {
        /// It is worth selling to.
        Qualify = "qualify",
        /// It is not yet ripe.
        Nurture = "nurture",
        /// It is not worth selling to.
        Disqualify = "disqualify",
        /// It is worked on again.
        Reopen = "reopen",
        /// The day has come to look at it again.
        Return = "return",
        /// It becomes an account, a contact or a deal.
        Convert = "convert",
    }
}

impl LeadStep {
    /// The status that it leads to.
    pub fn leads_to(self) -> LeadStatus {
        match self {
            Self::Qualify => LeadStatus::Qualified,
            Self::Nurture => LeadStatus::Nurturing,
            Self::Disqualify => LeadStatus::Disqualified,
            Self::Reopen | Self::Return => LeadStatus::Working,
            Self::Convert => LeadStatus::Converted,
        }
    }

    /// What the timeline calls it.
    pub fn event(self) -> &'static str {
        match self {
            Self::Qualify => "lead_qualified",
            Self::Nurture => "lead_nurtured",
            Self::Disqualify => "lead_disqualified",
            Self::Reopen => "lead_reopened",
            Self::Return => "lead_returned",
            Self::Convert => "lead_converted",
        }
    }

    /// Checks that the step leads on from `from`. A converted lead takes none, a disqualified one only reopening;
    /// nurturing may be told again, for another day.
    pub fn check(self, from: LeadStatus) -> Result<(), LeadStepRefused> {
        use LeadStatus::{Converted, Disqualified, Nurturing};
        match (self, from) {
            (_, Converted) => Err(LeadStepRefused::Converted),
            (Self::Return, Nurturing) | (Self::Nurture, Nurturing) => Ok(()),
            (Self::Return, _) => Err(LeadStepRefused::NotNurturing),
            (Self::Reopen, from) if from.is_open() => Err(LeadStepRefused::Open),
            (Self::Reopen, _) => Ok(()),
            (_, Disqualified) => Err(LeadStepRefused::Disqualified),
            (step, from) if step.leads_to() == from => Err(LeadStepRefused::Already(from)),
            _ => Ok(()),
        }
    }
}

/// Why a lead may not take a step, or be edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LeadStepRefused {
    /// A converted lead stays as it is.
    #[error("the lead is converted and read only; its account, contact and deal go on")]
    Converted,
    /// A disqualified lead must be reopened first.
    #[error("the lead is disqualified; reopen it first")]
    Disqualified,
    /// Only a lead that took an exit can be reopened.
    #[error("the lead is being worked on")]
    Open,
    /// Only what is nurtured returns.
    #[error("the lead is not being nurtured")]
    NotNurturing,
    /// It stands so already.
    #[error("the lead is {0} already")]
    Already(LeadStatus),
    /// An edit cannot do what an action does.
    #[error("only the actions qualify, nurture, disqualify, reopen and convert lead there")]
    NeedsStep,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_lead_on_from_where_they_may() {
        use LeadStatus::{Converted, Disqualified, New, Nurturing, Qualified, Working};
        let from = |step: LeadStep| {
            LeadStatus::ALL.iter().copied().filter(move |from| step.check(*from).is_ok()).collect::<Vec<_>>()
        };
        assert_eq!(from(LeadStep::Qualify), [New, Working, Nurturing]);
        assert_eq!(from(LeadStep::Nurture), [New, Working, Qualified, Nurturing]);
        assert_eq!(from(LeadStep::Disqualify), [New, Working, Qualified, Nurturing]);
        assert_eq!(from(LeadStep::Reopen), [Qualified, Nurturing, Disqualified]);
        assert_eq!(from(LeadStep::Return), [Nurturing]);
        assert_eq!(from(LeadStep::Convert), [New, Working, Qualified, Nurturing]);
        for step in LeadStep::ALL {
            assert_eq!(step.check(Converted), Err(LeadStepRefused::Converted));
        }
    }

    #[test]
    fn an_edit_stays_among_the_open_ones() {
        use LeadStatus::{Converted, New, Nurturing, Qualified, Working};
        assert_eq!(New.check_edit(Working), Ok(()));
        assert_eq!(Qualified.check_edit(Qualified), Ok(()));
        assert_eq!(Working.check_edit(Nurturing), Err(LeadStepRefused::NeedsStep));
        assert_eq!(Nurturing.check_edit(Working), Err(LeadStepRefused::NeedsStep));
        assert_eq!(Converted.check_edit(Converted), Err(LeadStepRefused::Converted));
    }
}
