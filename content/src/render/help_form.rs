//! The help form: on the page of a subject, and again, with what was typed, when it could not be
//! taken.

use super::fill::Fill;
use super::html::Html;
use super::languages;
use super::notice::FormProblem;

/// The form, holding `text` as text, never as markup.
pub(super) fn help_form(html: &mut Html, fill: &Fill<'_>, text: &str) {
    let (chrome, max_chars) = (fill.chrome, FormProblem::MAX_CHARS.to_string());
    languages::open_to(html, "form", &[("method", "post")], ("action", "/help"), fill.locale);
    html.open("label", &[]);
    html.text(chrome.text("text.help_label"));
    html.open("textarea", &[("name", "text"), ("maxlength", &max_chars), ("required", "")]);
    if !text.is_empty() {
        // A line break directly behind the tag is swallowed: this one, instead of one in the text.
        html.text("\n");
        html.text(text);
    }
    html.close("textarea");
    html.close("label");
    html.element("button", &[("class", "quiet")], chrome.text("text.help_button"));
    html.close("form");
}
