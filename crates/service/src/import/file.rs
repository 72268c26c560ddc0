//! The rows of a stored file.

use std::io::{self, Read};

use csv::{ByteRecord, ReaderBuilder};
use domain::ImportId;
use encoding_rs_io::{DecodeReaderBytes, DecodeReaderBytesBuilder};
use persistence::{Actor, Store};
use wire::import::{Delimiter, Encoding, ImportPlan, unguarded};

/// A row as it stands in the file.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// The header is row 1.
    pub(super) number: i64,
    pub(super) cells: Vec<String>,
    /// True if its bytes are not of the encoding.
    pub(super) is_garbled: bool,
}

/// An open file, behind its header.
pub(super) struct Rows {
    pub(super) headers: Vec<String>,
    reader: csv::Reader<DecodeReaderBytes<Parts, Vec<u8>>>,
    record: ByteRecord,
    read_rows: i64,
}

impl Rows {
    /// Opens the file and reads its header.
    pub(super) fn open(store: &Store, actor: &Actor, id: ImportId, plan: &ImportPlan) -> io::Result<Self> {
        let parts =
            Parts { store: store.clone(), actor: actor.clone(), id, next: 0, part: Vec::new(), read: 0 };
        let encoding = match plan.encoding {
            Encoding::Utf8 => None,
            Encoding::Gb18030 => Some(encoding_rs::GB18030),
        };
        let bytes = DecodeReaderBytesBuilder::new()
            .encoding(encoding)
            .utf8_passthru(true)
            .strip_bom(true)
            .bom_override(true)
            .build(parts);
        let delimiter = match plan.delimiter {
            Delimiter::Comma => b',',
            Delimiter::Semicolon => b';',
            Delimiter::Tab => b'\t',
            Delimiter::Pipe => b'|',
        };
        let reader =
            ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(bytes);
        let mut rows = Self { headers: Vec::new(), reader, record: ByteRecord::new(), read_rows: 0 };
        rows.headers = rows.next()?.map(|row| row.cells).unwrap_or_default();
        rows.read_rows = 0;
        Ok(rows)
    }

    /// The next row; None at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Row>> {
        if !self.reader.read_byte_record(&mut self.record).map_err(io::Error::other)? {
            return Ok(None);
        }
        self.read_rows += 1;
        let mut is_garbled = false;
        let cell = |bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes);
            is_garbled |= text.contains(char::REPLACEMENT_CHARACTER);
            unguarded(text.trim()).to_owned()
        };
        let cells = self.record.iter().map(cell).collect();
        Ok(Some(Row { number: self.read_rows + 1, cells, is_garbled }))
    }

    /// At most so many rows.
    pub(super) fn take(&mut self, limit: usize) -> io::Result<Vec<Row>> {
        let mut rows = Vec::with_capacity(limit);
        while rows.len() < limit {
            match self.next()? {
                Some(row) => rows.push(row),
                None => break,
            }
        }
        Ok(rows)
    }

    /// Passes over rows; says how many there were.
    pub(super) fn skip(&mut self, limit: i64) -> io::Result<i64> {
        let mut skipped = 0;
        while skipped < limit && self.reader.read_byte_record(&mut self.record).map_err(io::Error::other)? {
            skipped += 1;
        }
        self.read_rows += skipped;
        Ok(skipped)
    }
}

/// The bytes of a stored file, fetched part by part.
struct Parts {
    store: Store,
    actor: Actor,
    id: ImportId,
    next: i32,
    part: Vec<u8>,
    read: usize,
}

impl Read for Parts {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.read == self.part.len() {
            let part = self.store.read(&self.actor, |read| read.import_part(self.id, self.next));
            let Some(part) = part.map_err(io::Error::other)? else { return Ok(0) };
            self.part = part;
            self.read = 0;
            self.next += 1;
        }
        let copied = (&self.part[self.read..]).read(buffer)?;
        self.read += copied;
        Ok(copied)
    }
}
