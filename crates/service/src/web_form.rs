//! Taking what visitors fill in.

use domain::lead::LeadStatus;
use domain::party::e164_of;
use domain::web_form::{FormField, check_pace};
use persistence::{Error, Read, Result, Tx, validate};
use serde_json::json;
use wire::lead::LeadInput;
use wire::web_form::{FilledForm, FormThanks, OpenForm, WebForm};
use wire::{FieldCode, FieldError};

/// A form as its visitors see it; [`Error::NotFound`] if it is not there, or not active.
pub fn open(read: &mut Read<'_>, token: &str) -> Result<OpenForm> {
    let form = read.open_form(token)?;
    let stamp = read.form_stamp(&form)?;
    let WebForm {
        title, intro, fields, required_fields, consent_text, consent_is_required, language, ..
    } = form;
    Ok(OpenForm { title, intro, fields, required_fields, consent_text, consent_is_required, language, stamp })
}

/// Takes a filled form: a visitor who is a lead already joins it, on whose timeline it stands then; others become one,
/// and are given to whom the rules say; to the owner of the form if they say nothing.
/// What a program filled in is thanked for and forgotten.
pub fn submit(tx: &mut Tx<'_>, token: &str, filled: &FilledForm) -> Result<FormThanks> {
    let form = tx.open_form(token)?;
    let thanks = FormThanks { thanks: form.thanks.clone(), redirect_url: form.redirect_url.clone() };
    if !filled.nickname.is_empty() {
        return Ok(thanks);
    }
    let opened =
        tx.opened(&form, &filled.stamp)?.ok_or_else(|| Error::invalid("stamp", FieldCode::InvalidFormat))?;
    check_pace(opened, tx.now()).map_err(|why| {
        Error::Invalid(vec![FieldError::at("stamp", FieldCode::OutOfRange).with("hint", why)])
    })?;
    let input = lead_of(tx, &form, filled)?;
    // Who sends twice at once is one.
    tx.keep_apart([&input.email, &input.phone, &input.mobile].into_iter().flatten())?;
    let known = tx.lead_like(&input)?;
    let is_new = known.is_none();
    let lead = match known {
        Some(lead) => lead,
        None => tx.new_lead_of(&form, input)?,
    };
    tx.tell_of_form(&lead, &form, filled)?;
    if is_new {
        tx.assign_leads(&[lead.id])?;
    }
    Ok(thanks)
}

/// What a lead of this form begins with; every mistake of the visitor at once.
fn lead_of(tx: &Tx<'_>, form: &WebForm, filled: &FilledForm) -> Result<LeadInput> {
    validate(filled)?;
    let mut wrong = Vec::new();
    let place = |field: FormField| format!("/values/{field}");
    for field in form.required_fields.iter().filter(|field| value(filled, **field).is_none()) {
        wrong.push(FieldError::at(&place(*field), FieldCode::Required));
    }
    for field in filled.values.keys().filter(|field| !form.fields.contains(field)) {
        wrong.push(FieldError::at(&place(*field), FieldCode::UnknownField));
    }
    if form.consent_is_required && !filled.consent {
        wrong.push(FieldError::at("consent", FieldCode::Required));
    }
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong));
    }
    let text = |field| value(filled, field).map(str::to_owned);
    let number = |field| text(field).map(|number| e164_of(&number).unwrap_or(number));
    let consent_at = (filled.consent && form.consent_text.is_some()).then(|| tx.now());
    let input: LeadInput = persistence::read_input(json!({
        "name": filled.name,
        "status": LeadStatus::New,
        "source": form.source,
        "consent_at": consent_at,
        "company_name": text(FormField::CompanyName),
        "title": text(FormField::Title),
        "email": text(FormField::Email).map(|email| email.to_lowercase()),
        "phone": number(FormField::Phone),
        "mobile": number(FormField::Mobile),
        "website": text(FormField::Website),
        "city": text(FormField::City),
        "description": text(FormField::Description),
    }))?;
    validate(&input).map_err(|error| error.below("/values"))?;
    Ok(input)
}

/// What was filled in, if anything was.
fn value(filled: &FilledForm, field: FormField) -> Option<&str> {
    filled.values.get(&field).map(String::as_str).filter(|text| !text.is_empty())
}
