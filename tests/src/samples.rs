//! One valid input per kind of record, with everything it refers to.

use domain::Kind;
use serde_json::{Value, json};

use crate::Client;

/// What samples refer to, created once per test.
#[derive(Debug, Clone)]
pub struct Samples {
    branch: String,
    department: String,
    role: String,
    tag: String,
    account: String,
    /// The first is the account's, the others are nobody's yet.
    contacts: Vec<String>,
    category: String,
    product: String,
    pub(crate) pipeline: String,
    stage: String,
    opportunity: String,
    owner: String,
}

impl Samples {
    /// Creates what samples refer to, as `admin`, in a department of the test's organisation.
    pub async fn prepare(admin: &Client, department: &str) -> Self {
        Self::prepare_for(admin, admin, department).await
    }

    /// The same, with the account, its contacts and the deal being `seller`'s.
    pub async fn prepare_for(admin: &Client, seller: &Client, department: &str) -> Self {
        let branch = admin.make("branches", json!({ "name": "Samples", "time_zone": "Asia/Shanghai" })).await;
        let role = admin
            .make("roles", json!({ "name": "Samples", "code": "samples", "permissions": {}, "rights": [] }))
            .await;
        let tag = admin.make("tags", json!({ "name": "Sample", "color": "blue" })).await;
        let account = seller.make("accounts", json!({ "name": "Sample account", "type": "customer" })).await;
        let mut contacts = Vec::new();
        for account in [Some(&account), None, None, None] {
            let contact = json!({ "name": "Sample contact", "account_id": account });
            contacts.push(seller.make("contacts", contact).await);
        }
        let category = admin.make("product-categories", json!({ "name": "Samples" })).await;
        let product = json!({ "name": "Sample product", "code": "S-1", "list_price": "10.00", "currency": "CNY", "is_active": true });
        let product = admin.make("products", product).await;
        let pipeline = admin.make("pipelines", json!({ "name": "Samples", "is_default": true })).await;
        let stage = json!({ "pipeline_id": pipeline, "name": "First", "position": 100, "probability": "0.2", "outcome": "open" });
        let stage = admin.make("stages", stage).await;
        let opportunity =
            json!({ "name": "Sample deal", "stage_id": stage, "currency": "CNY", "amount": "100.00" });
        let opportunity = seller.make("opportunities", opportunity).await;
        let department = department.to_owned();
        Self {
            branch,
            department,
            role,
            tag,
            account,
            contacts,
            category,
            product,
            pipeline,
            stage,
            opportunity,
            owner: admin.id.clone(),
        }
    }

