//! The page of a form: plain HTML that needs no script, in English or Chinese, for a window or a frame.

use std::collections::BTreeMap;
use std::fmt::Write;

use actix_web::http::header::{self, HeaderMap};
use actix_web::{HttpRequest, HttpResponse, web};
use domain::language::Language;
use domain::web_form::FormField;
use persistence::Actor;
use serde_json::{Value, json};
use wire::web_form::{FilledForm, OpenForm, WebForm};
use wire::{FieldError, ProblemCode};

use super::{take, visitor};
use crate::auth::Sessions;
use crate::body::cleaned;
use crate::db::Db;
use crate::error::ApiError;
use crate::routes::get;

/// A filled form is no larger than this.
const MAX_FORM: usize = 64 * 1024;

/// Mounts the pages.
pub(crate) fn configure(config: &mut web::ServiceConfig) {
    config.service(get("/forms/form.css", web::route().to(style))).service(
        web::resource("/forms/{token}")
            .app_data(web::FormConfig::default().limit(MAX_FORM))
            .route(web::get().to(show))
            .route(web::head().to(show))
            .route(web::post().to(send)),
    );
}

async fn style() -> HttpResponse {
    HttpResponse::Ok().content_type("text/css; charset=utf-8").body(include_str!("form.css"))
}

/// A form that is being shown: what its visitors see, and where its page may be.
struct Shown {
    form: WebForm,
    open: OpenForm,
    language: Language,
}

async fn find(db: &Db, token: String, request: &HttpRequest, sessions: &Sessions) -> Result<Shown, ApiError> {
    let actor = Actor::system("web form").from(visitor(request, sessions));
    let find = move |read: &mut persistence::Read<'_>| {
        Ok((read.open_form(&token)?, service::web_form::open(read, &token)?))
    };
    let (form, open) = db.read(actor, find).await?;
    let language = open.language.unwrap_or_else(|| accepted(request.headers()));
    Ok(Shown { form, open, language })
}

fn accepted(headers: &HeaderMap) -> Language {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Language::accepted(accepted.unwrap_or_default())
}

async fn show(
    db: Db,
    token: web::Path<String>,
    request: HttpRequest,
    sessions: web::Data<Sessions>,
) -> Result<HttpResponse, ApiError> {
    let shown = find(&db, token.into_inner(), &request, &sessions).await?;
    Ok(shown.answer(&shown.questions(&BTreeMap::new(), &[])))
}

async fn send(
    db: Db,
    token: web::Path<String>,
    request: HttpRequest,
    sessions: web::Data<Sessions>,
    filled: web::Form<BTreeMap<String, String>>,
) -> Result<HttpResponse, ApiError> {
    let token = token.into_inner();
    let shown = find(&db, token.clone(), &request, &sessions).await?;
    let given = filled.into_inner();
    let sent = match read(&shown.open, &given) {
        Ok(filled) => take(&db, visitor(&request, &sessions), token, filled).await,
        Err(error) => Err(error),
    };
    match sent {
        Ok(thanks) => Ok(match thanks.redirect_url {
            Some(url) => {
                shown.headers(HttpResponse::SeeOther()).insert_header((header::LOCATION, url)).finish()
            }
            None => {
                shown.answer(&format!("<p class=\"thanks\" role=\"status\">{}</p>", escaped(&thanks.thanks)))
            }
        }),
        Err(error) if matches!(error.code, ProblemCode::ValidationFailed | ProblemCode::QuotaExceeded) => {
            let whole = match error.errors.is_empty() {
                true => vec![FieldError {
                    detail: error.code.words(shown.language).to_owned(),
                    ..FieldError::default()
                }],
                false => error.errors,
            };
            Ok(shown.answer(&shown.questions(&given, &whole)))
        }
        Err(error) => Err(error),
    }
}

/// What the browser sent, as the form it is.
fn read(open: &OpenForm, given: &BTreeMap<String, String>) -> Result<FilledForm, ApiError> {
    let text = |name: &str| given.get(name).cloned().unwrap_or_default();
    let values: serde_json::Map<String, Value> = open
        .fields
        .iter()
        .map(|field| (field.to_string(), json!(text(field.as_str()))))
        .filter(|(_, value)| value != "")
        .collect();
    let filled = json!({ "name": text("name"), "values": values, "consent": given.contains_key("consent"),
        "stamp": text("stamp"), "nickname": text("nickname") });
    Ok(persistence::read_input(cleaned(filled)?)?)
}

impl Shown {
    /// The page around `content`.
    fn answer(&self, content: &str) -> HttpResponse {
        let language = self.language.as_str();
        let title = escaped(&self.open.title);
        let page = format!(
            "<!doctype html><html lang=\"{language}\"><meta charset=\"utf-8\"><title>{title}</title>\
             <meta name=\"viewport\" content=\"width=device-width\"><meta name=\"robots\" content=\"noindex\">\
             <link rel=\"stylesheet\" href=\"/forms/form.css\"><main><h1>{title}</h1>{content}</main>"
        );
        self.headers(HttpResponse::Ok()).content_type("text/html; charset=utf-8").body(page)
    }

