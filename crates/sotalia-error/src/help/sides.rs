//! Advice for errors of this side.

use super::advice::{Advice, codes, local};
use crate::LocalError as L;

/// For each a row, but for those whose message names the way out already, and those that nobody can help.
pub(super) const ADVICE: &[Advice] = &[
    // Configuration.
    local(
        L::NoRegion,
        "set the region in one of three places: the variable AWS_REGION, `region` in the profile (~/.aws/config), or \
         the client's configuration in code",
    ),
    local(L::ProfileNotFound, "`aws configure list-profiles` prints the profiles there are"),
    local(L::InvalidRegion, "a region looks like `eu-west-1`, without the letter of a zone and without dots"),
    local(L::InvalidEndpoint, "give a URL such as `http://127.0.0.1:9000`, or leave the endpoint out for AWS's own"),
    // Credentials.
    local(L::LoginRequired, "run `aws sso login --profile {profile}`"),
    local(L::LoginRequired, "run `aws sso login`, with `--profile` if it is not the default one"),
    local(
        L::NoCredentials,
        "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE to a profile that has credentials; with IAM \
         Identity Center, run `aws sso login`",
    ),
    local(
        L::PartialCredentials,
        "set both AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and AWS_SESSION_TOKEN if the key begins with ASIA",
    ),
    local(L::ExpiredCredentials, "log in again with `aws sso login --profile {profile}`, or fetch new credentials"),
    local(L::ExpiredCredentials, "fetch new credentials: log in, or assume the role again"),
    local(
        L::MfaRequired,
        "call STS GetSessionToken or AssumeRole with the code of the device, and use the credentials that it gives",
    ),
    local(L::CredentialsTimeout, "check the route to where the credentials come from, such as 169.254.169.254 in EC2"),
    // What a provider was told; the codes are those of the services.
    codes(
        &["InvalidIdentityToken"],
        "check the token in AWS_WEB_IDENTITY_TOKEN_FILE: its issuer and audience have to be those of an identity \
         provider in IAM",
    ),
    codes(&["IDPCommunicationError"], "try again: STS did not reach the issuer of the web identity token in time"),
    // Parameters.
    local(
        L::InvalidParameter,
        "{?unsized}give a body whose length is known, such as `ByteStream::from_path` or bytes in memory, or upload \
         it in parts",
    ),
    // Network.
    local(L::ConnectionRefused, "check that the endpoint's host and port are right, and that a server listens there"),
    local(L::ConnectFailed, "check the route to the endpoint: network, VPN, firewall, VPC endpoint"),
    local(
        L::DnsFailure,
        "check the endpoint and the region for a typo, that the region has this service, and the name server",
    ),
    local(
        L::TlsFailure,
        "check that the endpoint speaks TLS (`https`, not `http`), the clock, and that the issuer of its certificate \
         is trusted here: a proxy that opens TLS has one of its own",
    ),
    local(L::ProxyFailure, "check HTTPS_PROXY, HTTP_PROXY and NO_PROXY"),
    local(
        L::ConnectionClosed,
        "try again if doing it twice does no harm; if it lasts, look at proxies and load balancers between",
    ),
    local(L::ConnectTimeout, "check the route to the endpoint, or raise `connect_timeout`, which was {limit}"),
    local(L::ConnectTimeout, "check the route to the endpoint, or raise `connect_timeout`"),
    local(L::ReadTimeout, "raise `read_timeout`, which was {limit}, if the answer may take longer"),
    local(L::ReadTimeout, "raise `read_timeout` if the answer may take longer"),
    local(L::AttemptTimeout, "raise `operation_attempt_timeout`, which was {limit}, or send less in one request"),
    local(L::AttemptTimeout, "raise `operation_attempt_timeout`, or send less in one request"),
    local(L::OperationTimeout, "raise `operation_timeout`, which was {limit}, or lower the number of attempts"),
    local(L::OperationTimeout, "raise `operation_timeout`, or lower the number of attempts"),
    local(
        L::StalledStream,
        "read the body as it comes, or give a longer grace period with `StalledStreamProtectionConfig`, which can \
         also be turned off",
    ),
    // Answers.
    local(L::TruncatedAnswer, "try again; if it lasts, something between here and the service cuts answers"),
    local(
        L::ChecksumMismatch,
        "try again; a server other than AWS may lack these checksums: set \
         AWS_RESPONSE_CHECKSUM_VALIDATION=when_required",
    ),
    local(
        L::UnparsableAnswer,
        "compare the members of `{Type}` with the answer, which `to_json()` shows: the names are AWS's, and what may be \
         missing is an `Option`",
    ),
    local(
        L::UnparsableAnswer,
        "{?no_http}check the endpoint: its port may speak TLS (`https`), or be of something else than the service",
    ),
    local(
        L::UnparsableAnswer,
        "check that the endpoint is that of the service: a proxy or another server may have answered",
    ),
    // Pages and waiters.
    local(L::PaginationBroken, "report it to whoever runs the server; AWS's own services do not do this"),
    local(L::InvalidToken, "start the listing again without a token: tokens expire, and belong to one request"),
    local(L::WaiterTimeout, "wait longer, or look at the resource: it may never get there"),
];
