//! A table as comma-separated text after RFC 4180, as spreadsheets take it: a byte order mark first,
//! plain minus signs and spaces, and no field that runs as a formula.

use csv_core::{Terminator, WriteResult, Writer, WriterBuilder};

use crate::results::row::{Cell, Row};

/// Without it a spreadsheet takes the text for an encoding of its own.
const BYTE_ORDER_MARK: &str = "\u{feff}";
/// What a spreadsheet takes for text whatever follows.
const TEXT_MARK: char = '\'';

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
    let mut records = vec![heads];
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
        records.push(fields);
    }
    format!("{BYTE_ORDER_MARK}{}", written(&records))
}

fn written(records: &[Vec<String>]) -> String {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).build();
    let mut out = Vec::new();
    for record in records {
        for (nth, field) in record.iter().enumerate() {
            if nth > 0 {
                put(&mut out, |space| writer.delimiter(space));
            }
            put_field(&mut writer, &mut out, harmless(field).as_bytes());
        }
        put(&mut out, |space| writer.terminator(space));
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn put_field(writer: &mut Writer, out: &mut Vec<u8>, field: &[u8]) {
    let mut rest = field;
    put(out, |space| {
        let (result, n_in, n_out) = writer.field(rest, space);
        rest = rest.get(n_in..).unwrap_or_default();
        (result, n_out)
    });
}

/// Appends what a step writes, with more room for as long as it asks for it.
fn put(out: &mut Vec<u8>, mut step: impl FnMut(&mut [u8]) -> (WriteResult, usize)) {
    let mut space = [0; 256];
    loop {
        let (result, n_out) = step(&mut space);
        out.extend(space.iter().take(n_out));
        if result == WriteResult::InputEmpty {
            return;
        }
    }
}

/// A field that a spreadsheet takes for text or for a number, never for a formula.
fn harmless(field: &str) -> String {
    let plain = field.replace('\u{a0}', " ").replace('\u{2212}', "-");
    let may_be_formula = plain.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if may_be_formula && !is_number(&plain) {
        return format!("{TEXT_MARK}{plain}");
    }
    plain
}

/// Whether a field is a number or a share: `-1.0`, `+8.5`, `-12 %`.
fn is_number(field: &str) -> bool {
    let field = field.strip_suffix('%').unwrap_or(field).trim_end_matches(' ');
    let digits = field.strip_prefix(['+', '-']).unwrap_or(field);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let are_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    are_digits(whole) && are_digits(decimals)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saved(head: &str, value: &str) -> String {
        let columns = ["Row", "Value"].map(str::to_owned);
        let text = text(&columns, &[Row::of(head, vec![Cell::plain(value)])]);
        text.strip_prefix("\u{feff}Row,Value\r\n").expect("the heads come first").to_owned()
    }

    #[test]
    fn an_aside_gets_a_column_of_its_own_and_a_picture_none() {
        let picture = Cell { picture: "<line/>".to_owned(), ..Cell::default() };
        let cells = vec![Cell::with("75.0\u{a0}%", "3 of 4"), Cell::plain("\u{2212}1.0"), picture];
        let columns = ["Arm", "Clean", "Difference", "Plot"].map(str::to_owned);
        assert_eq!(
            text(&columns, &[Row::of("standard", cells)]),
            "\u{feff}Arm,Clean,Clean: detail,Difference\r\nstandard,75.0 %,3 of 4,-1.0\r\n"
        );
    }

    #[test]
    fn what_would_end_a_field_or_a_line_is_quoted() {
        assert_eq!(saved("a, \"b\"", "x"), "\"a, \"\"b\"\"\",x\r\n");
        assert_eq!(saved("one\rtwo", "x\ny"), "\"one\rtwo\",\"x\ny\"\r\n");
    }

    #[test]
    fn a_name_that_reads_as_a_formula_is_text_and_nothing_of_it_is_lost() {
        for name in ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\tx", "-", "+8.5 points", "-1.0 to 2.0"] {
            assert_eq!(saved(name, "x"), format!("'{name},x\r\n"), "{name}");
        }
        assert_eq!(saved("\r=1", "x"), "\"'\r=1\",x\r\n");
        assert_eq!(
            saved("=HYPERLINK(\"a\",\"b\")", "x"),
            "\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\",x\r\n"
        );
    }

    #[test]
    fn a_number_stays_a_number() {
        for number in ["-1.0", "+8.5", "-12", "-3.4 %", "+100%", "0.5"] {
            assert_eq!(saved("x", number), format!("x,{number}\r\n"));
        }
        assert_eq!(saved("x", "\u{2212}1.0"), "x,-1.0\r\n");
    }

    #[test]
    fn names_of_every_script_and_of_any_length_come_out_whole() {
        let long = "Łódź، חיפה \"=\" 東京 ".repeat(60);
        let quoted = long.replace('"', "\"\"");
        assert_eq!(saved(&long, "x"), format!("\"{quoted}\",x\r\n"));
        assert_eq!(saved("Ana-María @ Ñ", ""), "Ana-María @ Ñ,\r\n");
    }
}
