//! `sotalia wait`.

use crate::stub::{answer, run, run_against};

fn table(status: &str) -> Vec<u8> {
    answer(200, format!(r#"{{"Table": {{"TableStatus": "{status}"}}}}"#))
}

#[test]
fn a_wait_ends_as_the_waiter_says_and_prints_nothing() {
    let gone = || answer(400, r#"{"__type": "x#ResourceNotFoundException", "message": "gone"}"#);
    for (waiter, answers, more, code, error) in [
        ("table-exists", vec![gone(), table("CREATING"), table("ACTIVE")], &["--delay", "0"][..], 0, ""),
        ("TableNotExists", vec![table("DELETING"), gone()], &["--delay=0"], 0, ""),
        ("table_exists", vec![table("CREATING")], &["--delay=9", "--max-wait", "1"], 255, "tableexists"),
        ("table-exists", vec![answer(400, r#"{"__type": "x#ValidationException", "message": "no"}"#)], &[], 254, "no"),
    ] {
        let words = [&["wait", "dynamodb", waiter, "--table-name", "orders"], more].concat();
        let (outcome, requests) = run_against(answers, &words);
        assert_eq!((outcome.code, outcome.out.as_str()), (code, ""), "{words:?}: {outcome:?}");
        assert!(outcome.err.to_lowercase().contains(error), "{words:?}: {outcome:?}, expected {error}");
        assert!(requests.iter().all(|request| request.contains(r#""TableName":"orders""#)), "{requests:?}");
    }
}

#[test]
fn what_can_be_waited_for_can_be_asked() {
    assert!(run(&["waiters", "dynamodb"]).out.contains("table-exists\n"));
    assert!(run(&["wait", "dynamodb", "table-exists", "--help"]).out.contains("--max-wait <SECONDS>"));
    for (words, expected) in [
        (["wait", "dynamodb", "table-exist"], "did you mean table-exists"),
        (["wait", "dynamodb", "nonsense"], "`sotalia waiters dynamodb` lists them"),
        (["wait", "sts", "x"], "it has none"),
    ] {
        let outcome = run(&words);
        assert!(outcome.code == 252 && outcome.err.contains(expected), "{words:?}: {outcome:?}, expected {expected}");
    }
}
