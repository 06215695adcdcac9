//! A rendered page taken apart, so that a preview can exchange the words and keep its style and its
//! scroll position. A page that cannot be taken apart is loaded anew.

/// The parts of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageParts<'a> {
    /// What stands before the title.
    pub before_title: &'a str,
    /// What stands between the title and the words, with the opening tag of the body.
    pub after_title: &'a str,
    /// What stands in the body.
    pub body: &'a str,
}

impl<'a> PageParts<'a> {
    /// Takes a page apart, if it has one title and one body.
    pub fn of(page: &'a str) -> Option<PageParts<'a>> {
        let (before_title, rest) = page.split_once("<title>")?;
        let (_, rest) = rest.split_once("</title>")?;
        let body_tag = rest.find("<body")?;
        let body_start = body_tag + rest[body_tag..].find('>')? + 1;
        let (after_title, rest) = rest.split_at(body_start);
        let body = rest.rsplit_once("</body>").map_or(rest, |(body, _)| body);
        Some(PageParts { before_title, after_title, body })
    }

    /// Whether only the words differ from another page.
    pub fn differs_only_in_words(&self, other: &PageParts) -> bool {
        self.before_title == other.before_title && self.after_title == other.after_title
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html><html lang=\"en\"><head><title>A</title>\
                        <style>p{}</style></head><body class=\"x\"><p>A</p></body></html>";

    #[test]
    fn the_words_are_what_stands_in_the_body() {
        assert_eq!(PageParts::of(PAGE).map(|parts| parts.body), Some("<p>A</p>"));
    }

    #[test]
    fn another_title_and_other_words_do_not_need_another_page() {
        let other = PAGE.replace('A', "B");
        let (page, other) = (PageParts::of(PAGE).unwrap(), PageParts::of(&other).unwrap());
        assert!(page.differs_only_in_words(&other));
    }

    #[test]
    fn another_language_or_style_needs_another_page() {
        for (from, to) in [("\"en\"", "\"nl\""), ("p{}", "a{}"), ("\"x\"", "\"y\"")] {
            let other = PAGE.replace(from, to);
            let (page, other) = (PageParts::of(PAGE).unwrap(), PageParts::of(&other).unwrap());
            assert!(!page.differs_only_in_words(&other), "{from} {to}");
        }
    }

    #[test]
    fn what_is_no_page_is_not_taken_apart() {
        assert_eq!(PageParts::of(""), None);
        assert_eq!(PageParts::of("<title>A</title>"), None);
    }

    #[test]
    fn every_page_of_the_library_can_be_taken_apart() {
        let brand = content::library::brand();
        for starter in content::library::documents() {
            let (document, _) = content::parse(starter.source);
            for persona in content::library::personas() {
                let target = content::Target::GardenHtml;
                let page = content::render(&document, &brand, &persona.values, target).body;
                assert!(PageParts::of(&page).is_some(), "{} {}", starter.id, persona.id);
            }
        }
    }
}
