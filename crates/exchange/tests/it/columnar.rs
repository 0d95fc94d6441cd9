//! Parquet files with every kind of value that a list can hold.

use std::sync::Arc;

use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use crate::fixtures::{read, read_err, show, warned};

fn writer(schema: &str) -> SerializedFileWriter<Vec<u8>> {
    let schema = Arc::new(parse_message_type(schema).unwrap());
    SerializedFileWriter::new(Vec::new(), schema, Arc::new(WriterProperties::builder().build())).unwrap()
}

/// Two invented people; the second has no values but a name.
fn people() -> Vec<u8> {
    let mut writer = writer(
        "message people { REQUIRED BINARY name (UTF8); OPTIONAL INT32 born (DATE); OPTIONAL INT32 year;
         OPTIONAL DOUBLE height; OPTIONAL BOOLEAN listed; }",
    );
    let (first_only, mut group) = (Some(&[1i16, 0][..]), writer.next_row_group().unwrap());
    let mut names = group.next_column().unwrap().unwrap();
    let both = ["Demo Асан", "Demo Үсөн"].map(ByteArray::from);
    names
        .typed::<ByteArrayType>()
        .write_batch(&both, None, None)
        .unwrap();
    names.close().unwrap();
    // 15 March 1987 is day 6282 after 1 January 1970.
    for days_or_year in [6282, 1987] {
        let mut column = group.next_column().unwrap().unwrap();
        column
            .typed::<Int32Type>()
            .write_batch(&[days_or_year], first_only, None)
            .unwrap();
        column.close().unwrap();
    }
    let mut height = group.next_column().unwrap().unwrap();
    height
        .typed::<DoubleType>()
        .write_batch(&[1.75], first_only, None)
        .unwrap();
    height.close().unwrap();
    let mut listed = group.next_column().unwrap().unwrap();
    listed
        .typed::<BoolType>()
        .write_batch(&[true], first_only, None)
        .unwrap();
    listed.close().unwrap();
    group.close().unwrap();
    writer.into_inner().unwrap()
}

#[test]
fn every_kind_of_value_is_read() {
    let (tables, warnings) = read("people.parquet", &people());
    assert_eq!(
        show(&tables),
        "people.parquet [-] name | born | year | height | listed\n2: Demo Асан | @1987-03-15 | #1987 | #1.75 | ?true\n3: Demo Үсөн\n"
    );
    assert_eq!(warned(&warnings), "");
}

#[test]
fn columns_within_columns_are_refused() {
    let mut writer = writer("message people { OPTIONAL GROUP name { REQUIRED BINARY given (UTF8); } }");
    let mut group = writer.next_row_group().unwrap();
    let mut given = group.next_column().unwrap().unwrap();
    let one = [ByteArray::from("Demo")];
    given
        .typed::<ByteArrayType>()
        .write_batch(&one, Some(&[1]), None)
        .unwrap();
    given.close().unwrap();
    group.close().unwrap();
    assert_eq!(
        read_err("people.parquet", &writer.into_inner().unwrap()).code(),
        "nested-columns"
    );
}
