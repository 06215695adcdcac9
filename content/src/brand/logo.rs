//! The logo: a small SVG drawing from a short list of elements and attributes, because it is the
//! only markup that the renderer copies instead of making.

use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

use words::text_value;

mod lists;
mod walk;

/// The largest logo, in bytes (rule G-08).
const MAX_BYTES: usize = 3000;

/// An SVG drawing of at most 3000 bytes without script, style, text or links, that loads nothing and
/// refers to nothing but its own parts. An XML declaration before it is taken and left out.
///
/// JSON may carry a text that an earlier version of this filter took: it is kept, so that a stored
/// brand opens and its hash stays, but only [`Logo::drawing`] reaches a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(into = "String")]
#[schema(value_type = String)]
pub struct Logo(String);

/// Why a text is not a logo.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidLogo {
    /// Too many bytes.
    #[error("the logo has at most 3000 bytes")]
    Size,
    /// Not one well-formed `<svg>` element.
    #[error("the logo is one svg element with every tag closed and every value in double quotes")]
    Shape,
    /// An element that is not on the list.
    #[error("the logo has only shapes: no <{0}>")]
    Element(String),
    /// An attribute that is not on the list.
    #[error("the logo has only drawing attributes: no {attribute} on <{element}>")]
    Attribute {
        /// The name of the attribute.
        attribute: String,
        /// The element that has it.
        element: String,
    },
    /// An attribute whose value could load something, or hide what it does.
    #[error(
        "the logo loads nothing and refers to nothing but its own parts: {attribute} on <{element}> \
         has {found}"
    )]
    Value {
        /// The name of the attribute.
        attribute: String,
        /// The element that has it.
        element: String,
        /// What its value has.
        found: String,
    },
    /// Words outside `<title>` and `<desc>`, or an entity in them.
    #[error("the logo has words in <title> and <desc> only, and no entities: {0} is in <{1}>")]
    Words(String, String),
}

impl Logo {
    /// The drawing, if a page may hold it by today's rules.
    pub fn drawing(&self) -> Option<&str> {
        let is_safe = self.0.len() <= MAX_BYTES && walk::check(&self.0).is_ok();
        is_safe.then_some(self.0.as_str())
    }
}

impl<'de> Deserialize<'de> for Logo {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Logo, D::Error> {
        String::deserialize(deserializer).map(Logo)
    }
}

impl FromStr for Logo {
    type Err = InvalidLogo;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if text.len() > MAX_BYTES {
            return Err(InvalidLogo::Size);
        }
        let svg = without_declaration(text);
        walk::check(svg)?;
        Ok(Logo(svg.to_owned()))
    }
}

/// The drawing without `<?xml … ?>` before it, which a page would show as a comment.
fn without_declaration(text: &str) -> &str {
    let text = text.trim_start_matches('\u{feff}');
    let declared = text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"));
    match declared {
        Some((inside, svg))
            if inside.starts_with(char::is_whitespace) && !inside.contains(['<', '>', '&']) =>
        {
            svg.trim_start()
        }
        _ => text,
    }
}

