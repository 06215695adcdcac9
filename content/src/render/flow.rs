//! Running text as HTML: paragraphs, lists, links and filled placeholders, dressed by classes in
//! the garden and by inline styles in an e-mail.

use super::fill::{Fill, Filled};
use super::html::{Html, allowed_target};
use crate::document::{Element, Inline};

/// Writes the text of one document.
pub(super) struct Flow<'a> {
    pub fill: &'a Fill<'a>,
    pub dress: &'a Dress,
}

/// The attribute that dresses the tags, and its value for each; an empty value dresses nothing.
pub(super) struct Dress {
    pub attribute: &'static str,
    pub heading: String,
    pub subheading: String,
    pub paragraph: String,
    pub list: String,
    pub item: String,
    pub link: String,
    pub code: String,
    pub phone: String,
}

impl Dress {
    /// In the garden one style element does it; only code and telephone need a class.
    pub fn garden() -> Dress {
        let none = String::new;
        Dress {
            attribute: "class",
            heading: none(),
            subheading: none(),
            paragraph: none(),
            list: none(),
            item: none(),
            link: none(),
            code: "code".to_owned(),
            phone: "tel".to_owned(),
        }
    }
}

impl Flow<'_> {
    /// Inlines in a tag of their own.
    pub fn in_tag(&self, html: &mut Html, tag: &'static str, text: &[Inline]) {
        self.open(html, tag, &[]);
        self.inlines(html, text);
        html.close(tag);
    }

    /// Paragraphs, lists and smaller headings.
    pub fn elements(&self, html: &mut Html, elements: &[Element]) {
        for element in elements {
            match element {
                Element::Paragraph { text, .. } => self.in_tag(html, "p", text),
                Element::Heading { text, .. } => self.in_tag(html, "h3", text),
                Element::List { ordered, items, .. } => {
                    let tag = if *ordered { "ol" } else { "ul" };
                    self.open(html, tag, &[]);
                    for item in items {
                        self.open(html, "li", &[]);
                        match &item.content[..] {
                            [Element::Paragraph { text, .. }] => self.inlines(html, text),
                            content => self.elements(html, content),
                        }
                        html.close("li");
                    }
                    html.close(tag);
                }
            }
        }
    }

    /// Words without a tag of their own.
    pub fn inlines(&self, html: &mut Html, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text { text, .. } => html.text(text),
                Inline::Strong { text, .. } => self.in_tag(html, "strong", text),
                Inline::Link { text, target, .. } => {
                    match allowed_target(target, self.fill.brand) {
                        Some(target) => {
                            self.open(html, "a", &[("href", target)]);
                            self.inlines(html, text);
                            html.close("a");
                        }
                        None => self.inlines(html, text),
                    }
                }
                Inline::Break { .. } => html.open("br", &[]),
                Inline::Placeholder { name, .. } => self.filled(html, &self.fill.filled(name)),
                Inline::Optional { name, text, .. } => {
                    if self.fill.is_yes(name) {
                        self.inlines(html, text);
                    }
                }
            }
        }
    }

    fn filled(&self, html: &mut Html, filled: &Filled<'_>) {
        let attribute = self.dress.attribute;
        match filled {
            // A value may run the other way than the page; it must turn nothing around it.
            Filled::Words(words) | Filled::Missing(words) => html.element("bdi", &[], words),
            Filled::Code(code) => {
                html.element("span", &[(attribute, &self.dress.code), ("dir", "ltr")], code);
            }
            Filled::Address(url) => {
                self.open(html, "a", &[("href", url), ("dir", "ltr")]);
                html.text(url);
                html.close("a");
            }
            Filled::Phone(phone) => {
                let target = format!("tel:{}", phone.e164);
                let attributes =
                    [(attribute, &*self.dress.phone), ("dir", "ltr"), ("href", &target)];
                html.element("a", &attributes, &phone.national);
            }
        }
    }

    fn open(&self, html: &mut Html, tag: &'static str, attributes: &[(&'static str, &str)]) {
        let dress = match tag {
            "h1" | "h2" => &self.dress.heading,
            "h3" => &self.dress.subheading,
            "p" => &self.dress.paragraph,
            "ol" | "ul" => &self.dress.list,
            "li" => &self.dress.item,
            "a" => &self.dress.link,
            _ => "",
        };
        let mut all = attributes.to_vec();
        if !dress.is_empty() {
            all.push((self.dress.attribute, dress));
        }
        html.open(tag, &all);
    }
}
