//! Files of rows with a header, comma- or tab-separated.

use std::collections::HashMap;

use csv::{ReaderBuilder, StringRecord};

/// Why a file cannot be read at all. A bad row is no such reason.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// There is no header.
    #[error("the file has no header: {0}")]
    NoHeader(csv::Error),
    /// A column that is needed is not there.
    #[error("the file has no column {0}")]
    NoColumn(&'static str),
    /// It is not the GeoJSON that it should be.
    #[error("the file is no GeoJSON feature collection: {0}")]
    NotGeoJson(serde_json::Error),
}

/// A file's rows by the names of its columns.
pub(crate) struct Table<'a> {
    reader: csv::Reader<&'a [u8]>,
    columns: HashMap<String, usize>,
}

/// One row. A column that the row is too short for is empty.
pub(crate) struct Row {
    /// Line in the file, the header being line 1 of a file whose fields hold no line breaks.
    pub(crate) line: u64,
    record: StringRecord,
    places: Vec<usize>,
}

impl Row {
    /// The text of the wanted column at this place, trimmed.
    pub(crate) fn get(&self, place: usize) -> &str {
        let column = self.places.get(place).copied().unwrap_or(usize::MAX);
        self.record.get(column).unwrap_or_default().trim()
    }
}

impl<'a> Table<'a> {
    /// Reads the header; a tab in the first line says that tabs part the columns.
    ///
    /// # Errors
    /// [`TableError::NoHeader`].
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, TableError> {
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        let first_line = bytes
            .split(|byte| *byte == b'\n')
            .next()
            .unwrap_or_default();
        let by_tabs = first_line.contains(&b'\t');
        let mut reader = ReaderBuilder::new()
            .delimiter(if by_tabs { b'\t' } else { b',' })
            // In tab-separated files a quotation mark is only that.
            .quoting(!by_tabs)
            .flexible(true)
            .from_reader(bytes);
        let headers = reader.headers().map_err(TableError::NoHeader)?;
        let names = headers.iter().map(|name| name.trim().to_owned());
        let columns = names.zip(0..).collect();
        Ok(Self { reader, columns })
    }

    /// The rows with the wanted columns, in their order; a row that is not text comes as its line and an error.
    ///
    /// # Errors
    /// [`TableError::NoColumn`].
    pub(crate) fn rows<const N: usize>(
        self,
        wanted: [&'static str; N],
    ) -> Result<impl Iterator<Item = Result<Row, (u64, csv::Error)>>, TableError> {
        let mut places = Vec::with_capacity(N);
        for name in wanted {
            let place = self.columns.get(name).ok_or(TableError::NoColumn(name))?;
            places.push(*place);
        }
        let rows = self.reader.into_records().zip(2_u64..);
        Ok(rows.map(move |(record, number)| match record {
            Ok(record) => Ok(Row {
                line: record.position().map_or(number, csv::Position::line),
                record,
                places: places.clone(),
            }),
            Err(error) => Err((number, error)),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_name_in_either_kind_of_file() {
        for file in ["\u{feff}a,b\n1,\"x,y\"\n2\n", "a\tb\n1\tx,y\n2\n"] {
            let rows: Vec<(u64, String, String)> = Table::open(file.as_bytes())
                .unwrap()
                .rows(["b", "a"])
                .unwrap()
                .map(|row| row.unwrap())
                .map(|row| (row.line, row.get(1).to_owned(), row.get(0).to_owned()))
                .collect();
            let wanted = [(2, "1", "x,y"), (3, "2", "")];
            assert_eq!(
                rows,
                wanted.map(|(line, a, b)| (line, a.to_owned(), b.to_owned()))
            );
        }
    }

    #[test]
    fn a_missing_column_is_named_and_a_broken_row_stops_nothing() {
        let table = Table::open(b"a,b\n1,2\n").unwrap();
        assert!(matches!(table.rows(["c"]), Err(TableError::NoColumn("c"))));
        let rows = Table::open(b"a\n\xff\xfe\nfine\n")
            .unwrap()
            .rows(["a"])
            .unwrap();
        let kept: Vec<bool> = rows.map(|row| row.is_ok()).collect();
        assert_eq!(kept, [false, true]);
    }
}
