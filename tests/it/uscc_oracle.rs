//! Unified social credit codes, real and damaged, against the results of another implementation.

use guanxi::domain::uscc::{UsccProblem, problem};

#[test]
fn every_code_of_the_oracle_is_judged_alike() {
    let Some(folder) = crate::oracle::folder("china") else {
        return;
    };
    let mut rows = csv::Reader::from_path(folder.join("uscc_cases.csv")).unwrap();
    let column = rows
        .headers()
        .unwrap()
        .iter()
        .position(|h| h == "gb32100_result")
        .unwrap();
    let mut inner_only = Vec::new();
    let mut count = 0;
    for row in rows.records() {
        let row = row.unwrap();
        let found = match problem(&row[0]) {
            None => "valid",
            // The outer code is valid by GB 32100; only the organisation code inside does not fit.
            Some(UsccProblem::OrganisationCode(_)) => {
                inner_only.push(row[0].to_owned());
                "valid"
            }
            Some(UsccProblem::CheckDigit(_)) => "bad_checksum",
            Some(UsccProblem::Length(_)) => "bad_length",
            Some(UsccProblem::Character(..)) => "bad_char",
            Some(UsccProblem::Authority(_)) => "bad_authority",
        };
        assert_eq!(found, &row[column], "{}", &row[0]);
        count += 1;
    }
    println!(
        "{count} codes, {} with another organisation code inside: {inner_only:?}",
        inner_only.len()
    );
    assert!(count > 200);
}
