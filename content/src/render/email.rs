//! The e-mail as HTML: one column of at most 600 pixels in tables, styles inside the tags, no
//! picture and nothing loaded from elsewhere, because mail programs forbid or break the rest.

use super::fill::{Fill, Plain, chosen};
use super::flow::{Dress, Flow};
use super::html::Html;
use super::optional::of_inlines;
use crate::document::{Block, BlockKind};
use crate::template::Part;
use crate::{Brand, Document, Target, Template};

const FONT: &str = "font-family:Segoe UI,Roboto,Helvetica,Arial,sans-serif";
const INK: &str = "color:#17191c";
const SOFT: &str = "color:#565b62";

/// The page that a mail program shows.
pub(super) fn page(document: &Document, brand: &Brand) -> Template {
    let locale = document.locale();
    let fill = Fill::new(brand, &locale, document.channel());
    let dress = dress(brand);
    let flow = Flow { fill: &fill, dress: &dress };
    let language = locale.to_string();
    let root = [("lang", language.as_str()), ("dir", locale.direction().name())];
    let subject = subject(document, &fill);
    let mut html = Html::default();
    html.trusted("<!DOCTYPE html>");
    html.open("html", &root);
    head(&mut html, &subject);
    html.open("body", &[("style", "margin:0;padding:0;background-color:#ffffff")]);
    // Some programs drop the root element and with it language and direction.
    html.open("div", &root);
    preheader(&mut html, &flow, &document.front.preheader);
    open_column(&mut html, brand);
    // Links to other languages are for the page that has them.
    let said = |block: &&Block| block.kind != BlockKind::LanguageSwitch;
    for block in document.blocks.iter().filter(said) {
        write_block(&mut html, block, &flow, brand);
    }
    let style = format!(
        "margin:24px 0 0;border-top:1px solid #d5d8dc;padding:16px 0;{FONT};{SOFT};font-size:14px;line-height:1.5"
    );
    html.isolated("p", &[("style", &style)], &brand.signature());
    for tag in ["td", "tr", "table", "td", "tr", "table", "div", "body", "html"] {
        html.close(tag);
    }
    let (hosts, parts, dress) = (brand.allowed_hosts.clone(), html.finish(), dress.of_values());
    Template { target: Target::EmailHtml, locale, hosts, dress, parts, subject }
}

/// The subject line; the headline if the front matter has none.
pub(super) fn subject(document: &Document, fill: &Fill<'_>) -> Vec<Part> {
    let headline = document.blocks.first().map(|lead| fill.plain(&lead.title, Plain::OneLine));
    let headline = headline.unwrap_or_default();
    let subject = fill.plain_source(&document.front.subject);
    match subject.is_empty() {
        true => headline,
        false => chosen(of_inlines(&subject), fill.plain(&subject, Plain::OneLine), headline),
    }
}

fn head(html: &mut Html, title: &[Part]) {
    html.open("head", &[]);
    html.open("meta", &[("charset", "utf-8")]);
    html.open("meta", &[("name", "viewport"), ("content", "width=device-width,initial-scale=1")]);
    html.open("meta", &[("name", "color-scheme"), ("content", "light dark")]);
    html.open("meta", &[("name", "format-detection"), ("content", "telephone=no")]);
    html.open("title", &[]);
    html.part(Part::Line(title.to_vec()));
    html.close("title");
    html.close("head");
}

/// The line that mail programs show after the subject, and the page itself does not.
fn preheader(html: &mut Html, flow: &Flow<'_>, source: &str) {
    let text = flow.fill.plain_source(source);
    if text.is_empty() {
        return;
    }
    flow.there(html, of_inlines(&text), |html| {
        html.open("div", &[("style", "display:none;max-height:0;overflow:hidden")]);
        html.part(Part::Line(flow.fill.plain(&text, Plain::OneLine)));
        html.close("div");
    });
}

fn open_column(html: &mut Html, brand: &Brand) {
    let table =
        [("role", "presentation"), ("width", "100%"), ("cellspacing", "0"), ("cellpadding", "0")];
    html.open("table", &table);
    html.open("tr", &[]);
    html.open("td", &[("align", "center"), ("style", "padding:0 16px")]);
    let column = [&table[..], &[("style", "max-width:600px")]].concat();
    html.open("table", &column);
    html.open("tr", &[]);
    html.open("td", &[("style", "text-align:start")]);
    let style = format!(
        "margin:0 0 16px;border-bottom:1px solid #d5d8dc;padding:16px 0;{FONT};{INK};font-size:17px;font-weight:bold"
    );
    html.element("p", &[("style", &style)], &brand.name);
}

fn write_block(html: &mut Html, block: &Block, flow: &Flow<'_>, brand: &Brand) {
    let lead = block.kind == BlockKind::Lead;
    flow.heading(html, if lead { "h1" } else { "h2" }, &block.title);
    let boxed = block.kind == BlockKind::Verify;
    if boxed {
        let tint = format!(
            "background-color:{};border-inline-start:4px solid {};padding:4px 16px",
            brand.light.tint, brand.light.button
        );
        html.open("div", &[("style", &tint)]);
    }
    flow.elements(html, &block.content);
    if boxed {
        html.close("div");
    }
}

fn dress(brand: &Brand) -> Dress {
    let text = |rest: &str| format!("{FONT};{INK};line-height:1.5;{rest}");
    Dress {
        attribute: "style",
        heading: text("font-size:21px;margin:24px 0 8px"),
        subheading: text("font-size:17px;margin:16px 0 8px"),
        paragraph: text("font-size:17px;margin:8px 0"),
        list: text("font-size:17px;margin:8px 0;padding-inline-start:24px"),
        item: "margin:8px 0".to_owned(),
        link: format!("color:{}", brand.light.accent),
        code: "white-space:nowrap;font-weight:bold;font-family:monospace".to_owned(),
        phone: "white-space:nowrap;font-weight:bold;color:#17191c".to_owned(),
    }
}
