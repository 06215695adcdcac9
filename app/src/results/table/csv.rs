//! A table as comma-separated text after RFC 4180, with plain minus signs and spaces.

use super::{Cell, Row};

/// The table: a column more for each that has asides, and none for pictures.
pub fn text(columns: &[String], rows: &[Row]) -> String {
    let has = |column: usize, part: fn(&Cell) -> &String| {
        rows.iter().any(|row| row.cells.get(column).is_some_and(|cell| !part(cell).is_empty()))
    };
    let mut heads = vec![columns.first().cloned().unwrap_or_default()];
    for (column, head) in columns.iter().skip(1).enumerate() {
        if !has(column, |cell| &cell.picture) {
            heads.push(head.clone());
        }
        if has(column, |cell| &cell.aside) {
            heads.push(format!("{head}: detail"));
        }
    }
    let mut lines = vec![line(&heads)];
    for row in rows {
        let mut fields = vec![row.head.clone()];
        for (column, cell) in row.cells.iter().enumerate() {
            if !has(column, |cell| &cell.picture) {
                fields.push(cell.main.clone());
            }
            if has(column, |cell| &cell.aside) {
                fields.push(cell.aside.clone());
            }
        }
        lines.push(line(&fields));
    }
    lines.concat()
}

fn line(fields: &[String]) -> String {
    let fields: Vec<String> = fields.iter().map(|field| quoted(field)).collect();
    format!("{}\r\n", fields.join(","))
}

/// A field that a spreadsheet takes for text or a number, never for a formula.
fn quoted(field: &str) -> String {
    let plain = field.replace('\u{a0}', " ").replace('\u{2212}', "-");
    let plain = plain.trim_start_matches(['+', '=', '@']);
    match plain.contains([',', '"', '\n']) {
        true => format!("\"{}\"", plain.replace('"', "\"\"")),
        false => plain.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_aside_gets_a_column_of_its_own_and_a_picture_none() {
        let picture = Cell { picture: "<line/>".to_owned(), ..Cell::default() };
        let cells = vec![Cell::with("75.0\u{a0}%", "3 of 4"), Cell::plain("\u{2212}1.0"), picture];
        let columns = ["Arm", "Clean", "Difference", "Plot"].map(str::to_owned);
        assert_eq!(
            text(&columns, &[Row::of("standard", cells)]),
            "Arm,Clean,Clean: detail,Difference\r\nstandard,75.0 %,3 of 4,-1.0\r\n"
        );
    }

    #[test]
    fn commas_and_quotes_are_quoted_and_no_field_is_a_formula() {
        let row = Row::of("=a, \"b\"", vec![Cell::plain("+8.5 points")]);
        let columns = ["Row", "Value"].map(str::to_owned);
        assert_eq!(text(&columns, &[row]), "Row,Value\r\n\"a, \"\"b\"\"\",8.5 points\r\n");
    }
}
