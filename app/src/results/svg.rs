//! Pictures as SVG text. Whatever is written into one is escaped, and all looks are classes:
//! the style sheet gives them their colours on the screen, a small sheet of its own in a saved file.

use std::fmt::Write;

/// A place in a picture, in pixels from its upper left corner.
pub type Point = (f64, f64);

/// What a saved picture looks like: dark ink on white, the same names as in the style sheet.
const STYLE: &str = "text{font:12px sans-serif;fill:#1d1f1c}\
    .small{font-size:11px;fill:#55584f}.end{text-anchor:end}.middle{text-anchor:middle}\
    .zero,.tick{stroke:#8b8779}.margin{stroke:#a3372b;stroke-dasharray:3 2}.grid{stroke:#dedbd3}\
    .limits{stroke:#55584f;stroke-width:1.5}.point{fill:#ffffff;stroke:#55584f;stroke-width:1.5}\
    .stands-out.limits{stroke:#0b6b5d;stroke-width:2.5}.stands-out.point{fill:#0b6b5d;stroke:#0b6b5d}\
    .curve{fill:none;stroke-width:2}.planned{stroke:#0b7a68}\
    .watching{stroke:#4a5f8a;stroke-dasharray:5 3}.wanted{stroke:#8b8779;stroke-dasharray:2 3}\
    .catch{fill:none}";

/// A picture in the making.
#[derive(Default)]
pub struct Svg {
    drawn: String,
}

impl Svg {
    /// A straight line.
    pub fn line(&mut self, class: &str, from: Point, to: Point) {
        self.put(format_args!(
            r#"<line class="{class}" x1="{:.1}" y1="{:.1}" x2="{:.1}" y2="{:.1}"/>"#,
            from.0, from.1, to.0, to.1
        ));
    }

    /// A line through several places.
    pub fn path(&mut self, class: &str, through: &[Point]) {
        let mut d = String::new();
        for (nth, (x, y)) in through.iter().enumerate() {
            // Writing to a string cannot fail.
            let _ = write!(d, "{}{x:.1} {y:.1}", if nth == 0 { 'M' } else { 'L' });
        }
        self.put(format_args!(r#"<path class="{class}" d="{d}"/>"#));
    }

    /// A square around a place.
    pub fn square(&mut self, class: &str, at: Point, half: f64) {
        self.put(format_args!(
            r#"<rect class="{class}" x="{:.1}" y="{:.1}" width="{side}" height="{side}"/>"#,
            at.0 - half,
            at.1 - half,
            side = half * 2.0
        ));
    }

    /// A circle around a place.
    pub fn circle(&mut self, class: &str, at: Point, radius: f64) {
        self.put(format_args!(
            r#"<circle class="{class}" cx="{:.1}" cy="{:.1}" r="{radius}"/>"#,
            at.0, at.1
        ));
    }

    /// An upright strip that is not seen and knows which reading it stands for.
    pub fn catch(&mut self, nth: usize, x: (f64, f64), height: f64) {
        self.put(format_args!(
            r#"<rect class="catch" data-nth="{nth}" x="{:.1}" y="0" width="{:.1}" height="{height}" pointer-events="all"/>"#,
            x.0,
            x.1 - x.0
        ));
    }

    /// Words on a line that begins (or with a class ends, or is centred) at a place.
    pub fn words(&mut self, class: &str, at: Point, words: &str) {
        let words = escaped(words);
        self.put(format_args!(
            r#"<text class="{class}" x="{:.1}" y="{:.1}">{words}</text>"#,
            at.0, at.1
        ));
    }

    /// Another picture, moved to a place.
    pub fn set(&mut self, at: Point, other: &str) {
        self.put(format_args!(r#"<g transform="translate({:.1} {:.1})">{other}</g>"#, at.0, at.1));
    }

    /// What stands between the tags of an `svg` element.
    pub fn inner(self) -> String {
        self.drawn
    }

    /// The whole picture as a file.
    pub fn file(self, width: f64, height: f64) -> String {
        format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0} {height:.0}" width="{width:.0}" height="{height:.0}"><style>{STYLE}</style><rect width="100%" height="100%" fill="#ffffff"/>{}</svg>"##,
            self.drawn
        )
    }

    fn put(&mut self, markup: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.drawn.write_fmt(markup);
    }
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_cannot_become_markup() {
        let mut svg = Svg::default();
        svg.words("small", (1.0, 2.0), "a<b & c");
        assert_eq!(svg.inner(), r#"<text class="small" x="1.0" y="2.0">a&lt;b &amp; c</text>"#);
    }

    #[test]
    fn a_saved_picture_brings_its_own_looks() {
        let mut svg = Svg::default();
        svg.square("point", (10.0, 10.0), 3.5);
        let file = svg.file(20.0, 20.0);
        assert!(file.starts_with(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20""#));
        assert!(
            file.contains(r#"<rect class="point" x="6.5" y="6.5" width="7" height="7"/>"#),
            "{file}"
        );
    }
}
