//! The garden page: one document with its style inside, no script, nothing loaded from elsewhere,
//! forms that end in a full navigation. Works at 320 pixels and without cookies.

use super::fill::{Fill, Filled};
use super::html::{Html, allowed_target};
use super::notice::FormProblem;
use super::style::{csp_hash, style};
use crate::document::{Block, BlockKind, Element, Inline};
use crate::{Brand, Document, Locale, ReleaseState, Token, Values, parse};

/// The page of a document for one subject.
pub(super) fn page(document: &Document, brand: &Brand, values: &Values) -> String {
    let locale = document.locale();
    let fill = Fill::new(brand, &locale, values);
    let mut main = Html::default();
    let mut foot = Html::default();
    let form_in_help = document.block(BlockKind::ContactForm).is_none();
    for block in &document.blocks {
        match block.kind {
            BlockKind::Lead => {
                heading(&mut main, &block.title, &fill);
                section(&mut main, &block.content, &fill);
            }
            BlockKind::Identity => in_section(&mut foot, block, &fill, |html| {
                section(html, &block.content, &fill);
            }),
            _ => in_section(&mut main, block, &fill, |html| {
                block_content(html, block, &fill, values, form_in_help);
            }),
        }
    }
    let title = document.blocks.first().map(|lead| fill.plain(&lead.title)).unwrap_or_default();
    Shell { brand, locale: &locale, title }.page(&main, &foot)
}

fn in_section(html: &mut Html, block: &Block, fill: &Fill<'_>, content: impl FnOnce(&mut Html)) {
    html.open("section", &[("class", block.kind.name()), ("id", &block.id)]);
    if !block.title.is_empty() {
        html.open("h2", &[]);
        inlines(html, &block.title, fill);
        html.close("h2");
    }
    content(html);
    html.close("section");
}

fn block_content(
    html: &mut Html,
    block: &Block,
    fill: &Fill<'_>,
    values: &Values,
    form_in_help: bool,
) {
    match block.kind {
        BlockKind::Verify => {
            html.open("div", &[]);
            section(html, &block.content, fill);
            html.close("div");
        }
        BlockKind::Release => release(html, block, fill, values),
        BlockKind::Help | BlockKind::ContactForm => {
            section(html, &block.content, fill);
            if block.kind == BlockKind::ContactForm || form_in_help {
                help_form(html, fill, &values.token);
            }
        }
        _ => section(html, &block.content, fill),
    }
}

/// The button while it may be used, else what happens meanwhile.
fn release(html: &mut Html, block: &Block, fill: &Fill<'_>, values: &Values) {
    let texts = &fill.chrome.release;
    let status = match values.release {
        ReleaseState::Available if values.releases_left > 0 => {
            html.open(
                "form",
                &[("method", "post"), ("action", &format!("/g/{}/release", values.token))],
            );
            html.element("button", &[], &fill.chrome.text.release_button);
            html.close("form");
            section(html, &block.content, fill);
            return;
        }
        ReleaseState::Available => &texts.none_left,
        ReleaseState::Requested => &texts.requested,
        ReleaseState::Released => &texts.released,
    };
    html.open("div", &[("class", "note")]);
    for block in parse(status).0.blocks {
        section(html, &block.content, fill);
    }
    html.close("div");
}

fn help_form(html: &mut Html, fill: &Fill<'_>, token: &Token) {
    let max_chars = FormProblem::MAX_CHARS.to_string();
    html.open("form", &[("method", "post"), ("action", &format!("/g/{token}/help"))]);
    html.open("label", &[]);
    html.text(&fill.chrome.text.help_label);
    html.open("textarea", &[("name", "text"), ("maxlength", &max_chars), ("required", "")]);
    html.close("textarea");
    html.close("label");
    html.element("button", &[("class", "quiet")], &fill.chrome.text.help_button);
    html.close("form");
}

/// The headline of a page.
pub(super) fn heading(html: &mut Html, title: &[Inline], fill: &Fill<'_>) {
    html.open("h1", &[]);
    inlines(html, title, fill);
    html.close("h1");
}

