//! Operations, compiled.

use std::collections::HashMap;
use std::sync::{Mutex, OnceLock};

use aws_smithy_schema::traits::HttpTrait;
use aws_smithy_schema::{Schema, ShapeType, prelude};
use sotalia_models::{Operation, Service};
use sotalia_session::error::{Error, LocalError, Result};
use std::sync::Arc;

use crate::endpoint::OperationBinding;

use super::compile::{shape_id, with_namespace};
use super::{CompiledMember, CompiledService, CompiledShape, Direction, ProtocolKind, keep, keep_text, lock};

/// An operation with the schemas of its input and output.
#[derive(Debug)]
pub(crate) struct CompiledOperation {
    pub(crate) service: &'static CompiledService,
    pub(crate) model: &'static Operation,
    pub(crate) input: Option<&'static CompiledShape>,
    pub(crate) input_schema: &'static Schema<'static>,
    pub(crate) output: Option<&'static CompiledShape>,
    pub(crate) output_schema: &'static Schema<'static>,
    /// Where the parameters of its endpoint come from.
    pub(crate) binding: OperationBinding,
}

impl CompiledOperation {
    pub(crate) fn name(&self) -> &'static str {
        &self.model.name
    }

    /// The member of the input that streams: a body, or events.
    pub(crate) fn input_stream(&self) -> Option<&'static CompiledMember> {
        self.input?.members.iter().find(|member| member.is_streaming)
    }

    /// The member of the output that streams.
    pub(crate) fn output_stream(&self) -> Option<&'static CompiledMember> {
        self.output?.members.iter().find(|member| member.is_streaming)
    }

    /// The member of the input that is the whole body.
    pub(crate) fn input_payload(&self) -> Option<&'static CompiledMember> {
        self.input?.members.iter().find(|member| member.is_payload)
    }

    /// The member of the output that is the whole body.
    pub(crate) fn output_payload(&self) -> Option<&'static CompiledMember> {
        self.output?.members.iter().find(|member| member.is_payload)
    }
}

impl CompiledService {
    /// A model, whose shapes are compiled as they are needed.
    fn new(model: Arc<Service>, protocol: ProtocolKind) -> &'static Self {
        let operations = model.operations.iter().map(|_| OnceLock::new()).collect();
        let crate_name = keep_text(crate_name(&model.metadata.service_id));
        keep(Self { model, protocol, crate_name, shapes: Mutex::new(HashMap::new()), operations })
    }

    /// The compiled shapes of a model: the same for the same model, as they live as long as the process.
    pub(crate) fn of(model: Arc<Service>, protocol: Option<&str>) -> Result<&'static Self> {
        static COMPILED: Mutex<Vec<&'static CompiledService>> = Mutex::new(Vec::new());
        let protocol = choose_protocol(&model, protocol)?;
        let mut compiled = lock(&COMPILED);
        let known = compiled.iter().find(|known| Arc::ptr_eq(&known.model, &model) && known.protocol == protocol);
        if let Some(known) = known {
            return Ok(known);
        }
        let new = Self::new(model, protocol);
        compiled.push(new);
        Ok(new)
    }

    pub(crate) fn is_s3(&self) -> bool {
        &*self.model.name == "s3"
    }

    /// The operation at this place of the model.
    pub(crate) fn operation(&'static self, index: usize) -> &'static CompiledOperation {
        self.operations[index].get_or_init(|| self.compile_operation(&self.model.operations[index]))
    }

    /// A shape, by its place in the model.
    pub(crate) fn shape(&'static self, index: usize, direction: Direction) -> &'static CompiledShape {
        // JSON and CBOR know no direction.
        let direction = if self.protocol.is_xml() { direction } else { Direction::Request };
        if let Some(shape) = lock(&self.shapes).get(&(index, direction)) {
            return shape;
        }
        let shape = self.compile(index, direction);
        lock(&self.shapes).entry((index, direction)).or_insert(shape)
    }

    fn compile_operation(&'static self, model: &'static Operation) -> &'static CompiledOperation {
        let input = model.input.as_ref().map(|input| self.shape(input.shape, Direction::Request));
        let output = model.output.as_ref().map(|output| self.shape(output.shape, Direction::Answer));
        keep(CompiledOperation {
            binding: OperationBinding::new(&self.model, model),
            service: self,
            model,
            input,
            input_schema: keep(self.input_schema(model, input)),
            output,
            output_schema: self.output_schema(model, output),
        })
    }

    fn input_schema(
        &'static self,
        model: &'static Operation,
        input: Option<&'static CompiledShape>,
    ) -> Schema<'static> {
        let members: Vec<_> = input.iter().flat_map(|shape| &shape.members).map(|member| member.schema).collect();
        let name = input.map_or_else(|| keep_text(format!("{}Request", model.name)), |shape| shape.name);
        let mut schema =
            Schema::new_struct(shape_id(name), ShapeType::Structure, keep(members)).with_original_name(name);
        if self.protocol.is_rest() {
            let uri = self.without_bucket(&model.http.request_uri);
            schema = schema.with_http(HttpTrait::new(&model.http.method, uri, model.http.response_code));
        }
        if let Some(reference) = &model.input {
            let shape = &self.model.shapes[reference.shape];
            if let Some(name) = shape.location_name.as_deref().or(reference.location_name.as_deref()) {
                schema = schema.with_xml_name(name);
            }
            schema = with_namespace(schema, reference.xml_namespace.as_ref().or(shape.xml_namespace.as_ref()));
        }
        schema
    }

    fn output_schema(
        &'static self,
        model: &Operation,
        output: Option<&'static CompiledShape>,
    ) -> &'static Schema<'static> {
        match output {
            // The answer is the member itself.
            Some(output) if self.is_s3() && &*model.name == "GetBucketLocation" => {
                let members: Vec<_> = output.members.iter().map(|member| member.schema).collect();
                let schema = Schema::new_struct(shape_id(output.name), ShapeType::Structure, keep(members));
                keep(schema.with_xml_unwrapped_output())
            }
            Some(output) => output.schema,
            None => &prelude::UNIT,
        }
    }

    /// S3's rules put the bucket into the endpoint, so it must not be in the path.
    fn without_bucket(&self, uri: &'static str) -> &'static str {
        match uri.strip_prefix("/{Bucket}").filter(|_| self.is_s3()) {
            None => uri,
            Some("") => "/",
            Some(rest) if rest.starts_with('/') => rest,
            Some(rest) => keep_text(format!("/{rest}")),
        }
    }
}

