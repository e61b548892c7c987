//! The command, from its arguments to what it prints and how it ends, against answers over TCP.

mod awscli;
mod calls;
mod completing;
mod content;
mod debug;
mod events;
mod moto;
mod presigned;
mod skeletons;
mod stub;
mod waiting;
