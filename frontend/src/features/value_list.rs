//! The lists of values that fields choose from, with their words.

use kit::Tone;
use words::word;

use crate::record::ListValue as Value;

pub(crate) static ACCOUNT_TYPE: &[Value] = &[
    Value::new("customer", word!(account_type.customer), Tone::Accent),
    Value::new("partner", word!(account_type.partner), Tone::Violet),
    Value::new("supplier", word!(account_type.supplier), Tone::Teal),
    Value::new("other", word!(account_type.other), Tone::Neutral),
];

pub(crate) static ACCOUNT_SIZE: &[Value] = &[
    Value::new("micro", word!(account_size.micro), Tone::Neutral),
    Value::new("small", word!(account_size.small), Tone::Neutral),
    Value::new("medium", word!(account_size.medium), Tone::Neutral),
    Value::new("large", word!(account_size.large), Tone::Neutral),
    Value::new("enterprise", word!(account_size.enterprise), Tone::Neutral),
];

pub(crate) static ASSIGNMENT_METHOD: &[Value] = &[
    Value::new("round_robin", word!(assignment_method.round_robin), Tone::Neutral),
    Value::new("least_busy", word!(assignment_method.least_busy), Tone::Neutral),
];

pub(crate) static LEAD_SOURCE: &[Value] = &[
    Value::new("media", word!(lead_source.media), Tone::Neutral),
    Value::new("website", word!(lead_source.website), Tone::Neutral),
    Value::new("event", word!(lead_source.event), Tone::Neutral),
    Value::new("referral", word!(lead_source.referral), Tone::Neutral),
    Value::new("own_prospecting", word!(lead_source.own_prospecting), Tone::Neutral),
    Value::new("partner", word!(lead_source.partner), Tone::Neutral),
    Value::new("other", word!(lead_source.other), Tone::Neutral),
];

pub(crate) static LEAD_STATUS: &[Value] = &[
    Value::new("new", word!(lead_status.new), Tone::Accent),
    Value::new("working", word!(lead_status.working), Tone::Teal),
    Value::new("qualified", word!(lead_status.qualified), Tone::Success),
    Value::new("nurturing", word!(lead_status.nurturing), Tone::Violet),
    Value::new("disqualified", word!(lead_status.disqualified), Tone::Danger),
    Value::new("converted", word!(lead_status.converted), Tone::Neutral),
];

pub(crate) static LEAD_RATING: &[Value] = &[
    Value::new("hot", word!(lead_rating.hot), Tone::Danger),
    Value::new("warm", word!(lead_rating.warm), Tone::Warning),
    Value::new("cold", word!(lead_rating.cold), Tone::Neutral),
];

pub(crate) static LEAD_TARGET: &[Value] = &[
    Value::new("account", word!(kind.account), Tone::Neutral),
    Value::new("contact", word!(kind.contact), Tone::Neutral),
    Value::new("opportunity", word!(kind.opportunity), Tone::Neutral),
];

pub(crate) static FORM_FIELD: &[Value] = &[
    Value::new("company_name", word!(field.company_name), Tone::Neutral),
    Value::new("title", word!(field.title), Tone::Neutral),
    Value::new("email", word!(field.email), Tone::Neutral),
    Value::new("phone", word!(field.phone), Tone::Neutral),
    Value::new("mobile", word!(field.mobile), Tone::Neutral),
    Value::new("website", word!(field.website), Tone::Neutral),
    Value::new("city", word!(field.city), Tone::Neutral),
    Value::new("description", word!(field.description), Tone::Neutral),
];

pub(crate) static FIELD_TEST: &[Value] = &[
    Value::new("filled", word!(field_test.filled), Tone::Neutral),
    Value::new("eq", word!(field_test.eq), Tone::Neutral),
    Value::new("ne", word!(field_test.ne), Tone::Neutral),
    Value::new("contains", word!(field_test.contains), Tone::Neutral),
    Value::new("gte", word!(field_test.gte), Tone::Neutral),
    Value::new("lte", word!(field_test.lte), Tone::Neutral),
];

pub(crate) static DISQUALIFY_REASON: &[Value] = &[
    Value::new("no_need", word!(disqualify_reason.no_need), Tone::Neutral),
    Value::new("no_budget", word!(disqualify_reason.no_budget), Tone::Neutral),
    Value::new("unreachable", word!(disqualify_reason.unreachable), Tone::Neutral),
    Value::new("bought_elsewhere", word!(disqualify_reason.bought_elsewhere), Tone::Neutral),
    Value::new("not_our_market", word!(disqualify_reason.not_our_market), Tone::Neutral),
    Value::new("duplicate", word!(disqualify_reason.duplicate), Tone::Neutral),
    Value::new("spam", word!(disqualify_reason.spam), Tone::Neutral),
    Value::new("other", word!(disqualify_reason.other), Tone::Neutral),
];

pub(crate) static OUTCOME: &[Value] = &[
    Value::new("open", word!(outcome.open), Tone::Accent),
    Value::new("won", word!(outcome.won), Tone::Success),
    Value::new("lost", word!(outcome.lost), Tone::Danger),
];

pub(crate) static CONTACT_ROLE: &[Value] = &[
    Value::new("user", word!(contact_role.user), Tone::Neutral),
    Value::new("influencer", word!(contact_role.influencer), Tone::Neutral),
    Value::new("decider", word!(contact_role.decider), Tone::Neutral),
    Value::new("approver", word!(contact_role.approver), Tone::Neutral),
    Value::new("buyer", word!(contact_role.buyer), Tone::Neutral),
    Value::new("gatekeeper", word!(contact_role.gatekeeper), Tone::Neutral),
];

pub(crate) static ACTIVITY_TYPE: &[Value] = &[
    Value::new("task", word!(activity_type.task), Tone::Accent),
    Value::new("call", word!(activity_type.call), Tone::Teal),
    Value::new("meeting", word!(activity_type.meeting), Tone::Violet),
    Value::new("visit", word!(activity_type.visit), Tone::Pink),
    Value::new("email", word!(activity_type.email), Tone::Neutral),
    Value::new("note", word!(activity_type.note), Tone::Neutral),
];

pub(crate) static RECORD_KIND: &[Value] = &[
    Value::new("account", word!(record_kind.account), Tone::Neutral),
    Value::new("contact", word!(record_kind.contact), Tone::Neutral),
    Value::new("lead", word!(record_kind.lead), Tone::Neutral),
    Value::new("opportunity", word!(record_kind.opportunity), Tone::Neutral),
];

pub(crate) static LANGUAGE: &[Value] = &[
    Value::new("zh-CN", word!(language.chinese), Tone::Neutral),
    Value::new("en", word!(language.english), Tone::Neutral),
];

pub(crate) static TAG_COLOR: &[Value] = &[
    Value::new("gray", word!(color.gray), Tone::Neutral),
    Value::new("red", word!(color.red), Tone::Danger),
    Value::new("orange", word!(color.orange), Tone::Warning),
    Value::new("yellow", word!(color.yellow), Tone::Warning),
    Value::new("green", word!(color.green), Tone::Success),
    Value::new("teal", word!(color.teal), Tone::Teal),
    Value::new("blue", word!(color.blue), Tone::Accent),
    Value::new("purple", word!(color.purple), Tone::Violet),
    Value::new("pink", word!(color.pink), Tone::Pink),
];