/// The protocols that clients know, the preferred one first. The order is botocore's.
const PREFERRED: [&str; 6] = ["json", "rest-json", "rest-xml", "smithy-rpc-v2-cbor", "query", "ec2"];

/// The protocol that is asked for, or the best of those that the service speaks.
fn choose_protocol(model: &Service, asked: Option<&str>) -> Result<ProtocolKind> {
    let metadata = &model.metadata;
    let spoken = |name: &str| *metadata.protocol == *name || metadata.protocols.iter().any(|known| **known == *name);
    let best = PREFERRED.into_iter().find(|name| metadata.protocols.iter().any(|known| **known == **name));
    let name = match asked {
        Some(asked) if spoken(asked) => asked,
        Some(asked) => {
            let message = format!("{} does not speak {asked:?}; its protocol is {}", model.name, metadata.protocol);
            return Err(Error::local(LocalError::InvalidParameter, message));
        }
        None => best.unwrap_or(&metadata.protocol),
    };
    ProtocolKind::of(name).ok_or_else(|| {
        let message = format!("{} speaks {name:?}, which this client does not know", model.name);
        Error::local(LocalError::InvalidConfig, message)
    })
}

/// The service as the SDK's crate is named: `CloudWatch Logs` is `cloudwatchlogs`.
fn crate_name(service_id: &str) -> String {
    let name: String = service_id.chars().filter(char::is_ascii_alphanumeric).collect();
    let name = name.to_ascii_lowercase();
    match name.strip_suffix("service") {
        Some(short) if !short.is_empty() => short.to_owned(),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::crate_name;

    #[test]
    fn services_are_named_as_the_sdk_names_its_crates() {
        for (service_id, expected) in [
            ("S3", "s3"),
            ("CloudWatch Logs", "cloudwatchlogs"),
            ("SFN", "sfn"),
            ("Cost and Usage Report Service", "costandusagereport"),
            ("Lex Runtime Service", "lexruntime"),
            ("Service", "service"),
        ] {
            assert_eq!(crate_name(service_id), expected, "{service_id}");
        }
    }
}
