//! How a person's name is written in six languages and how likely two spellings are one name.
