//! Keys that are hard on encodings: each is listed and read back byte for byte.

use crate::objects::body;
use crate::scene::{Outcome, Scene};

async fn check(scene: &Scene, keys: &[&str]) -> Outcome {
    scene.put_all(keys).await?;
    let mut expected: Vec<_> = keys.iter().map(ToString::to_string).collect();
    expected.sort_unstable();
    let mut listed = scene.keys().await?;
    listed.sort_unstable();
    assert_eq!(listed, expected, "expected the keys as they were put");
    for key in keys {
        let object = scene.bucket.object(key);
        assert_eq!(body(&object).await?, key.as_bytes(), "expected the body of {key:?}");
        let found: Vec<_> = scene.bucket.objects().prefix(*key).try_collect().await?;
        assert!(
            found.iter().any(|object| object.key() == *key),
            "expected {key:?} below its own prefix, got {found:?}"
        );
        object.delete().await?;
        assert!(!object.exists().await?, "expected {key:?} to be deleted");
    }
    assert_eq!(scene.keys().await?, [""; 0], "expected an empty bucket");
    Ok(())
}

pub async fn keys_with_blanks_and_plus_signs(scene: Scene) -> Outcome {
    check(&scene, &["a b", "a+b", " lead", "trail ", "a  b"]).await
}

pub async fn keys_with_percent_signs(scene: Scene) -> Outcome {
    check(&scene, &["100%", "%2F", "%20", "%", "%zz", "%25"]).await
}

pub async fn keys_with_markup(scene: Scene) -> Outcome {
    check(&scene, &["a&b", "<c>", "\"d\"", "'e'", "&amp;", "]]>"]).await
}

pub async fn keys_with_signs_of_urls(scene: Scene) -> Outcome {
    check(&scene, &["a?b=c", "a#b", "a;b", "a:b", "a@b,c=d$", "[a]{b}|^`~*!()"]).await
}

pub async fn keys_composed_and_decomposed(scene: Scene) -> Outcome {
    check(&scene, &["caf\u{e9}", "cafe\u{301}", "\u{212b}", "\u{c5}"]).await
}

pub async fn keys_beyond_the_basic_plane(scene: Scene) -> Outcome {
    check(&scene, &["🐬/tucuxi", "日本語", "👩\u{200d}🚀", "\u{202e}rtl", "\u{feff}bom"]).await
}

pub async fn keys_that_differ_in_case(scene: Scene) -> Outcome {
    check(&scene, &["key", "Key", "KEY"]).await
}

pub async fn keys_with_double_slashes(scene: Scene) -> Outcome {
    check(&scene, &["a//b", "a/b", "a///b"]).await
}

pub async fn keys_that_end_with_a_slash(scene: Scene) -> Outcome {
    check(&scene, &["folder/", "other/folder/"]).await
}

pub async fn keys_that_start_with_a_slash(scene: Scene) -> Outcome {
    check(&scene, &["/lead", "lead", "//lead"]).await
}

pub async fn keys_with_line_ends(scene: Scene) -> Outcome {
    check(&scene, &["a\nb", "a\rb", "a\tb"]).await
}

pub async fn keys_with_control_characters(scene: Scene) -> Outcome {
    check(&scene, &["a\u{1}b", "a\u{7f}b", "\u{1f}"]).await
}

pub async fn keys_with_backslashes(scene: Scene) -> Outcome {
    check(&scene, &["a\\b", "\\", "a\\/b"]).await
}

pub async fn keys_of_the_greatest_length(scene: Scene) -> Outcome {
    let (flat, parts) = ("k".repeat(1024), "0123456/".repeat(127) + "01234567");
    check(&scene, &[&flat]).await?;
    check(&scene, &[&parts]).await
}

pub async fn keys_with_dots_as_segments(scene: Scene) -> Outcome {
    check(&scene, &["a/../b", "a/./c", "d/..", "e/."]).await
}

pub async fn keys_with_dots_in_segments(scene: Scene) -> Outcome {
    check(&scene, &[".hidden", "a..b", "a/...", "name.tar.gz"]).await
}