    /// A valid input; two of different numbers do not clash.
    pub fn input(&self, kind: Kind, number: u32) -> Value {
        let name = format!("Sample {number:04}");
        match kind {
            Kind::Account => json!({ "name": name, "type": "customer", "industry": "solar", "size": "small",
                "region": "east", "source": "website", "website": "https://example.com", "phone": "+8613800138000",
                "email": "info@example.com", "country": "CN", "province": "上海市", "city": "上海", "street": "南京路 1",
                "postal_code": "200000", "employees": number + 1, "annual_revenue": "1000.50", "currency": "CNY",
                "founded_year": 1999, "description": "A sample.", "tag_ids": [self.tag],
                "external_ids": [format!("test:account-{number}")] }),
            Kind::AccountContact => {
                let contact = self.contacts.iter().cycle().nth(usize::try_from(number).unwrap_or_default());
                json!({ "account_id": self.account, "contact_id": contact, "role": "decider" })
            }
            Kind::Activity => {
                json!({ "type": "call", "subject": name, "record_kind": "account", "record_id": self.account,
                "due_at": "2026-03-01T08:00:00Z", "duration_minutes": 30 })
            }
            Kind::Branch => json!({ "name": name, "parent_id": self.branch, "time_zone": "Asia/Shanghai" }),
            Kind::Contact => {
                json!({ "name": name, "account_id": self.account, "title": "CEO", "email": "li@example.com",
                "mobile": "+8613900139000", "tag_ids": [self.tag], "source": "event" })
            }
            Kind::Department => json!({ "name": name, "branch_id": self.branch }),
            Kind::ExchangeRate => {
                json!({ "currency": "USD", "day": format!("2026-01-{:02}", number % 28 + 1), "rate": "7.1" })
            }
            Kind::Import => json!({ "file_name": format!("{name}.csv"), "plan": Self::plan() }),
            Kind::ImportTemplate => json!({ "name": name, "plan": Self::plan() }),
            Kind::Absence => json!({ "user_id": self.owner, "starts_on": "2026-03-01",
                "ends_on": format!("2026-04-{:02}", number % 30 + 1), "note": "On leave." }),
            Kind::AssignmentRule => json!({ "name": name, "position": number, "is_active": true,
                "filter": { "and": [{ "field": "source", "op": "in", "value": ["website", "event"] }] },
                "method": "round_robin", "user_ids": [self.owner], "department_id": self.department, "capacity": 9 }),
            Kind::Lead => json!({ "name": name, "company_name": "Sample GmbH", "title": "CEO",
                "email": format!("lead{number}@example.com"), "phone": "+8613800138000", "mobile": "+8613900139000",
                "website": "https://example.com", "industry": "solar", "employees": number + 1, "source": "website",
                "status": "working", "rating": "warm", "country": "CN", "province": "上海市", "city": "上海",
                "street": "南京路 1", "postal_code": "200000", "description": "A sample.",
                "consent_at": "2026-03-01T08:00:00Z", "tag_ids": [self.tag],
                "external_ids": [format!("test:lead-{number}")] }),
            Kind::LeadMapping => {
                json!({ "lead_field": "industry", "target": "account", "target_field": "region",
                "position": number })
            }
            Kind::LossReason => json!({ "name": name, "needs_note": false, "is_active": true }),
            Kind::Opportunity => {
                json!({ "name": name, "account_id": self.account, "contact_id": self.contacts[0],
                "stage_id": self.stage, "amount": format!("{}.50", number + 1), "currency": "CNY", "source": "referral",
                "expected_close_date": "2026-12-31", "tag_ids": [self.tag] })
            }
            Kind::OpportunityContact => {
                let number = usize::try_from(number).unwrap_or_default();
                let (each, role) = (self.contacts.len(), number / self.contacts.len());
                let roles = ["user", "influencer", "decider", "approver", "gatekeeper"];
                json!({ "opportunity_id": self.opportunity, "contact_id": self.contacts[number % each],
                "role": roles[role % roles.len()] })
            }
            Kind::OpportunityLine => json!({ "opportunity_id": self.opportunity, "product_id": self.product,
                "quantity": (number + 1).to_string(), "discount": "0.1" }),
            Kind::Pipeline => json!({ "name": name, "is_default": false }),
            Kind::Product => {
                json!({ "name": name, "code": format!("P-{number:04}"), "category_id": self.category,
                "unit": "piece", "list_price": "12.50", "cost": "7.00", "currency": "CNY", "is_active": true })
            }
            Kind::ProductCategory => json!({ "name": name, "parent_id": self.category }),
            Kind::Role => json!({ "name": name, "code": format!("sample_{number:04}"),
                "permissions": { "account": { "read": "own" } }, "rights": ["export"] }),
            Kind::SavedView => json!({ "name": name, "kind": "account", "query": "type=customer&sort=name" }),
            Kind::ScoringRule => {
                json!({ "name": name, "points": number, "is_active": false, "field": "source",
                "test": "eq", "value": "website" })
            }
            Kind::Stage => {
                json!({ "pipeline_id": self.pipeline, "name": name, "position": number, "probability": "0.5",
                "outcome": "open", "required_fields": ["amount"], "rotting_days": 14 })
            }
            Kind::Tag => json!({ "name": name, "color": "green" }),
            Kind::User => json!({ "name": name, "email": format!("sample{number}@example.com"),
                "department_id": self.department, "role_ids": [self.role] }),
            Kind::WebForm => json!({ "name": name, "title": "Contact us", "fields": ["email", "description"],
                "required_fields": ["email"], "lead_owner_id": self.owner, "thanks": "Thank you." }),
            Kind::ApiKey | Kind::Export | Kind::Session => panic!("{kind} is no entity of the list"),
        }
    }

    /// A plan of an import, with every choice made.
    fn plan() -> Value {
        json!({ "kind": "account", "mode": "upsert", "match_by": ["name"], "encoding": "utf-8", "delimiter": "comma",
            "decimal_separator": "point", "date_formats": ["iso"], "columns": [{ "to": "name", "column": "Name" },
            { "to": "type", "value": "customer" }, { "to": "parent_id", "column": "Parent",
            "reference": { "by": "name", "missing": "leave_empty" } }] })
    }

    /// A field that a patch may change, and what to.
    pub fn change(kind: Kind) -> (&'static str, Value) {
        match kind {
            Kind::AccountContact | Kind::OpportunityContact => ("role", json!("buyer")),
            Kind::Absence => ("note", json!("Changed")),
            Kind::Activity => ("subject", json!("Changed")),
            Kind::ExchangeRate => ("rate", json!("7.2")),
            Kind::Import => ("file_name", json!("Changed")),
            Kind::LeadMapping => ("position", json!(77)),
            Kind::OpportunityLine => ("quantity", json!("9")),
            _ => ("name", json!("Changed")),
        }
    }
}
