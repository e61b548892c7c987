//! Sub-resources and references.

use std::fmt::Write as _;

use anyhow::Result;

use super::resource::parameter;
use crate::codegen::construct::{Origin, construct};
use crate::codegen::model::Resource;
use crate::codegen::scope::{Service, Source};

/// The methods that lead to other resources.
pub(crate) fn relations(service: &Service, resource: &Resource) -> Result<String> {
    if resource.relations.is_empty() {
        return Ok(String::new());
    }
    let name = resource.name.get_ref();
    let mut out = format!(
        "\n/// The way to other resources. Only references may ask the service, when awaited.\nimpl {name} {{\n"
    );
    let origin = Origin { parent: resource, operation: None, item: None };
    for relation in &resource.relations {
        let made = construct(service, &relation.resource, &relation.identifiers, origin, None)?;
        let (method, target) = (relation.name.get_ref(), relation.resource.get_ref());
        let mut is_reference = false;
        for source in relation.identifiers.values() {
            is_reference |= matches!(service.source(source)?, Source::Data(_));
        }
        let parameters: String = made.parameters.iter().map(|id| format!(", {}", parameter(id))).collect();
        if is_reference {
            writeln!(
                out,
                "/// The [`{target}`] that the data names, if it names one. Loads the data unless it is known.
///
/// # Errors
///
/// As of [`load`](Self::load).
pub fn {method}(&self{parameters}) -> Reference<Option<{target}>> {{
    let this = self.clone();
    Reference::new(async move {{
        let data = this.load().await?;
        {}Ok(Some({}))
    }})
}}\n",
                made.after, made.literal
            )?;
        } else {
            writeln!(
                out,
                "/// {article} [`{target}`] of this one.
pub fn {method}(&self{parameters}) -> {target} {{ {} }}\n",
                made.literal.replace("this.", "self."),
                article = if target.starts_with(['A', 'E', 'I', 'O', 'U']) { "An" } else { "A" },
            )?;
        }
    }
    out.push_str("}\n");
    Ok(out)
}