/// Paragraphs, lists and smaller headings.
pub(super) fn section(html: &mut Html, elements: &[Element], fill: &Fill<'_>) {
    for element in elements {
        match element {
            Element::Paragraph { text, .. } => in_tag(html, "p", text, fill),
            Element::Heading { text, .. } => in_tag(html, "h3", text, fill),
            Element::List { ordered, items, .. } => {
                let tag = if *ordered { "ol" } else { "ul" };
                html.open(tag, &[]);
                for item in items {
                    html.open("li", &[]);
                    match &item.content[..] {
                        [Element::Paragraph { text, .. }] => inlines(html, text, fill),
                        content => section(html, content, fill),
                    }
                    html.close("li");
                }
                html.close(tag);
            }
        }
    }
}

fn in_tag(html: &mut Html, tag: &'static str, text: &[Inline], fill: &Fill<'_>) {
    html.open(tag, &[]);
    inlines(html, text, fill);
    html.close(tag);
}

fn inlines(html: &mut Html, inlines_: &[Inline], fill: &Fill<'_>) {
    for inline in inlines_ {
        match inline {
            Inline::Text { text, .. } => html.text(text),
            Inline::Strong { text, .. } => in_tag(html, "strong", text, fill),
            Inline::Link { text, target, .. } => match allowed_target(target, fill.brand) {
                Some(target) => {
                    html.open("a", &[("href", target)]);
                    inlines(html, text, fill);
                    html.close("a");
                }
                None => inlines(html, text, fill),
            },
            Inline::Break { .. } => html.open("br", &[]),
            Inline::Placeholder { name, .. } => filled(html, &fill.filled(name)),
        }
    }
}

fn filled(html: &mut Html, filled: &Filled<'_>) {
    match filled {
        Filled::Words(words) | Filled::Missing(words) => html.text(words),
        Filled::Code(code) => html.element("span", &[("class", "code"), ("dir", "ltr")], code),
        Filled::Phone(phone) => {
            let target = format!("tel:{}", phone.e164);
            html.element(
                "a",
                &[("class", "tel"), ("dir", "ltr"), ("href", &target)],
                &phone.national,
            );
        }
    }
}

/// What is around every page: head, brand, footer.
pub(super) struct Shell<'a> {
    pub brand: &'a Brand,
    pub locale: &'a Locale,
    pub title: String,
}

impl Shell<'_> {
    /// The whole page around its main part and what goes above the footer's own lines.
    pub fn page(&self, main: &Html, foot: &Html) -> String {
        let mut html = Html::default();
        html.trusted("<!DOCTYPE html>");
        let language = self.locale.to_string();
        html.open("html", &[("lang", &language), ("dir", self.locale.direction().name())]);
        self.head(&mut html);
        html.open("body", &[]);
        html.open("header", &[]);
        html.open("p", &[]);
        html.trusted(self.brand.logo.as_ref());
        html.text(&self.brand.name);
        html.close("p");
        html.close("header");
        html.open("main", &[]);
        html.trusted(main.as_str());
        html.close("main");
        html.open("footer", &[]);
        html.trusted(foot.as_str());
        html.element("p", &[], &self.identity());
        html.close("footer");
        html.close("body");
        html.close("html");
        html.finish()
    }

    fn head(&self, html: &mut Html) {
        let style = style(self.brand);
        let policy = format!(
            "default-src 'none'; style-src '{}'; img-src data:; form-action 'self'; base-uri 'none'",
            csp_hash(&style)
        );
        html.open("head", &[]);
        html.open("meta", &[("charset", "utf-8")]);
        html.open("meta", &[("http-equiv", "Content-Security-Policy"), ("content", &policy)]);
        html.open(
            "meta",
            &[("name", "viewport"), ("content", "width=device-width,initial-scale=1")],
        );
        html.open("meta", &[("name", "referrer"), ("content", "no-referrer")]);
        html.open("meta", &[("name", "robots"), ("content", "noindex")]);
        html.open("meta", &[("name", "format-detection"), ("content", "telephone=no")]);
        let name = &self.brand.name;
        let title = if self.title.trim().is_empty() {
            name.clone()
        } else {
            format!("{} · {name}", self.title)
        };
        html.element("title", &[], &title);
        html.open("link", &[("rel", "icon"), ("href", "data:,")]);
        html.open("style", &[]);
        html.trusted(&style);
        html.close("style");
        html.close("head");
    }

    /// The provider as it signs: name, legal name, address.
    fn identity(&self) -> String {
        let brand = self.brand;
        let parts = [&brand.name, &brand.legal_name, &brand.address];
        let parts: Vec<&str> =
            parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    }
}
