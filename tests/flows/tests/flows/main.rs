//! The life of resources: each flow creates, lists, loads, acts, waits and deletes through resources alone, on each server.
//!
//! A server that is not there is reported as skipped, and so is a flow that a server cannot carry: see `exceptions`.

mod exceptions;
mod scene;

/// Makes a test of each flow of each service, for each server. A service is a feature, so that one can be worked on without
/// the SDKs of the others.
macro_rules! flows {
    ($($feature:literal $service:ident: $($flow:ident)+;)+) => {
        $(
            #[cfg(feature = $feature)]
            mod $service;
        )+

        /// The names of all flows, `service::flow`.
        const FLOWS: &[&str] = &[$($(concat!(stringify!($service), "::", stringify!($flow))),+),+];

        flows! { @on moto, Moto, $($feature $service: $($flow)+;)+ }
        flows! { @on ministack, Ministack, $($feature $service: $($flow)+;)+ }
    };
    (@on $server:ident, $variant:ident, $($feature:literal $service:ident: $($flow:ident)+;)+) => {
        mod $server {
            $(
                #[cfg(feature = $feature)]
                mod $service {
                    $(
                        #[test]
                        fn $flow() {
                            let name = concat!(stringify!($service), "::", stringify!($flow));
                            crate::scene::run(sotalia_tests::Server::$variant, name, |scene| {
                                Box::pin(crate::$service::$flow(scene))
                            });
                        }
                    )+
                }
            )+
        }
    };
}

flows! {
    "sqs" sqs:
        a_queue_lives_and_dies
        a_missing_queue_is_not_found
        messages_are_sent_received_and_deleted
        messages_are_handled_ten_at_a_time
        queues_are_listed_by_pages
        a_dead_letter_queue_knows_its_sources;
}

#[test]
fn every_exception_names_a_flow_once() {
    for (index, exception) in exceptions::EXCEPTIONS.iter().enumerate() {
        let (server, flow) = (exception.server, exception.flow);
        assert!(FLOWS.contains(&flow), "{server}/{flow}: expected the name of a flow");
        let before = exceptions::EXCEPTIONS[..index].iter().find(|row| (row.server, row.flow) == (server, flow));
        assert!(before.is_none(), "{server}/{flow}: expected one row, got another: {before:?}");
    }
}
