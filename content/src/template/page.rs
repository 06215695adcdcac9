//! Filling in a page: bytes, values between tags, and what hangs on where the subject stands.

use super::paper::PaperFiller;
use super::{Part, ReleaseParts, Slot, Template, Written};
use crate::ReleaseState;
use crate::render::{Html, languages};

/// Fills in one page.
pub(super) struct PageFiller<'t> {
    template: &'t Template,
    words: PaperFiller<'t>,
    html: Html,
    /// Whether a question is open.
    is_open: bool,
}

impl<'t> PageFiller<'t> {
    /// A page; `words` writes the values as plain text.
    pub fn new(template: &'t Template, words: PaperFiller<'t>) -> PageFiller<'t> {
        PageFiller { template, words, html: Html::default(), is_open: false }
    }

    /// The whole page.
    pub fn page(mut self) -> String {
        self.parts(&self.template.parts);
        self.html.into_text()
    }

    fn parts(&mut self, parts: &'t [Part]) {
        parts.iter().for_each(|part| self.part(part));
    }

    fn part(&mut self, part: &'t Part) {
        let filling = self.words.filling;
        match part {
            Part::Static(bytes) => self.html.trusted(bytes),
            Part::Token => {
                self.html.text(filling.token.map(AsRef::as_ref).unwrap_or_default());
            }
            Part::Value(slot) => self.value(slot),
            Part::If(choice) => self.parts(match filling.is_any(&choice.any) {
                true => &choice.then,
                false => &choice.otherwise,
            }),
            Part::Line(parts) => {
                let mut line = String::new();
                self.words.line(parts, &mut line);
                self.html.text(&line);
            }
            Part::FoldBegin => {
                self.close_fold();
                self.is_open = true;
                self.html.open("details", &[]);
            }
            Part::FoldEnd => self.close_fold(),
            Part::Release(parts) => self.release(parts),
            Part::OtherLanguages(parts) => {
                if languages::has_other(filling.other_locales, &self.template.locale) {
                    self.parts(parts);
                }
            }
            Part::LanguageLinks => {
                languages::links(&mut self.html, filling, &self.template.locale);
            }
            Part::MissingLanguage => {
                if let Some(wanted) = filling.missing_locale {
                    languages::missing(&mut self.html, wanted, &self.template.locale);
                }
            }
            // A page has none of these.
            Part::Paragraph(parts)
            | Part::Heading(parts, _)
            | Part::List(_, parts)
            | Part::Item(parts)
            | Part::Link(parts, _) => self.parts(parts),
        }
    }

    fn close_fold(&mut self) {
        if std::mem::take(&mut self.is_open) {
            self.html.close("details");
        }
    }

    fn release(&mut self, parts: &'t ReleaseParts) {
        let filling = self.words.filling;
        self.parts(match filling.release {
            ReleaseState::Available if filling.releases_left > Some(0) => &parts.available,
            ReleaseState::Available => &parts.none_left,
            ReleaseState::Requested => &parts.requested,
            ReleaseState::Released => &parts.released,
        });
    }

    fn value(&mut self, slot: &Slot) {
        let dress = &self.template.dress;
        let attribute = dress.attribute.as_str();
        let written = self.words.written(slot);
        let html = &mut self.html;
        match written {
            // A value may run the other way than the page; it must turn nothing around it.
            Written::Words(words) => html.element("bdi", &[], &words),
            Written::Missing => html.element("bdi", &[], &slot.missing),
            Written::Code(code) => {
                html.element("span", &[(attribute, &dress.code), ("dir", "ltr")], code.as_ref());
            }
            Written::Address(url) => html.address(url, (attribute, &dress.link)),
        }
    }
}
