//! Percent as people type them: with a point or a comma, with or without the sign.

/// A share as percent, with as few digits as it needs; nothing for 0.
pub fn percent_text(share: f64) -> String {
    if share == 0.0 { String::new() } else { format!("{}", (share * 1e6).round() / 1e4) }
}

/// The share that a text of percent means; 0 for what is no number.
pub fn share_of_text(text: &str) -> f64 {
    let number: Option<f64> =
        text.trim().trim_end_matches('%').trim_end().replace(',', ".").parse().ok();
    number.filter(|number| number.is_finite()).map_or(0.0, |percent| percent / 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_is_read_as_it_is_written_with_a_point_or_a_comma() {
        assert_eq!(share_of_text("12.5"), 0.125);
        assert_eq!(share_of_text(" 12,5 % "), 0.125);
        assert_eq!(percent_text(0.125), "12.5");
        assert_eq!(percent_text(0.07), "7", "no digit that nobody typed");
        assert_eq!((share_of_text("ten"), percent_text(0.0).as_str()), (0.0, ""));
    }
}
