//! Every way to find profile, region, credentials and settings: a folder of files each, and what comes of it.

use std::path::{Path, PathBuf};

#[path = "harness/boto3.rs"]
mod boto3;
#[path = "harness/case.rs"]
mod case;
#[path = "harness/check.rs"]
mod check;
#[path = "harness/clock.rs"]
mod clock;
#[path = "harness/exchange.rs"]
mod exchange;
#[path = "harness/log.rs"]
mod log;
#[path = "harness/replay.rs"]
mod replay;
#[path = "harness/secrecy.rs"]
mod secrecy;
#[path = "harness/specification.rs"]
mod specification;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// A test for each folder, and one that no folder is forgotten.
macro_rules! cases {
    ($($name:ident)*) => {
        $(
            #[test]
            fn $name() {
                check::run(&folder().join(stringify!($name)));
            }
        )*

        #[test]
        fn every_folder_is_a_test() {
            let mut listed = vec![$(stringify!($name)),*];
            listed.sort_unstable();
            let mut folders: Vec<String> = std::fs::read_dir(folder())
                .expect("the cases are beside this file")
                .map(|entry| entry.expect("a folder can be listed").file_name().to_string_lossy().into_owned())
                .collect();
            folders.sort_unstable();
            assert_eq!(folders, listed, "folders (left) and listed cases (right)");
        }
    };
}

