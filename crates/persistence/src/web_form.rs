//! Forms on the web, and what comes in by them.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use domain::language::Language;
use domain::lead::LeadStatus;
use domain::party::LeadSource;
use domain::web_form::FormField;
use domain::{UserId, WebFormId};
use serde_json::json;
use wire::Resource;
use wire::lead::{Lead, LeadInput};
use wire::list::Direction;
use wire::user::User;
use wire::web_form::{FilledForm, WebForm, WebFormInput};

use crate::entity::{columns, row, statements};
use crate::list::{Plan, Value, column_sql};
use crate::schema::{leads, web_forms};
use crate::session::lockout;
use crate::{Entity, Error, Fields, Origin, Predicate, Read, Result, Scope, Store, Tx};

/// Forms that one address may send in a window of a quarter of an hour.
const SENT_BY_ADDRESS: i32 = 20;

row!(web_forms => WebForm(WebFormId) {
    token: String,
    name: String,
    title: String,
    intro: Option<String>,
    fields: Vec<FormField>,
    required_fields: Vec<FormField>,
    source: Option<LeadSource>,
    lead_owner_id: UserId,
    consent_text: Option<String>,
    consent_is_required: bool,
    thanks: String,
    redirect_url: Option<String>,
    frame_origins: Vec<String>,
    language: Option<Language>,
    is_active: bool,
});
columns!(web_forms <= Draft {
    input: {
        name: String,
        title: String,
        intro: Option<String>,
        fields: Vec<FormField>,
        required_fields: Vec<FormField>,
        source: Option<LeadSource>,
        lead_owner_id: UserId,
        consent_text: Option<String>,
        consent_is_required: bool,
        thanks: String,
        redirect_url: Option<String>,
        frame_origins: Vec<String>,
        language: Option<Language>,
        is_active: bool,
    },
    token: String,
});

/// What is written of a form.
#[derive(Debug)]
pub struct Draft {
    input: WebFormInput,
    token: String,
}

impl Entity for WebForm {
    type Draft = Draft;
    statements!(web_forms);

    fn fields() -> Fields<web_forms::table> {
        use web_forms::*;
        Fields::of(table, id, name, deleted_at)
            .standard(id, created_at, updated_at)
            .searched("name", name)
            .reference::<User>("lead_owner_id", lead_owner_id)
            .boolean("is_active", is_active)
            .sorted_by_default("name")
    }

    fn visible(scope: &Scope<'_>) -> Predicate {
        scope.everyone()
    }

    fn prepare(tx: &mut Tx<'_>, before: Option<&Self>, input: WebFormInput) -> Result<Draft> {
        let token = match before {
            Some(before) => before.token.clone(),
            // Whoever does not know the server's secret can guess none.
            None => URL_SAFE_NO_PAD.encode(tx.cursors.sign(tx.runtime.new_id().as_bytes())?),
        };
        Ok(Draft { input, token })
    }

    fn label(&self) -> String {
        self.name.clone()
    }
}

impl Store {
    /// True if the address may send another form now; counts this one.
    pub fn may_send_form(&self, origin: &Origin) -> Result<bool> {
        let window = lockout::window(self.runtime().now());
        let address = format!("form {}", lockout::address_group(origin.address.as_deref()));
        let sent = self.connected(|conn| crate::session::count(conn, &(address, window)))?;
        Ok(sent <= SENT_BY_ADDRESS)
    }
}

impl Read<'_> {
    /// The active form at this address; [`Error::NotFound`] if there is none.
    pub fn open_form(&mut self, token: &str) -> Result<WebForm> {
        let named = Predicate::Compare(column_sql(web_forms::token), "=", Value::Text(token.to_owned()));
        let live = Predicate::IsNull(column_sql(web_forms::deleted_at));
        let found = self.one::<WebForm>(named.and(live))?.filter(|form| form.is_active);
        found.ok_or(Error::NotFound(WebForm::KIND))
    }

    /// Says, so that nobody else can, that a form was opened now.
    pub fn form_stamp(&self, form: &WebForm) -> Result<String> {
        let opened = self.now().timestamp_millis();
        Ok(format!("{opened}.{}", self.signature(form, opened)?))
    }

    /// When the form was opened that came with this stamp; None if it is not one of ours.
    pub fn opened(&self, form: &WebForm, stamp: &str) -> Result<Option<DateTime<Utc>>> {
        let Some((opened, signature)) = stamp.split_once('.') else { return Ok(None) };
        let Ok(opened) = opened.parse::<i64>() else { return Ok(None) };
        let ours = self.signature(form, opened)? == signature;
        Ok(DateTime::from_timestamp_millis(opened).filter(|_| ours))
    }

    fn signature(&self, form: &WebForm, opened: i64) -> Result<String> {
        let text = format!("form {} {opened}", form.token);
        Ok(URL_SAFE_NO_PAD.encode(self.cursors.sign(text.as_bytes())?))
    }
}

impl Tx<'_> {
    /// The oldest lead that is not converted and has the e-mail address or a number of `input`, locked.
    pub fn lead_like(&mut self, input: &LeadInput) -> Result<Option<Lead>> {
        let same = |column, text: &String| Predicate::Compare(column, "=", Value::Text(text.clone()));
        let mut alike: Vec<Predicate> =
            input.email.iter().map(|email| same(column_sql(leads::email), email)).collect();
        for number in input.phone.iter().chain(&input.mobile) {
            alike.push(same(column_sql(leads::phone), number));
            alike.push(same(column_sql(leads::mobile), number));
        }
        if alike.is_empty() {
            return Ok(None);
        }
        let converted = Value::Text(LeadStatus::Converted.to_string());
        let open = Predicate::Compare(column_sql(leads::status), "<>", converted)
            .and(Predicate::IsNull(column_sql(leads::deleted_at)));
        let oldest_first = vec![(column_sql(leads::id), Direction::Ascending)];
        Ok(Lead::lock(self.conn, &Plan::new(Predicate::Any(alike).and(open), oldest_first, 1))?.pop())
    }

    /// A new lead of a form, for the owner that the form names.
    pub fn new_lead_of(&mut self, form: &WebForm, input: LeadInput) -> Result<Lead> {
        let owner = self.owners_of(&[form.lead_owner_id])?.pop();
        let owner = owner.ok_or(Error::NotFound(WebForm::KIND))?;
        self.create_for::<Lead>(owner, input)
    }

    /// Puts a filled form on the timeline of its lead.
    pub fn tell_of_form(&mut self, lead: &Lead, form: &WebForm, filled: &FilledForm) -> Result<()> {
        self.record("submit_form", Some(lead), lead)?;
        let params = json!({
            "form": { "id": form.id, "name": form.name },
            "name": filled.name,
            "values": filled.values,
            "consent": filled.consent.then_some(&form.consent_text),
        });
        self.rename_change("submit_form", "form_submitted", params);
        Ok(())
    }
}