    /// Styles come from this server and nothing else comes from anywhere; the form goes here, or on to where its
    /// visitors go when it was sent.
    fn headers(&self, mut response: actix_web::HttpResponseBuilder) -> actix_web::HttpResponseBuilder {
        let frames = match self.form.frame_origins.as_slice() {
            [] => "'none'".to_owned(),
            origins => origins.join(" "),
        };
        let next = self.form.redirect_url.as_deref().and_then(|url| url.split('/').nth(2));
        let next = next.map(|host| format!(" https://{}", host.split(['?', '#']).next().unwrap_or_default()));
        let next = next.unwrap_or_default();
        let policy = format!(
            "default-src 'none'; style-src 'self'; form-action 'self'{next}; base-uri 'none'; frame-ancestors {frames}"
        );
        response.insert_header((header::CONTENT_SECURITY_POLICY, policy));
        response.insert_header((header::CACHE_CONTROL, "no-store"));
        response
    }

    /// The questions with what was answered till now, and what is wrong with it.
    fn questions(&self, given: &BTreeMap<String, String>, wrong: &[FieldError]) -> String {
        let mut html = String::new();
        if let Some(intro) = &self.open.intro {
            let _ = write!(html, "<p class=\"intro\">{}</p>", escaped(intro));
        }
        let known = |error: &&FieldError| self.names().any(|name| place_of(error) == name);
        for error in wrong.iter().filter(|error| !known(error)) {
            let _ = write!(html, "<p class=\"wrong\" role=\"alert\">{}</p>", escaped(&self.words_of(error)));
        }
        html.push_str("<form method=\"post\">");
        for name in self.names() {
            self.question(&mut html, name, given.get(name).map_or("", String::as_str), wrong);
        }
        if let Some(consent) = &self.open.consent_text {
            let required = if self.open.consent_is_required { " required" } else { "" };
            let checked = if given.contains_key("consent") { " checked" } else { "" };
            let _ = write!(
                html,
                "<label class=\"tick\"><input type=\"checkbox\" name=\"consent\"{required}{checked}> {}</label>",
                escaped(consent)
            );
        }
        let (send, leave) = match self.language {
            Language::English => ("Send", "Leave this empty"),
            Language::Chinese => ("提交", "请勿填写"),
        };
        // Programs fill in what nobody sees.
        let _ = write!(
            html,
            "<label class=\"trap\" aria-hidden=\"true\">{leave} <input name=\"nickname\" tabindex=\"-1\" \
             autocomplete=\"off\"></label><input type=\"hidden\" name=\"stamp\" value=\"{}\">\
             <button>{send}</button></form>",
            escaped(&self.open.stamp)
        );
        html
    }

    /// The names of the questions.
    fn names(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once("name").chain(self.open.fields.iter().map(|field| field.as_str()))
    }

    fn question(&self, html: &mut String, name: &'static str, value: &str, wrong: &[FieldError]) {
        let is_required =
            name == "name" || self.open.required_fields.iter().any(|field| field.as_str() == name);
        let required = if is_required { " required" } else { "" };
        let mark = if is_required { " *" } else { "" };
        let (kind, most) = kind_of(name);
        let (label, value) = (label(name, self.language), escaped(value));
        let error = wrong.iter().find(|error| place_of(error) == name);
        let invalid = if error.is_some() { " aria-invalid=\"true\"" } else { "" };
        let _ = match kind {
            "textarea" => write!(
                html,
                "<label>{label}{mark}<textarea name=\"{name}\" rows=\"4\" maxlength=\"{most}\"{required}{invalid}>\
                 {value}</textarea></label>"
            ),
            kind => write!(
                html,
                "<label>{label}{mark}<input name=\"{name}\" type=\"{kind}\" maxlength=\"{most}\" value=\"{value}\"\
                 {required}{invalid}></label>"
            ),
        };
        if let Some(error) = error {
            let _ = write!(
                html,
                "<p class=\"wrong\" role=\"alert\">{label} {}</p>",
                escaped(&self.words_of(error))
            );
        }
    }

    fn words_of(&self, error: &FieldError) -> String {
        if error.detail.is_empty() { error.words(self.language) } else { error.detail.clone() }
    }
}

/// Name of the question that an error is about.
fn place_of(error: &FieldError) -> &str {
    error.pointer.as_deref().and_then(|pointer| pointer.rsplit('/').next()).unwrap_or_default()
}

/// How a browser asks for a field, and how many characters it takes.
fn kind_of(name: &str) -> (&'static str, u32) {
    match name.parse::<FormField>() {
        Ok(FormField::Email) => ("email", 254),
        Ok(FormField::Phone | FormField::Mobile) => ("tel", 30),
        Ok(FormField::Website) => ("text", 500),
        Ok(FormField::CompanyName) => ("text", 200),
        Ok(FormField::Description) => ("textarea", 5000),
        _ => ("text", 100),
    }
}

fn label(name: &str, language: Language) -> &'static str {
    let (english, chinese) = match name.parse::<FormField>() {
        Ok(FormField::CompanyName) => ("Company", "公司"),
        Ok(FormField::Title) => ("Job title", "职位"),
        Ok(FormField::Email) => ("E-mail", "邮箱"),
        Ok(FormField::Phone) => ("Telephone", "电话"),
        Ok(FormField::Mobile) => ("Mobile", "手机"),
        Ok(FormField::Website) => ("Website", "网站"),
        Ok(FormField::City) => ("City", "城市"),
        Ok(FormField::Description) => ("Message", "留言"),
        Err(_) => ("Name", "姓名"),
    };
    match language {
        Language::English => english,
        Language::Chinese => chinese,
    }
}

/// The text as it can stand in HTML and in its attributes.
pub(super) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_markup() {
        assert_eq!(
            escaped("<b class=\"x\">'&'</b>"),
            "&lt;b class=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/b&gt;"
        );
    }
}
