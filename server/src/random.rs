//! Random draws: tokens, case codes, seeds. The operating system is the source.

use content::{CaseCode, Token};
use trial::assignment::Seed;

use crate::problem::Problem;
use crate::store::Candidate;

/// How many names are offered for a new subject: of 24.3 million case codes some are taken.
const CANDIDATES: usize = 8;

/// A secret of 32 bytes.
///
/// # Errors
/// An internal problem when the system has no randomness to give.
pub fn seed() -> Result<Seed, Problem> {
    bytes().map(Seed::new)
}

/// Names for a new subject, to be tried in order.
///
/// # Errors
/// As [`seed`].
pub fn candidates() -> Result<Vec<Candidate>, Problem> {
    (0..CANDIDATES).map(|_| Ok(Candidate { token: token()?, case_code: case_code()? })).collect()
}

/// 128 random bits as 32 hexadecimal digits.
///
/// # Errors
/// As [`seed`].
pub fn token() -> Result<Token, Problem> {
    let digits = words::hex(&bytes::<16>()?);
    digits.parse().map_err(Problem::internal)
}

/// Any case code, each equally likely: numbers above the last whole multiple are drawn again.
fn case_code() -> Result<CaseCode, Problem> {
    let limit = u32::MAX - u32::MAX % CaseCode::COUNT;
    loop {
        let number = u32::from_le_bytes(bytes()?);
        if number < limit {
            return CaseCode::from_number(number % CaseCode::COUNT).map_err(Problem::internal);
        }
    }
}

fn bytes<const N: usize>() -> Result<[u8; N], Problem> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(Problem::internal)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_token_has_128_bits_and_none_comes_twice() {
        let tokens: BTreeSet<String> = (0..1000).map(|_| token().unwrap().to_string()).collect();
        assert_eq!(tokens.len(), 1000);
        assert!(tokens.iter().all(|token| token.len() == 32));
    }

    #[test]
    fn a_subject_is_offered_several_different_names() {
        let offered = candidates().unwrap();
        let codes: BTreeSet<&CaseCode> = offered.iter().map(|name| &name.case_code).collect();
        assert!(codes.len() > 1);
        assert_eq!(offered.len(), CANDIDATES);
    }
}
