//! Packs the models of a folder into an archive, compares both, or measures the embedded one. `cargo xtask pack-models`
//! runs it: `cargo run --release --example pack -- pack|check FOLDER ARCHIVE SOURCE`, or `-- measure`.

use std::path::Path;
use std::time::{Duration, Instant};

use sotalia_models::Models;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["pack", folder, archive, source] => pack(Path::new(folder), Path::new(archive), source),
        ["check", folder, archive, source] => check(Path::new(folder), Path::new(archive), source),
        ["measure", archive, services @ ..] => measure(Path::new(archive), services),
        _ => Err("see the first lines of this file".into()),
    }
}

fn pack(folder: &Path, archive: &Path, source: &str) -> Result<()> {
    let models = Models::empty().with_folder(folder);
    let bytes = models.pack(source, |bytes| zstd::bulk::compress(bytes, 19))?;
    std::fs::write(archive, &bytes)?;
    println!("packed {} services of {source} into {} bytes", models.services().len(), bytes.len());
    Ok(())
}

fn check(folder: &Path, archive: &Path, source: &str) -> Result<()> {
    let packed = Models::from_archive(std::fs::read(archive)?)?;
    let given = Models::empty().with_folder(folder);
    let names = given.services();
    if packed.source() != Some(source) || packed.services() != names {
        return Err("the archive holds other services, or is of another version".into());
    }
    if packed.partitions()? != given.partitions()? {
        return Err("the partitions differ".into());
    }
    let (mut operations, mut shapes) = (0, 0);
    for name in &names {
        let service = given.service(name)?;
        if packed.service(name)? != service {
            return Err(format!("the model of {name} differs").into());
        }
        operations += service.operations.len();
        shapes += service.shapes.len();
    }
    println!("{} services, {operations} operations, {shapes} shapes: packed as they are in {source}", names.len());
    Ok(())
}

/// Says how long it takes until a service is ready, the best of 20 times.
fn measure(archive: &Path, services: &[&str]) -> Result<()> {
    let bytes = std::fs::read(archive)?;
    println!("{:<12} {:>8} {:>10} {:>8}", "service", "ms", "operations", "shapes");
    for name in services {
        let mut best = Duration::MAX;
        for _ in 0..20 {
            let bytes = bytes.clone();
            let start = Instant::now();
            let service = Models::from_archive(bytes)?.service(name)?;
            best = best.min(start.elapsed());
            drop(service);
        }
        let service = Models::from_archive(bytes.clone())?.service(name)?;
        let (operations, shapes) = (service.operations.len(), service.shapes.len());
        println!("{name:<12} {:>8.2} {operations:>10} {shapes:>8}", best.as_secs_f64() * 1000.0);
    }
    println!("archive: {} bytes", bytes.len());
    Ok(())
}
