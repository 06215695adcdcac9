//! The garden page: one document with its style inside, no script, nothing loaded from elsewhere,
//! forms that end in a full navigation. Works at 320 pixels and without cookies.

use super::fill::Fill;
use super::flow::{Dress, Flow};
use super::folded;
use super::help_form::help_form;
use super::html::Html;
use super::languages;
use super::optional::decided;
use super::shell::Shell;
use crate::document::{Block, BlockKind};
use crate::{Brand, Channel, Document, ReleaseState, Values};

/// The page of a document for one subject.
pub(super) fn page(document: &Document, brand: &Brand, values: &Values) -> String {
    let locale = document.locale();
    let fill = Fill::new(brand, &locale, values, Channel::Garden);
    let document = &*decided(document, &fill);
    let garden = Garden {
        flow: Flow { fill: &fill, dress: &Dress::garden() },
        values,
        form_in_help: document.block(BlockKind::ContactForm).is_none(),
    };
    let mut main = Html::default();
    languages::missing(&mut main, values, &locale);
    let mut foot = Html::default();
    for block in &document.blocks {
        match block.kind {
            BlockKind::Lead => {
                garden.flow.in_tag(&mut main, "h1", &block.title);
                garden.flow.elements(&mut main, &block.content);
            }
            BlockKind::Identity => garden.block(&mut foot, block),
            BlockKind::LanguageSwitch if !languages::has_other(values, &locale) => {}
            _ => garden.block(&mut main, block),
        }
    }
    let title = document.blocks.first().map(|lead| fill.plain(&lead.title)).unwrap_or_default();
    Shell { brand, locale: &locale, title }.page(&main, &foot)
}

/// The page of one subject.
struct Garden<'a> {
    flow: Flow<'a>,
    values: &'a Values,
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
        if !block.title.is_empty() {
            self.flow.in_tag(html, "h2", &block.title);
        }
        match block.kind {
            BlockKind::Faq => folded::questions(html, &self.flow, &block.content),
            BlockKind::LanguageSwitch => {
                languages::links(html, self.values, self.flow.fill.locale);
            }
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
                    help_form(html, self.flow.fill, &self.values.token, "");
                }
            }
        }
        html.close("section");
    }

    /// The button while it may be used, else what happens meanwhile.
    fn release(&self, html: &mut Html, block: &Block) {
        let Values { token, release, releases_left, .. } = self.values;
        let chrome = self.flow.fill.chrome;
        let status = match release {
            ReleaseState::Available if *releases_left > 0 => {
                let action = languages::address(token, "/release", self.flow.fill.locale);
                html.open("form", &[("method", "post"), ("action", &action)]);
                html.element("button", &[], chrome.text("text.release_button"));
                html.close("form");
                self.flow.elements(html, &block.content);
                return;
            }
            ReleaseState::Available => "release.none_left",
            ReleaseState::Requested => "release.requested",
            ReleaseState::Released => "release.released",
        };
        html.open("div", &[("class", "note")]);
        for block in chrome.document(status).blocks {
            self.flow.elements(html, &block.content);
        }
        html.close("div");
    }
}
