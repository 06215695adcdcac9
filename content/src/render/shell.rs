//! What is around every page of the garden: head, brand, footer, and the policy that forbids all else.

use super::html::Html;
use super::style::{csp_hash, style};
use crate::{Brand, Locale};

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
        html.isolated("p", &[], &self.brand.signature());
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
}
