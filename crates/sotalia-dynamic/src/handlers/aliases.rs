//! Names of operations that boto3 knows beside those of the models.

/// Service, other name, name of the operation as a method.
const METHODS: &[(&str, &str, &str)] = &[
    ("mturk", "list_hi_ts_for_qualification_type", "list_hits_for_qualification_type"),
    ("socialmessaging", "delete_whatsapp_media_message", "delete_whatsapp_message_media"),
    ("cloudwatch", "get_o_tel_enrichment", "get_otel_enrichment"),
    ("cloudwatch", "start_o_tel_enrichment", "start_otel_enrichment"),
    ("cloudwatch", "stop_o_tel_enrichment", "stop_otel_enrichment"),
    ("cloudwatch", "update_o_tel_enrichment", "update_otel_enrichment"),
    ("signin", "create_o_auth2_token", "create_oauth2_token"),
];

/// The name of a service that was called by an old one.
pub(crate) fn service(name: &str) -> &str {
    if name == "runtime.sagemaker" { "sagemaker-runtime" } else { name }
}

/// The name of an operation that was called by an old one.
pub(crate) fn operation<'a>(service: &str, name: &'a str) -> &'a str {
    METHODS.iter().find(|(of, other, _)| *of == service && *other == name).map_or(name, |(_, _, name)| *name)
}
