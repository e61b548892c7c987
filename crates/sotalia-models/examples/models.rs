//! Reads every model of a folder, and says how many there are: `cargo run --example models -- FOLDER`.

use sotalia_models::Models;
use sotalia_models::error::Result;

fn main() -> Result<()> {
    let folder = std::env::args_os().nth(1).expect("the argument is a folder of models");
    let models = Models::empty().with_folder(folder);
    let (mut services, mut operations, mut shapes, mut expressions) = (0, 0, 0, 0);
    for name in models.services() {
        let service = models.service(&name)?;
        services += 1;
        operations += service.operations.len();
        shapes += service.shapes.len();
        expressions += service.endpoint_rules.as_ref().map_or(0, |rules| rules.expressions.len());
    }
    println!(
        "{services} services, {operations} operations, {shapes} shapes, {expressions} expressions of endpoint rules"
    );
    println!("{} partitions", models.partitions()?.partitions.len());
    Ok(())
}
