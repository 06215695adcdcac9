//! The help form as it arrives: what was typed is read as far as it can be put back, so that nobody
//! writes the same text twice.

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use content::FormProblem;
use http_body_util::BodyExt;

use crate::limit;

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
        if limit::announced(request.headers()).is_some_and(|length| length > READ_BYTES as u64) {
            return Ok(too_long(String::new()));
        }
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
    let sent = text.replace("\r\n", "\n");
    let clean: String = sent.chars().filter(|char| !is_unclean(*char)).collect();
    let typed = clean.trim().to_owned();
    let problem = match typed.chars().count() {
        _ if !is_whole => return too_long(typed),
        _ if typed.chars().all(is_invisible) => FormProblem::Empty,
        _ if clean.len() < sent.len() => FormProblem::Unclean,
        0..=FormProblem::MAX_CHARS => return HelpForm::Fine(typed),
        _ => FormProblem::TooLong,
    };
    HelpForm::Refused(StatusCode::UNPROCESSABLE_ENTITY, problem, typed)
}

/// Control characters, characters that Unicode keeps out of texts, and what stands for bytes that
/// were no UTF-8.
fn is_unclean(char: char) -> bool {
    let is_control = char.is_control() && !matches!(char, '\n' | '\t');
    let is_no_character =
        u32::from(char) & 0xFFFE == 0xFFFE || matches!(char, '\u{FDD0}'..='\u{FDEF}');
    is_control || is_no_character || char == char::REPLACEMENT_CHARACTER
}

/// Space, and the characters that show nothing by themselves (Default_Ignorable_Code_Point of
/// Unicode, and the empty pattern of Braille).
fn is_invisible(char: char) -> bool {
    char.is_whitespace()
        || matches!(char,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}' | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

fn too_long(typed: String) -> HelpForm {
    HelpForm::Refused(StatusCode::PAYLOAD_TOO_LARGE, FormProblem::TooLong, typed)
}

fn unreadable() -> HelpForm {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    HelpForm::Refused(status, FormProblem::Unreadable, String::new())
}
