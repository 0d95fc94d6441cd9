//! From codes and arguments to messages.

use publish::Message;

/// Arguments that are numbers. Every other argument may look like one and be a name, such as a list "2023".
const NUMBERS: [&str; 14] = [
    "found",
    "allowed",
    "row",
    "line",
    "rows",
    "cells",
    "skipped",
    "expected",
    "first-row",
    "left-out",
    "usable",
    "times",
    "number",
    "offset",
];

/// Makes a message of an identifier and the arguments that a room gave with its code.
pub(crate) fn message(id: String, args: Vec<(&'static str, String)>) -> Message {
    args.into_iter().fold(Message::new(id), |message, (name, value)| {
        match value.parse::<u64>() {
            Ok(number) if NUMBERS.contains(&name) => message.count(name, number),
            _ => message.text(name, value),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_named_like_a_number_stays_a_name() {
        let worded = message(
            "x".to_owned(),
            vec![("list", "2023".to_owned()), ("found", "2023".to_owned())],
        );
        assert_eq!(
            worded,
            Message::new("x").text("list", "2023").count("found", 2023)
        );
    }
}
