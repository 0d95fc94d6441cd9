//! Messages: a code and its arguments, worded only here.

/// Something to be said: the identifier of a message and what fills it.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// Identifier in the `.ftl` files.
    pub id: String,
    /// Arguments by name.
    pub args: Vec<(String, Argument)>,
}

/// What fills a place in a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Argument {
    /// Text shown as it is, isolated from the direction of the text around it.
    Text(String),
    /// A whole number, shown with the language's separators and used for plurals.
    Count(u64),
    /// A number with this many decimals.
    Number {
        /// The number.
        value: f64,
        /// Decimals shown.
        decimals: u8,
    },
    /// A day: year, month, day.
    Day(i16, i8, i8),
}

impl Message {
    /// Makes a message without arguments.
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            args: Vec::new(),
        }
    }

    /// Adds a text.
    #[must_use]
    pub fn text(mut self, name: &str, value: impl Into<String>) -> Self {
        self.args.push((name.to_owned(), Argument::Text(value.into())));
        self
    }

    /// Adds a number with so many decimals.
    #[must_use]
    pub fn number(mut self, name: &str, value: f64, decimals: u8) -> Self {
        self.args
            .push((name.to_owned(), Argument::Number { value, decimals }));
        self
    }

    /// Adds a whole number.
    #[must_use]
    pub fn count(mut self, name: &str, value: u64) -> Self {
        self.args.push((name.to_owned(), Argument::Count(value)));
        self
    }
}
