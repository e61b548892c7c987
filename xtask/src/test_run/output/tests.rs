//! Counting what `cargo test` prints.

use super::{Counts, Reader};

#[test]
fn results_are_summed() {
    let output = "\
running 2 tests
test a ... ok
test b ... ok
test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
running 1 test
test c ... FAILED
failures:

---- c stdout ----
expected 1
failures:
    c

test result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s";
    check(output, (2, 1, 0), &[], &["expected 1"]);
}

#[test]
fn a_test_that_says_so_is_skipped_and_not_passed() {
    let output = "\
test a ... ok
test b ... ok

successes:

---- a stdout ----
SKIPPED: a: no server
SKIPPED: a, second part: no server
---- b stdout ----
quiet

successes:
    a
    b

test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s";
    check(output, (1, 0, 1), &["a: no server", "a, second part: no server"], &["test a ... ok"]);
}

#[test]
fn a_failed_test_is_not_skipped() {
    let output = "\
failures:
---- a stdout ----
SKIPPED: a: one case
panicked
failures:
    a
test result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s";
    check(output, (0, 1, 0), &["a: one case"], &["panicked"]);
}

#[test]
fn an_ignored_test_is_skipped() {
    let output = "\
test a ... ignored, needs an account
test result: ok. 0 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s";
    check(output, (0, 0, 1), &["a: needs an account"], &[]);
}

#[test]
fn what_a_passing_test_printed_is_not_shown() {
    let mut counts = Counts::default();
    let mut reader = Reader::new(&mut counts);
    assert!(reader.read("test a ... ok"), "expected the name of a test to be shown");
    for line in ["successes:", "---- a stdout ----", "chatter"] {
        assert!(!reader.read(line), "expected {line:?} to be hidden");
    }
    assert!(reader.read("failures:"), "expected failures to be shown");
}

#[test]
fn the_closing_line_is_last_and_alone() {
    let counts = Counts { passed: 3, failed: 1, skipped: 1, reasons: vec!["a: no server".to_owned()] };
    assert_eq!(counts.to_string(), "skipped a: no server\n3 passed, 1 failed, 1 skipped");
}

#[track_caller]
fn check(output: &str, expected: (usize, usize, usize), reasons: &[&str], shown: &[&str]) {
    let mut counts = Counts::default();
    let mut reader = Reader::new(&mut counts);
    let lines: Vec<_> = output.lines().filter(|line| reader.read(line)).collect();
    assert_eq!((counts.passed, counts.failed, counts.skipped), expected, "passed, failed, skipped");
    assert_eq!(counts.reasons, reasons);
    for line in shown {
        assert!(lines.contains(line), "expected {line:?} among the shown {lines:#?}");
    }
}
