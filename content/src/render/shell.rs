//! What is around every page of the garden: head, brand, footer, and the policy that forbids all else.

use super::fill::{Fill, Plain, chosen};
use super::html::Html;
use super::optional::of_inlines;
use super::style::{csp_hash, style};
use crate::document::Inline;
use crate::template::Part;

/// What is around every page: head, brand, footer.
pub(super) struct Shell<'a> {
    pub fill: &'a Fill<'a>,
    /// The headline, which is the title of the document too.
    pub title: &'a [Inline],
}

impl Shell<'_> {
    /// The whole page around its main part and what goes above the footer's own lines.
    pub fn page(&self, main: Html, foot: Html) -> Vec<Part> {
        let Fill { brand, locale, .. } = *self.fill;
        let mut html = Html::default();
        html.trusted("<!DOCTYPE html>");
        let language = locale.to_string();
        html.open("html", &[("lang", &language), ("dir", locale.direction().name())]);
        self.head(&mut html);
        html.open("body", &[]);
        html.open("header", &[]);
        html.open("p", &[]);
        html.trusted(brand.logo.drawing().unwrap_or_default());
        html.text(&brand.name);
        html.close("p");
        html.close("header");
        html.open("main", &[]);
        html.append(main.finish());
        html.close("main");
        html.open("footer", &[]);
        html.append(foot.finish());
        html.isolated("p", &[], &brand.signature());
        html.close("footer");
        html.close("body");
        html.close("html");
        html.finish()
    }

    fn head(&self, html: &mut Html) {
        let style = style(self.fill.brand);
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
        html.open("title", &[]);
        html.part(Part::Line(self.title()));
        html.close("title");
        html.open("link", &[("rel", "icon"), ("href", "data:,")]);
        html.open("style", &[]);
        html.trusted(&style);
        html.close("style");
        html.close("head");
    }

    /// The headline and the provider's name; the name alone if there is no headline.
    fn title(&self) -> Vec<Part> {
        let name = Part::Static(self.fill.brand.name.clone());
        let mut title = self.fill.plain(self.title, Plain::OneLine);
        if title.is_empty() {
            return vec![name];
        }
        title.push(Part::Static(" · ".to_owned()));
        let mut title = chosen(of_inlines(self.title), title, Vec::new());
        title.push(name);
        title
    }
}
