//! Plain text: the text part of an e-mail, a letter, and what the help desk reads out. The same
//! blocks, codes and links as the page, in the same order.

use super::fill::{Fill, Plain, chosen};
use super::optional::{of_element, of_inlines, of_item};
use crate::document::{Block, BlockKind, Element, Item};
use crate::template::{Part, ValueDress};
use crate::{Brand, Document, Target, Template};

/// The text of a document.
pub(super) fn page(document: &Document, brand: &Brand, target: Target) -> Template {
    let locale = document.locale();
    let fill = Fill::new(brand, &locale, document.channel());
    let mut parts = Vec::new();
    // Links to other languages are for the page that has them.
    let said = |block: &&Block| block.kind != BlockKind::LanguageSwitch;
    for block in document.blocks.iter().filter(said) {
        if !block.title.is_empty() {
            let rule = if block.kind == BlockKind::Lead { '=' } else { '-' };
            let heading = Part::Heading(fill.plain(&block.title, Plain::Lines), rule);
            parts.extend(chosen(of_inlines(&block.title), vec![heading], Vec::new()));
        }
        parts.extend(elements(&block.content, &fill));
    }
    let signature = format!("-- \n{}", brand.signature());
    parts.push(Part::Paragraph(vec![Part::Static(signature)]));
    let (hosts, dress) = (brand.allowed_hosts.clone(), ValueDress::default());
    Template { target, locale, hosts, dress, parts, subject: Vec::new() }
}

fn elements(elements: &[Element], fill: &Fill<'_>) -> Vec<Part> {
    let part = |element: &Element| {
        let part = match element {
            Element::Paragraph { text, .. } | Element::Heading { text, .. } => {
                Part::Paragraph(fill.plain(text, Plain::Lines))
            }
            Element::List { ordered, items, .. } => {
                Part::List(*ordered, items.iter().flat_map(|item| self::item(item, fill)).collect())
            }
        };
        chosen(of_element(element), vec![part], Vec::new())
    };
    elements.iter().flat_map(part).collect()
}

fn item(item: &Item, fill: &Fill<'_>) -> Vec<Part> {
    chosen(of_item(item), vec![Part::Item(elements(&item.content, fill))], Vec::new())
}
