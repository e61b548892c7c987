//! Calls of members that no model says.

use crate::told::Call;

/// Service, member, call. They come before the generated ones.
pub(crate) const CALLS: &[(&str, &str, Call)] = &[
    #[cfg(feature = "ec2")]
    ("ec2", "ServiceResource.create_tags", ec2::create_tags),
    #[cfg(feature = "s3")]
    ("s3", "Bucket.load", s3::bucket_load),
    #[cfg(feature = "s3")]
    ("s3", "ObjectSummary.load", s3::object_summary_load),
    #[cfg(feature = "s3")]
    ("s3", "ServiceResource.object_summary", s3::object_summary),
];

#[cfg(feature = "ec2")]
mod ec2 {
    use std::future::Future;
    use std::pin::Pin;

    use sotalia_client::ec2::types::Tag;

    use crate::generated::ec2::root;
    use crate::scene::Scene;
    use crate::told::{Outcome, Tell as _, run};

    type Played = Pin<Box<dyn Future<Output = Outcome> + Send>>;

    pub(super) fn create_tags(scene: Scene) -> Played {
        run(async move {
            let tag = Tag::builder().key("k").value("v").build();
            let made = root(&scene).create_tags(|r| r.resources("i-1").resources("i-2").tags(tag));
            Ok(made.await?.tell())
        })
    }
}

#[cfg(feature = "s3")]
mod s3 {
    use std::future::Future;
    use std::pin::Pin;

    use crate::generated::s3::root;
    use crate::scene::Scene;
    use crate::told::{Outcome, Tell as _, run};

    type Played = Pin<Box<dyn Future<Output = Outcome> + Send>>;

    pub(super) fn bucket_load(scene: Scene) -> Played {
        run(async move {
            let bucket = root(&scene).bucket(scene.on(0));
            bucket.load().await?;
            Ok(bucket.tell())
        })
    }

    pub(super) fn object_summary_load(scene: Scene) -> Played {
        run(async move {
            let summary = scene.prepare(root(&scene).object_summary(scene.on(0), scene.on(1))).await?;
            Ok(summary.load().await?.tell())
        })
    }

    pub(super) fn object_summary(scene: Scene) -> Played {
        run(async move {
            let made = root(&scene).object_summary(scene.argument(0), scene.argument(1));
            Ok(scene.prepare(made).await?.tell())
        })
    }
}
