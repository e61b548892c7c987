//! What the creation of a key pair tells, once.

use sotalia_client::ec2::operation::create_key_pair::CreateKeyPairOutput;
use sotalia_client::ec2::types::Tag;

use crate::KeyPair;

/// What [`Ec2::create_key_pair`](crate::Ec2::create_key_pair) answers: the private key among it, which is told this once.
///
/// Its `Debug` hides the key.
pub type KeyPairData = CreateKeyPairOutput;

/// What only the creation of the pair told: `None` for a pair that was made from its name.
impl KeyPair {
    /// The name of the pair: the identifier, under the name that the service has for it.
    pub fn key_name(&self) -> &str {
        self.name()
    }

    /// The private key, as PEM.
    pub fn key_material(&self) -> Option<String> {
        self.data()?.key_material().map(str::to_owned)
    }

    /// The fingerprint of the key.
    pub fn key_fingerprint(&self) -> Option<String> {
        self.data()?.key_fingerprint().map(str::to_owned)
    }

    /// The identifier of the pair.
    pub fn key_pair_id(&self) -> Option<String> {
        self.data()?.key_pair_id().map(str::to_owned)
    }

    /// The tags that it was made with.
    pub fn tags(&self) -> Option<Vec<Tag>> {
        Some(self.data()?.tags().to_vec())
    }
}
