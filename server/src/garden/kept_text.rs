//! The help form of a subject's own page with what was typed still in it, for a form that could not
//! be taken: nobody writes the same text twice.

/// The page `notice` with the help form of `page` at its end, holding `text`. Without a help form on
/// the page the notice stays as it is.
pub fn with_form(notice: &str, page: &str, text: &str) -> String {
    let Some(form) = form_with_text(page, text) else { return notice.to_owned() };
    match notice.rsplit_once("</main>") {
        Some((before, after)) => format!("{before}{form}</main>{after}"),
        None => notice.to_owned(),
    }
}

/// The one form with a text field, with `text` in it as text, never as markup.
fn form_with_text(page: &str, text: &str) -> Option<String> {
    let (before, after) = page.split_once("</textarea>")?;
    let start = before.rfind("<form")?;
    let (rest, _) = after.split_once("</form>")?;
    let field = before.get(start..)?;
    // A line break directly behind the start tag would be swallowed.
    Some(format!("{field}\n{}</textarea>{rest}</form>", escaped(text)))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<main><form action=\"/r\"><button>R</button></form>\
                        <form action=\"/h\"><textarea name=\"text\"></textarea><button>H</button></form></main>";

    #[test]
    fn what_was_typed_stands_in_the_form_as_text() {
        let page = with_form("<main>Too long.</main>", PAGE, "a </textarea><b> & c");
        let form = "<form action=\"/h\"><textarea name=\"text\">\na &lt;/textarea&gt;&lt;b&gt; &amp; \
                    c</textarea><button>H</button></form>";
        assert_eq!(page, format!("<main>Too long.{form}</main>"));
    }

    #[test]
    fn a_page_without_a_form_leaves_the_notice_as_it_is() {
        assert_eq!(with_form("<main>No.</main>", "<main></main>", "a"), "<main>No.</main>");
    }
}
