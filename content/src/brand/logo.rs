//! The logo: a small SVG drawing from a short list of elements and attributes, because it is the
//! only markup that the renderer copies instead of making.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::text_value::text_value;

/// The largest logo, in bytes (rule G-08).
const MAX_BYTES: usize = 3000;

const ELEMENTS: [&str; 9] =
    ["svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"];

const ATTRIBUTES: [&str; 29] = [
    "xmlns",
    "viewBox",
    "width",
    "height",
    "fill",
    "fill-rule",
    "clip-rule",
    "stroke",
    "stroke-width",
    "stroke-linecap",
    "stroke-linejoin",
    "opacity",
    "transform",
    "d",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "rx",
    "ry",
    "r",
    "cx",
    "cy",
    "points",
    "role",
    "aria-hidden",
    "focusable",
];

/// An SVG drawing of at most 3000 bytes without script, style, text, links or references.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String", into = "String")]
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
    #[error("the logo has only drawing attributes: no {0}")]
    Attribute(String),
}

impl FromStr for Logo {
    type Err = InvalidLogo;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let svg = text.trim();
        if svg.len() > MAX_BYTES {
            return Err(InvalidLogo::Size);
        }
        if !svg.starts_with("<svg") {
            return Err(InvalidLogo::Shape);
        }
        check(svg)?;
        Ok(Logo(svg.to_owned()))
    }
}

/// Walks over the tags; anything but white space between them is refused.
fn check(svg: &str) -> Result<(), InvalidLogo> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = svg;
    while let Some(tag_start) = rest.strip_prefix('<') {
        let end = tag_start.find('>').ok_or(InvalidLogo::Shape)?;
        let tag = &tag_start[..end];
        rest = tag_start[end + 1..].trim_start();
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name.trim_end()) {
                return Err(InvalidLogo::Shape);
            }
        } else {
            let body = tag.strip_suffix('/').unwrap_or(tag);
            let name = check_tag(body)?;
            if !tag.ends_with('/') {
                open.push(name);
            }
        }
        if open.is_empty() {
            break;
        }
    }
    if rest.is_empty() && open.is_empty() { Ok(()) } else { Err(InvalidLogo::Shape) }
}

/// The name of an opening tag whose attributes are all on the list.
fn check_tag(body: &str) -> Result<&str, InvalidLogo> {
    let (name, mut rest) = body.split_once(char::is_whitespace).unwrap_or((body, ""));
    if !ELEMENTS.contains(&name) {
        return Err(InvalidLogo::Element(name.chars().take(20).collect()));
    }
    rest = rest.trim();
    while !rest.is_empty() {
        let (key, after) = rest.split_once("=\"").ok_or(InvalidLogo::Shape)?;
        if !ATTRIBUTES.contains(&key) {
            return Err(InvalidLogo::Attribute(key.chars().take(20).collect()));
        }
        let (value, after) = after.split_once('"').ok_or(InvalidLogo::Shape)?;
        let address = key != "xmlns" && (value.contains("url(") || value.contains(':'));
        if value.contains(['<', '&']) || address {
            return Err(InvalidLogo::Attribute(format!("{key} with a reference")));
        }
        rest = after.trim_start();
    }
    Ok(name)
}

text_value!(Logo, InvalidLogo);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_is_a_logo() {
        let svg = r##"<svg viewBox="0 0 4 4"><g fill="#fff"><path d="M0 0h4"/></g></svg>"##;
        assert_eq!(svg.parse::<Logo>().unwrap().to_string(), svg);
    }

    #[test]
    fn script_references_and_text_are_refused_with_the_reason() {
        for wrong in [
            "<svg><script></script></svg>",
            "<svg onload=\"x()\"></svg>",
            "<svg><path style=\"fill:red\"/></svg>",
            "<svg><path fill=\"url(#a)\"/></svg>",
            "<svg><a href=\"https://evil.example\"></a></svg>",
            "<svg><image href=\"x\"/></svg>",
            "<svg>words</svg>",
            "<svg><!-- x --></svg>",
            "<svg><g></svg>",
            "<svg></svg><p>",
            "<svg><path d='M0'/></svg>",
            "",
        ] {
            assert!(wrong.parse::<Logo>().is_err(), "{wrong}");
        }
        assert_eq!(
            "<svg><script></script></svg>".parse::<Logo>().unwrap_err().to_string(),
            "the logo has only shapes: no <script>"
        );
    }

    #[test]
    fn a_large_logo_is_refused() {
        let svg = format!("<svg><path d=\"{}\"/></svg>", "M".repeat(3000));
        assert_eq!(svg.parse::<Logo>(), Err(InvalidLogo::Size));
    }
}