text_value!(Logo, InvalidLogo);

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(svg: &str, names: &[&str]) {
        let message = svg.parse::<Logo>().unwrap_err().to_string();
        assert!(names.iter().all(|name| message.contains(name)), "{svg}: {message}");
    }

    #[test]
    fn a_drawing_is_a_logo() {
        for svg in [
            r##"<svg viewBox="0 0 4 4"><g fill="#fff"><path d="M0 0h4"/></g></svg>"##,
            r##"<svg role="img"><title>Müller &amp; Söhne: "best"</title><desc>A > b</desc></svg>"##,
            r##"<svg id="mark"><g transform="rotate(45 1 1) scale(2)" fill="rgb(1 2 3)"/></svg>"##,
            r##"<svg><defs><linearGradient id="a_1" href="#b"><stop offset="0" stop-color="#fff"/></linearGradient></defs><path fill="url(#a_1)" stroke="url( '#b' )" d="M0"/></svg>"##,
            r##"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><linearGradient id="a" xlink:href="#b"/></svg>"##,
        ] {
            assert_eq!(svg.parse::<Logo>().map(String::from), Ok(svg.to_owned()));
        }
    }

    #[test]
    fn an_xml_declaration_is_taken_and_left_out() {
        let svg = "\u{feff}<?xml version='1.0' encoding=\"UTF-8\"?>\n<svg></svg>\n";
        assert_eq!(svg.parse::<Logo>().unwrap().to_string(), "<svg></svg>");
        refused("<?xml-stylesheet href=\"x\"?><svg></svg>", &["<?xml-stylesheet>"]);
        refused(
            "<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY a \"b\">]><svg></svg>",
            &["<!DOCTYPE>"],
        );
        refused("<svg><?xml version=\"1.0\"?></svg>", &["<?xml>"]);
    }

    #[test]
    fn what_could_load_or_run_something_is_refused_by_name() {
        refused("<svg><script></script></svg>", &["<script>"]);
        refused("<svg><SCRIPT></SCRIPT></svg>", &["<SCRIPT>"]);
        refused("<svg><style>rect{fill:red}</style></svg>", &["<style>"]);
        refused("<svg><a href=\"https://evil.example\"></a></svg>", &["<a>"]);
        refused("<svg><image href=\"x\"/></svg>", &["<image>"]);
        refused("<svg><use href=\"#a\"/></svg>", &["<use>"]);
        refused("<svg><set attributeName=\"href\"/></svg>", &["<set>"]);
        refused("<svg><foreignObject/></svg>", &["<foreignObject>"]);
        refused("<svg><!-- x --></svg>", &["<!-->"]);
        refused("<svg><title><script/></title></svg>", &["<script>"]);
        refused("<svg onload=\"x()\"></svg>", &["onload", "<svg>"]);
        refused("<svg ONLOAD=\"x()\"></svg>", &["ONLOAD", "<svg>"]);
        refused("<svg><path style=\"fill:red\"/></svg>", &["style", "<path>"]);
        refused("<svg><path href=\"#a\"/></svg>", &["href", "<path>"]);
        let gradient = |value: &str| format!("<svg><linearGradient xlink:href=\"{value}\"/></svg>");
        for outside in ["https://evil.example/#a", "//evil.example", "a.svg#b", "#", "#a b", ""] {
            refused(&gradient(outside), &["xlink:href", "<linearGradient>"]);
        }
    }

    #[test]
    fn an_address_in_a_value_is_refused_however_it_is_spelled() {
        for value in [
            "url(https://evil.example/x)",
            "URL(//evil.example)",
            "url(x.svg#a)",
            "Url('#a) url(b')",
            "url(#a) url(#b)",
            "url(#a",
            "image-set('x' 1x)",
            "-webkit-image-set(url(#a) 1x)",
            "\\75rl(//evil.example)",
            "u\\72l(#a)",
            "url/**/(#a)",
            "src('x')",
            "expression(alert(1))",
            "javascript:alert(1)",
            "&#117;rl(x)",
            "@import 'x'",
        ] {
            refused(&format!("<svg><rect fill=\"{value}\"/></svg>"), &["fill", "<rect>"]);
            refused(&format!("<svg><rect width=\"{value}\"/></svg>"), &["width", "<rect>"]);
        }
        refused("<svg><rect width=\"url(#a)\"/></svg>", &["width", "<rect>"]);
        refused("<svg xmlns=\"http://evil.example\"></svg>", &["xmlns", "<svg>"]);
        refused("<svg id=\"a b\"></svg>", &["id", "<svg>"]);
    }

    #[test]
    fn words_are_in_title_and_desc_only() {
        refused("<svg>words</svg>", &["words", "<svg>"]);
        refused("<svg><title>&evil;</title></svg>", &["&evil;", "<title>"]);
        refused("<svg><title>&#60;</title></svg>", &["&#60;", "<title>"]);
    }

    #[test]
    fn what_is_not_one_whole_element_is_no_drawing() {
        for wrong in [
            "<svg><g></svg>",
            "<svg></svg><p>",
            "<svg><path d='M0'/></svg>",
            "<svg><path d=M0/></svg>",
            "<svg><path d=\"M0\"",
            "<svg",
            "<",
            "svg",
            "",
        ] {
            assert_eq!(wrong.parse::<Logo>(), Err(InvalidLogo::Shape), "{wrong}");
        }
        refused("<g></g>", &["<g>"]);
        refused("</svg>", &["svg"]);
    }

    #[test]
    fn a_large_logo_is_refused() {
        let svg = format!("<svg><path d=\"{}\"/></svg>", "M".repeat(3000));
        assert_eq!(svg.parse::<Logo>(), Err(InvalidLogo::Size));
    }
}