cases! {
    region_code_beats_all
    region_aws_region_beats_default_region
    region_default_region_beats_profile
    region_from_profile
    region_of_chosen_profile
    region_from_source_profile
    region_environment_beats_profile_in_code
    region_blank_variable_is_unset
    region_nowhere
    region_of_credentials_file_beats_config_file
    region_invalid_slash
    region_invalid_at
    region_invalid_digits
    region_invalid_hyphen
    region_invalid_long
    region_invalid_in_environment
    region_invalid_in_profile
    profile_default
    profile_in_code
    profile_in_code_beats_variable
    profile_variable
    profile_variable_beats_default_variable
    profile_default_variable
    profile_blank_variable_is_unset
    profile_in_code_beats_environment_credentials
    profile_variable_does_not_beat_environment_credentials
    profile_in_code_ignores_half_a_key_in_environment
    profile_in_code_ignores_web_identity_variables
    profile_in_code_without_credentials_does_not_take_the_environments
    profile_in_code_missing
    profile_variable_missing
    profile_variable_missing_despite_environment_credentials
    profile_missing_without_files
    profile_default_named_must_exist
    profile_section_without_prefix
    profile_list_of_many_is_cut
    profile_default_absent_is_fine
    profile_prefixed_default_beats_bare_default
    profile_with_spaces_around_the_name
    file_config_holds_keys
    file_credentials_beat_config
    file_config_variable
    file_credentials_variable
    file_config_variable_missing_is_fine
    file_config_in_code
    file_config_in_code_missing
    file_credentials_in_code
    file_credentials_in_code_missing
    file_in_code_unreadable
    file_default_unreadable_is_told
    file_with_byte_order_mark
    file_with_windows_line_ends
    file_not_utf8
    file_not_parsable
    file_starts_without_section
    file_without_home
    credentials_static
    credentials_static_with_token
    credentials_static_beat_profile_in_code
    credentials_static_without_secret
    credentials_static_without_id
    credentials_own_provider
    credentials_anonymous
    credentials_environment_with_token
    credentials_environment_without_secret
    credentials_environment_without_id
    credentials_profile_without_secret
    credentials_nowhere
    credentials_process
    credentials_process_failing
    credentials_role_of_missing_source_profile
    credentials_role_in_a_loop
    credentials_role_needs_network
    credentials_role_from_environment_by_request_of_the_profile
    credentials_web_identity_without_token_file
    credentials_web_identity_needs_network
    credentials_sso_not_signed_in
    credentials_sso_expired
    settings_of_environment
    settings_of_profile
    settings_default
    settings_endpoint_in_code_beats_environment
    settings_endpoint_of_environment
    settings_endpoint_without_scheme
    settings_endpoint_with_other_scheme
    settings_endpoint_without_host
    settings_endpoint_with_spaces
    settings_endpoint_with_password
    settings_endpoint_invalid_in_environment
    settings_endpoint_invalid_in_profile
    settings_retry_mode_invalid
    settings_max_attempts_invalid
    settings_max_attempts_blank
    settings_app_name
    settings_app_name_invalid
    environment_with_account
    environment_with_old_token_name
    environment_with_expiration
    environment_blank_is_unset
    environment_beats_container_and_instance
    role_of_source_profile
    role_of_source_in_credentials_file
    role_with_all_parameters
    role_without_optional_parameters
    role_names_its_session
    role_chain_of_five
    role_chain_fails_in_the_middle
    role_loop_of_three
    role_of_itself_without_keys
    role_of_itself_with_keys
    role_ignores_its_own_keys
    role_of_middle_with_keys_uses_the_keys
    role_without_source
    role_with_both_sources
    role_source_profile_missing_names_the_others
    role_source_profile_without_credentials
    role_source_half_a_key
    role_credential_source_environment
    role_credential_source_environment_empty
    role_credential_source_unknown
    role_credential_source_container
    role_credential_source_container_without_variables
    role_credential_source_instance
    role_source_is_a_process
    role_source_is_sso
    role_source_is_a_web_identity
    role_duration_not_a_number
    role_refused
    role_source_key_has_ended
    role_answer_without_credentials
    role_answer_cut_off
    role_no_answer_in_time
    role_silence_ends
    role_is_tried_again
    role_needs_mfa_without_a_callback
    role_with_mfa
    role_with_mfa_of_wrong_code
    role_is_renewed_before_it_ends
    role_cannot_be_renewed_after_its_end
    role_in_the_variable_profile
    web_identity_of_environment
    web_identity_names_its_session
    web_identity_of_profile
    web_identity_of_profile_without_role
    web_identity_without_role
    web_identity_token_file_missing
    web_identity_token_file_empty
    web_identity_token_has_ended
    web_identity_token_refused
    web_identity_provider_is_slow_once
    sso_session_signed_in
    sso_legacy_signed_in
    sso_in_another_region_than_the_profile
    sso_legacy_expired
    sso_session_expired_is_renewed
    sso_session_expired_and_renewal_refused
    sso_session_expired_and_registration_too
    sso_token_refused
    sso_role_refused
    sso_server_is_down_once
    sso_server_stays_down
    sso_token_file_is_garbage
    sso_session_section_missing
    sso_session_section_without_start_url
    sso_start_url_twice_and_different
    sso_start_url_twice_and_the_same
    sso_without_role_name
    sso_beats_keys_of_the_profile
    process_temporary_with_account
    process_account_of_the_profile
    process_account_of_its_own_comes_first
    process_other_version
    process_without_version
    process_without_secret
    process_prints_garbage
    process_prints_nothing
    process_failing_keeps_its_words_to_itself
    process_not_there
    process_with_open_quote
    process_expiration_is_no_time
    process_sees_the_variables_of_the_session
    process_beats_keys_of_the_config_file
    keys_of_the_credentials_file_beat_the_process
    container_relative_uri
    container_relative_uri_with_query
    container_full_uri_loopback
    container_full_uri_localhost
    container_full_uri_loopback_v6
    container_full_uri_https
    container_full_uri_eks
    container_full_uri_eks_v6
    container_full_uri_of_another_host
    container_full_uri_of_metadata_host
    container_full_uri_that_only_looks_like_loopback
    container_full_uri_with_user
    container_full_uri_of_another_scheme
    container_full_uri_is_no_uri
    container_relative_uri_beats_full_uri
    container_token
    container_token_file_beats_token
    container_token_file_missing
    container_token_with_line_end
    container_token_file_with_line_end_inside
    container_refuses
    container_is_down_once
    container_stays_down
    container_does_not_answer
    container_answers_garbage
    container_answer_lacks_the_secret
    container_answers_with_account
    container_redirects
    instance_metadata
    instance_metadata_disabled
    instance_metadata_of_endpoint_variable
    instance_metadata_of_ipv6_flag
    instance_metadata_of_ipv6_mode
    instance_metadata_of_ipv6_mode_of_the_profile
    instance_metadata_of_unknown_mode
    instance_metadata_of_wrong_endpoint
    instance_without_role
    instance_nobody_answers
    instance_nobody_listens
    instance_token_refused
    instance_token_forbidden
    instance_answer_is_an_error
    instance_answer_is_garbage
    instance_has_ended_credentials
    instance_is_asked_again
    instance_after_bare_profile
    instance_is_not_asked_behind_a_broken_profile
    instance_is_not_asked_behind_an_ended_sign_in
    profile_account_of_a_key
    profile_old_token_name
    profile_with_blank_secret
    sso_start_url_twice_and_the_same_as_boto3
    role_loop_with_keys
    explain_nothing_found
    explain_role
    explain_failure
    explain_environment
    explain_static
    settings_password_of_a_proxy_is_not_shown
    login_signed_in
    login_missing
    login_ended_is_renewed
    login_ended_and_renewal_refused
    role_source_is_a_console_sign_in
    instance_renews_and_serves_on_while_the_service_is_down
    container_is_asked_again_before_the_end
}
