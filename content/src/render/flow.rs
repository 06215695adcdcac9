//! Running text as HTML: paragraphs, lists, links and filled placeholders, dressed by classes in
//! the garden and by inline styles in an e-mail.

use super::fill::{Fill, Filled, chosen};
use super::html::{Html, allowed_target};
use super::optional::{Presence, of_element, of_inlines, of_item};
use crate::document::{Element, Inline};
use crate::template::{Part, ValueDress};

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

impl Dress {
    /// What values need of it.
    pub fn of_values(&self) -> ValueDress {
        ValueDress {
            attribute: self.attribute.to_owned(),
            code: self.code.clone(),
            link: self.link.clone(),
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

    /// A heading, unless nothing of it is there.
    pub fn heading(&self, html: &mut Html, tag: &'static str, title: &[Inline]) {
        if !title.is_empty() {
            self.there(html, of_inlines(title), |html| self.in_tag(html, tag, title));
        }
    }

    /// Paragraphs, lists and smaller headings.
    pub fn elements(&self, html: &mut Html, elements: &[Element]) {
        for element in elements {
            self.there(html, of_element(element), |html| self.element(html, element));
        }
    }

    fn element(&self, html: &mut Html, element: &Element) {
        match element {
            Element::Paragraph { text, .. } => self.in_tag(html, "p", text),
            Element::Heading { text, .. } => self.in_tag(html, "h3", text),
            Element::List { ordered, items, .. } => {
                let tag = if *ordered { "ol" } else { "ul" };
                self.open(html, tag, &[]);
                for item in items {
                    self.there(html, of_item(item), |html| self.item(html, &item.content));
                }
                html.close(tag);
            }
        }
    }

    /// An item; its paragraph stands without a tag if nothing else is there.
    fn item(&self, html: &mut Html, content: &[Element]) {
        self.open(html, "li", &[]);
        let mut others = content.iter().map(of_element);
        let alone = match content {
            [Element::Paragraph { .. }] => Some(Presence::Always),
            [Element::Paragraph { .. }, ..] if others.next() == Some(Presence::Always) => others
                .try_fold(Vec::new(), |mut names, presence| match presence {
                    Presence::Always => None,
                    Presence::IfAny(more) => {
                        names.extend(more);
                        Some(names)
                    }
                })
                .map(Presence::IfAny),
            _ => None,
        };
        let single = |html: &mut Html| {
            if let Some(Element::Paragraph { text, .. }) = content.first() {
                self.inlines(html, text);
            }
        };
        match alone {
            None => self.elements(html, content),
            Some(Presence::Always) => single(html),
            Some(others) => {
                let all = Html::parts(|html| self.elements(html, content));
                html.append(chosen(others, all, Html::parts(single)));
            }
        }
        html.close("li");
    }

    /// Writes something that is there as its presence says.
    pub fn there(&self, html: &mut Html, presence: Presence, write: impl FnOnce(&mut Html)) {
        match presence {
            Presence::Always => write(html),
            presence => html.append(chosen(presence, Html::parts(write), Vec::new())),
        }
    }

    /// Words, links and placeholders.
    pub fn inlines(&self, html: &mut Html, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text { text, .. } => html.text(text),
                Inline::Strong { text, .. } => self.in_tag(html, "strong", text),
                Inline::Link { text, target, .. } => {
                    match allowed_target(target, &self.fill.brand.allowed_hosts) {
                        Some(target) => {
                            self.open(html, "a", &[("href", target)]);
                            self.inlines(html, text);
                            html.close("a");
                        }
                        None => self.inlines(html, text),
                    }
                }
                Inline::Break { .. } => html.open("br", &[]),
                Inline::Placeholder { name, .. } => self.filled(html, self.fill.filled(name)),
                Inline::Optional { name, text, .. } => {
                    let words = Html::parts(|html| self.inlines(html, text));
                    let yes = Presence::IfAny(vec![name.clone()]);
                    html.append(chosen(yes, words, Vec::new()));
                }
            }
        }
    }

    fn filled(&self, html: &mut Html, filled: Filled<'_>) {
        match filled {
            // Words may run the other way than the page; they must turn nothing around them.
            Filled::Words(words) => html.element("bdi", &[], &words),
            Filled::Slot(slot) => html.part(Part::Value(slot)),
            Filled::Address(url) => html.address(&url, (self.dress.attribute, &self.dress.link)),
            Filled::Phone(phone) => {
                let target = format!("tel:{}", phone.e164);
                let attributes =
                    [(self.dress.attribute, &*self.dress.phone), ("dir", "ltr"), ("href", &target)];
                html.element("a", &attributes, &phone.national);
            }
        }
    }

    fn open(&self, html: &mut Html, tag: &str, attributes: &[(&str, &str)]) {
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
