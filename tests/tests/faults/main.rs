//! What a program gets when an answer is cut, late, broken or wrong: over raw TCP, without the help of an HTTP server.

mod answers;
mod batches;
mod call;
mod cuts;
mod here;
mod pages;
mod retries;
mod times;
