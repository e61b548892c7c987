//! Endpoint rules, with every name resolved to a number.
//!
//! Expressions and rules stand in tables and refer to each other by place, and only to what stands before them. So equal
//! expressions are there once, reading them needs no recursion, and following them always ends.

mod check;
mod parse;
mod parse_expression;
mod template;

use serde::{Deserialize, Serialize};

/// The rules by which the endpoint of a request is found.
///
/// While they are followed, values are kept in numbered slots: first one for each parameter, then one for each name that a
/// condition assigns.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RuleSet {
    /// The parameters; the place is the slot.
    pub parameters: Vec<RuleParameter>,
    /// The number of slots.
    pub slots: u32,
    /// Every expression, after those that it uses.
    pub expressions: Vec<Expression>,
    /// Every rule, after those below it.
    pub rules: Vec<Rule>,
    /// The rules to start with, in order.
    pub roots: Vec<u32>,
}

/// A parameter of the rules.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RuleParameter {
    /// Its name, such as `Region`.
    pub name: Box<str>,
    /// What kind of value it takes.
    pub kind: ParameterKind,
    /// Where the client has it from: `AWS::Region`, `SDK::Endpoint`.
    pub built_in: Option<Box<str>>,
    /// There is no endpoint without it.
    pub required: bool,
    /// The value if it is not given.
    pub default: Option<Constant>,
}

/// The type of a parameter of the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ParameterKind {
    /// Text.
    Text,
    /// True or false.
    Bool,
    /// Texts.
    List,
}

/// A value that rules hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Constant {
    /// Text.
    Text(Box<str>),
    /// True or false.
    Bool(bool),
    /// Texts.
    List(Vec<Box<str>>),
}

/// An expression. A number is a place in [`RuleSet::expressions`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Expression {
    /// Text.
    Text(Box<str>),
    /// True or false.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// What a slot holds.
    Slot(u32),
    /// Texts one after the other.
    Template(Vec<u32>),
    /// A part of a value.
    Attribute(u32, Vec<PathStep>),
    /// A function of arguments.
    Call(Function, Vec<u32>),
    /// Several values.
    List(Vec<u32>),
    /// Named values.
    Record(Vec<(Box<str>, u32)>),
}

/// A step to a part of a value.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PathStep {
    /// To a named value.
    Name(Box<str>),
    /// To an item; from the end, if negative.
    Index(i64),
}

/// A function of the rules' language; `getAttr` is [`Expression::Attribute`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Function {
    /// `isSet`
    IsSet,
    /// `not`
    Not,
    /// `booleanEquals`
    BooleanEquals,
    /// `stringEquals`
    StringEquals,
    /// `substring`
    Substring,
    /// `uriEncode`
    UriEncode,
    /// `parseURL`
    ParseUrl,
    /// `isValidHostLabel`
    IsValidHostLabel,
    /// `aws.partition`
    Partition,
    /// `aws.parseArn`
    ParseArn,
    /// `aws.isVirtualHostableS3Bucket`
    IsVirtualHostableS3Bucket,
}

/// Conditions, and what follows if all of them hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Rule {
    /// What must hold, in order.
    pub conditions: Vec<Condition>,
    /// What follows.
    pub outcome: Outcome,
}

/// A condition holds if its expression gives neither nothing nor `false`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Condition {
    /// The expression.
    pub expression: u32,
    /// The slot that keeps its value.
    pub assign: Option<u32>,
}

/// What follows from a rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Outcome {
    /// An endpoint.
    Endpoint {
        /// Its address.
        url: u32,
        /// What else is known of it, such as `authSchemes`.
        properties: Vec<(Box<str>, u32)>,
        /// Headers to send.
        headers: Vec<(Box<str>, Vec<u32>)>,
    },
    /// There is no endpoint; this says why.
    Error(u32),
    /// One of the rules at these places in [`RuleSet::rules`].
    Tree(Vec<u32>),
}
