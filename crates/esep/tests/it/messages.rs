//! Every code that any room can return has words in all three languages.

use locale::Language;

#[test]
fn every_code_has_words() {
    for id in actions::message_ids() {
        for language in Language::ALL {
            assert!(locale::has(language, &id), "{id} has no words in {language:?}");
        }
    }
}
