//! The garden page: one document with its style inside, no script, nothing loaded from elsewhere,
//! forms that end in a full navigation. Works at 320 pixels and without cookies.

use super::fill::Fill;
use super::flow::{Dress, Flow};
use super::folded;
use super::help_form::help_form;
use super::html::Html;
use super::languages;
use super::shell::Shell;
use crate::document::{Block, BlockKind};
use crate::template::{Part, ReleaseParts};
use crate::{Brand, Channel, Document, Target, Template};

/// The page of a document.
pub(super) fn page(document: &Document, brand: &Brand) -> Template {
    let locale = document.locale();
    let fill = Fill::new(brand, &locale, Channel::Garden);
    let dress = Dress::garden();
    let garden = Garden {
        flow: Flow { fill: &fill, dress: &dress },
        form_in_help: document.block(BlockKind::ContactForm).is_none(),
    };
    let mut main = Html::default();
    main.part(Part::MissingLanguage);
    let mut foot = Html::default();
    for block in &document.blocks {
        match block.kind {
            BlockKind::Lead => {
                garden.flow.in_tag(&mut main, "h1", &block.title);
                garden.flow.elements(&mut main, &block.content);
            }
            BlockKind::Identity => garden.block(&mut foot, block),
            BlockKind::LanguageSwitch => {
                let switch = Html::parts(|html| garden.block(html, block));
                main.part(Part::OtherLanguages(switch));
            }
            _ => garden.block(&mut main, block),
        }
    }
    let title = document.blocks.first().map(|lead| lead.title.as_slice()).unwrap_or_default();
    let parts = Shell { fill: &fill, title }.page(main, foot);
    let hosts = brand.allowed_hosts.clone();
    let (target, dress) = (Target::GardenHtml, dress.of_values());
    Template { target, locale, hosts, dress, parts, subject: Vec::new() }
}

/// The page of a document.
struct Garden<'a> {
    flow: Flow<'a>,
    /// Whether the help block has the form, because no block of its own does.
    form_in_help: bool,
}

impl Garden<'_> {
    fn block(&self, html: &mut Html, block: &Block) {
        html.open("section", &[("class", block.kind.name()), ("id", &block.id)]);
        if block.kind == BlockKind::Why {
            folded::block(html, &self.flow, block);
            html.close("section");
            return;
        }
        self.flow.heading(html, "h2", &block.title);
        match block.kind {
            BlockKind::Faq => folded::questions(html, &self.flow, &block.content),
            BlockKind::LanguageSwitch => html.part(Part::LanguageLinks),
            BlockKind::Verify => {
                html.open("div", &[]);
                self.flow.elements(html, &block.content);
                html.close("div");
            }
            BlockKind::Release => self.release(html, block),
            kind => {
                self.flow.elements(html, &block.content);
                let own = kind == BlockKind::ContactForm;
                if own || (kind == BlockKind::Help && self.form_in_help) {
                    help_form(html, self.flow.fill, "");
                }
            }
        }
        html.close("section");
    }

    /// The button while it may be used, else what happens meanwhile.
    fn release(&self, html: &mut Html, block: &Block) {
        let (chrome, locale) = (self.flow.fill.chrome, self.flow.fill.locale);
        let available = Html::parts(|html| {
            languages::open_to(html, "form", &[("method", "post")], ("action", "/release"), locale);
            html.element("button", &[], chrome.text("text.release_button"));
            html.close("form");
            self.flow.elements(html, &block.content);
        });
        html.part(Part::Release(Box::new(ReleaseParts {
            available,
            none_left: self.status("release.none_left"),
            requested: self.status("release.requested"),
            released: self.status("release.released"),
        })));
    }

    /// A note instead of the button.
    fn status(&self, key: &str) -> Vec<Part> {
        Html::parts(|html| {
            html.open("div", &[("class", "note")]);
            for block in self.flow.fill.chrome.document(key).blocks {
                self.flow.elements(html, &block.content);
            }
            html.close("div");
        })
    }
}
