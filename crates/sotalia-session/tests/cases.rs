//! Every way to find profile, region, credentials and settings: a folder of files each, and what comes of it.

use std::path::{Path, PathBuf};

#[path = "harness/case.rs"]
mod case;
#[path = "harness/check.rs"]
mod check;
#[path = "harness/clock.rs"]
mod clock;
#[path = "harness/exchange.rs"]
mod exchange;
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
}
