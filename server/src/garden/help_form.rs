//! The help form as it arrives: what was typed is read as far as it can be put back, so that nobody
//! writes the same text twice.

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use content::FormProblem;
use http_body_util::BodyExt;

/// How much of a form is kept: a text of [`FormProblem::KEPT_CHARS`] characters of four bytes, each
/// byte written as three, with the name of its field.
const KEPT_BYTES: usize = 12 * FormProblem::KEPT_CHARS + 1024;
/// How much more is read and forgotten, so that a browser that is still sending gets its answer.
const READ_BYTES: usize = 1024 * 1024;

/// What was typed, or why it cannot be taken.
#[derive(Debug)]
pub enum HelpForm {
    /// A text of 1 to [`FormProblem::MAX_CHARS`] characters.
    Fine(String),
    /// The status to answer, what is wrong, and what was typed as far as it is kept.
    Refused(StatusCode, FormProblem, String),
}

impl<S: Send + Sync> FromRequest<S> for HelpForm {
    type Rejection = std::convert::Infallible;

    async fn from_request(request: Request, _state: &S) -> Result<HelpForm, Self::Rejection> {
        Ok(match kept(request.into_body()).await {
            Some((form, is_whole)) => check(&form, is_whole),
            None => unreadable(),
        })
    }
}

/// The first bytes of a body, and whether they are all of it; `None` when it breaks off.
async fn kept(mut body: Body) -> Option<(Vec<u8>, bool)> {
    let mut kept = Vec::new();
    let mut n_read = 0;
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.ok()?.into_data() else { continue };
        n_read += data.len();
        let room = KEPT_BYTES - kept.len();
        kept.extend(data.iter().take(room));
        if n_read > READ_BYTES {
            break;
        }
    }
    let is_whole = n_read == kept.len();
    Some((kept, is_whole))
}

fn check(form: &[u8], is_whole: bool) -> HelpForm {
    let mut fields = form_urlencoded::parse(form);
    let Some((_, text)) = fields.find(|(name, _)| name == "text") else { return unreadable() };
    // Browsers send line breaks as two characters that the reader typed as one.
    let typed = text.replace("\r\n", "\n").trim().to_owned();
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    match typed.chars().count() {
        _ if !is_whole => {
            HelpForm::Refused(StatusCode::PAYLOAD_TOO_LARGE, FormProblem::TooLong, typed)
        }
        0 => HelpForm::Refused(unprocessable, FormProblem::Empty, typed),
        1..=FormProblem::MAX_CHARS => HelpForm::Fine(typed),
        _ => HelpForm::Refused(unprocessable, FormProblem::TooLong, typed),
    }
}

fn unreadable() -> HelpForm {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    HelpForm::Refused(status, FormProblem::Unreadable, String::new())
}
