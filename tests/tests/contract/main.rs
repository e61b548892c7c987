//! The S3 contract: each behaviour, on each server.
//!
//! A server that is not there is reported as skipped, and so is a behaviour that a server lacks: see `exceptions`.

mod batches;
mod buckets;
mod exceptions;
mod identity;
mod keys;
mod listing;
mod multipart;
mod objects;
mod raw;
mod scene;
mod settings;
mod signatures;
mod versions;
mod waiting;

use sotalia_tests::Server;

/// Makes a test of each behaviour of each module, for each server.
macro_rules! contract {
    ($($module:ident: $($behaviour:ident)+;)+) => {
        /// The names of all behaviours.
        const BEHAVIOURS: &[&str] = &[$($(stringify!($behaviour)),+),+];

        contract! { @on embedded, Embedded, $($module: $($behaviour)+;)+ }
        contract! { @on moto, Moto, $($module: $($behaviour)+;)+ }
        contract! { @on ministack, Ministack, $($module: $($behaviour)+;)+ }
        contract! { @on seaweedfs, Seaweedfs, $($module: $($behaviour)+;)+ }
    };
    (@on $server:ident, $variant:ident, $($module:ident: $($behaviour:ident)+;)+) => {
        mod $server {
            $($(
                #[test]
                fn $behaviour() {
                    crate::scene::run(sotalia_tests::Server::$variant, stringify!($behaviour), |scene| {
                        Box::pin(crate::$module::$behaviour(scene))
                    });
                }
            )+)+
        }
    };
}

contract! {
    buckets:
        a_bucket_is_made_found_and_deleted
        making_a_bucket_gives_the_resource
        a_bucket_made_twice_is_told
        a_bucket_without_a_name_is_not_asked_for
        an_invalid_bucket_name_is_invalid_input
        a_bucket_loads_its_entry_of_the_list
        loading_a_missing_bucket_is_not_found
        listing_a_missing_bucket_is_not_found
        a_missing_bucket_is_named_in_the_error
        putting_into_a_missing_bucket_is_not_found
        deleting_a_missing_bucket_is_not_found
        a_full_bucket_is_not_deleted
        buckets_are_listed_with_their_data
        buckets_are_filtered_by_prefix
        buckets_come_in_pages;
    objects:
        what_is_put_comes_back
        a_load_gives_what_a_head_says
        a_load_is_kept_a_reload_asks_again
        a_put_clears_what_is_known
        a_load_with_parameters_asks
        a_missing_key_is_not_found
        a_missing_key_is_named_in_the_error
        an_error_carries_the_request_id
        a_head_of_a_missing_key_is_not_found
        an_object_comes_and_goes
        the_last_put_wins
        an_empty_body_comes_back
        every_byte_comes_back
        a_range_is_a_part
        a_range_past_the_end_is_invalid
        a_copy_has_body_and_metadata
        a_copy_may_replace_the_metadata
        a_copy_of_nothing_is_not_found
        a_put_if_there_is_none_is_a_conflict
        a_get_of_another_tag_is_a_conflict
        a_get_of_what_is_known_is_not_modified
        a_summary_has_its_data
        a_bucket_puts_and_gives_the_object
        a_closure_cannot_turn_an_action_elsewhere
        a_checksum_is_answered
        a_checksum_is_kept
        an_object_shows_its_acl
        fifty_tasks_share_a_bucket;
    keys:
        keys_with_blanks_and_plus_signs
        keys_with_percent_signs
        keys_with_markup
        keys_with_signs_of_urls
        keys_composed_and_decomposed
        keys_beyond_the_basic_plane
        keys_that_differ_in_case
        keys_with_double_slashes
        keys_that_end_with_a_slash
        keys_that_start_with_a_slash
        keys_with_line_ends
        keys_with_control_characters
        keys_with_backslashes
        keys_of_the_greatest_length
        keys_with_dots_as_segments
        keys_with_dots_in_segments;
    listing:
        all_objects_are_listed_in_order
        an_empty_bucket_lists_nothing
        entries_carry_their_data
        a_prefix_filters
        a_delimiter_leaves_folders_out
        folders_come_with_raw_pages
        start_after_skips
        a_parallel_listing_gives_each_key_once
        a_parallel_listing_goes_on_where_it_stopped
        common_prefixes_lead_from_level_to_level
        an_empty_delimiter_is_refused
        sizes_are_added_up_by_prefix
        a_limit_of_nothing_asks_nothing
        a_limit_counts_over_pages
        every_page_size_gives_all
        pages_have_the_size_that_was_asked_for
        a_page_size_of_nothing_is_refused
        the_first_is_the_first
        a_collection_is_walked_twice
        a_walk_stops_and_goes_on_anywhere
        a_limit_leaves_a_token
        pages_stop_and_go_on
        a_token_of_another_listing_is_refused;
    raw:
        raw_objects_are_listed
        raw_objects_of_the_first_version_are_listed
        raw_listings_go_on_with_a_token
        raw_versions_are_listed
        raw_uploads_are_listed
        raw_parts_are_listed
        raw_buckets_are_listed;
    batches:
        a_batch_deletes_below_a_prefix_over_pages
        a_batch_of_a_thousand_and_one
        a_batch_of_nothing_sends_nothing
        a_batch_keeps_to_the_limit
        a_batch_takes_nasty_keys
        a_batch_tells_what_is_locked;
    versions:
        versioning_is_enabled_and_suspended
        versions_and_markers_are_listed
        versions_are_listed_by_pages
        an_old_version_is_read
        deleting_the_marker_brings_the_object_back
        all_versions_are_deleted
        a_missing_version_is_not_found;
    multipart:
        parts_become_an_object
        the_content_type_of_an_upload_is_kept
        parts_are_listed_with_their_data
        a_part_may_be_a_copy
        an_aborted_upload_is_gone
        a_missing_upload_is_not_found
        uploads_are_listed_and_aborted
        uploads_of_nasty_keys_are_listed
        parts_in_the_wrong_order_are_invalid;
    settings:
        tags_are_put_loaded_deleted
        cors_is_put_loaded_deleted
        a_policy_is_put_loaded_deleted
        a_website_is_put_loaded_deleted
        a_lifecycle_is_put_loaded_deleted
        an_acl_is_put_and_loaded
        logging_is_put_and_loaded
        a_notification_is_put_and_loaded
        request_payment_is_put_and_loaded
        tags_of_an_object_go_through_the_client;
    waiting:
        waiting_for_what_is_there_asks_once
        waiting_for_what_is_gone_asks_once
        an_object_is_waited_for
        a_bucket_is_waited_for
        an_object_is_waited_for_to_go
        a_wait_ends_when_the_time_is_up;
    signatures:
        a_wrong_secret_is_refused
        an_unknown_key_is_refused
        an_anonymous_request_is_refused;
}

#[test]
fn every_exception_names_a_behaviour_once() {
    for (index, (server, behaviour, reason)) in exceptions::EXCEPTIONS.iter().enumerate() {
        assert!(BEHAVIOURS.contains(behaviour), "{server}/{behaviour}: expected the name of a behaviour");
        assert!(!reason.is_empty(), "{server}/{behaviour}: expected a reason");
        let same = |row: &&(Server, &str, &str)| row.0 == *server && row.1 == *behaviour;
        let before = exceptions::EXCEPTIONS[..index].iter().find(same);
        assert!(before.is_none(), "{server}/{behaviour}: expected one row, got another: {before:?}");
    }
}
