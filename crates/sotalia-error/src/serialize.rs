//! Errors as objects of a log.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::{Error, ErrorCode, ErrorKind};

/// One object that holds what a log needs, and no secret.
///
/// Members that are not known are left out: `kind`, `code`, `message`, `service`, `operation`, `status`, `request_id`,
/// `extended_request_id`, `attempts`, `retryable`, `throttling`, `may_have_executed`, `help`, `causes` (what the lines of the
/// [`report`](Error::report) say).
impl Serialize for Error {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = Object(serializer.serialize_struct("Error", MEMBERS)?);
        object.member("kind", Some(self.kind()))?;
        object.member("code", self.code())?;
        object.member("message", Some(self.message()).filter(|message| !message.is_empty()))?;
        object.member("service", self.service())?;
        object.member("operation", self.operation())?;
        object.member("status", self.status())?;
        object.member("request_id", self.request_id())?;
        object.member("extended_request_id", self.extended_request_id())?;
        object.member("attempts", self.attempts())?;
        object.member("retryable", Some(self.is_retryable()))?;
        object.member("throttling", Some(self.is_throttling()))?;
        object.member("may_have_executed", Some(self.may_have_executed()))?;
        object.member("help", self.help())?;
        object.member("causes", Some(self.report().causes()).filter(|causes| !causes.is_empty()))?;
        object.0.end()
    }
}

/// The most members that an error has.
const MEMBERS: usize = 14;

struct Object<S>(S);

impl<S: SerializeStruct> Object<S> {
    fn member<T: Serialize>(&mut self, name: &'static str, value: Option<T>) -> Result<(), S::Error> {
        match value {
            Some(value) => self.0.serialize_field(name, &value),
            None => self.0.skip_field(name),
        }
    }
}

/// Its [`name`](ErrorKind::name).
impl Serialize for ErrorKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl Serialize for ErrorCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
