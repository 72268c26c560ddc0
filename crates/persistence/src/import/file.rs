//! The file of an import, in parts: written as they arrive, read one by one.

use diesel::dsl::{count_star, sum};
use diesel::prelude::*;
use domain::{Action, ImportId};
use wire::import::{Import, MAX_FILE_BYTES};

use super::{Row, States, touch};
use crate::schema::{import_files, imports};
use crate::{At, Error, Read, Result, Tx};

diesel::define_sql_function! {
    /// Bytes of a value.
    fn octet_length(content: diesel::sql_types::Binary) -> diesel::sql_types::Integer;
}

impl Read<'_> {
    /// A part of the file, counted from 0; None after the last.
    pub fn import_part(&mut self, id: ImportId, part: i32) -> Result<Option<Vec<u8>>> {
        let row = import_files::table.find((id.0, part)).select(import_files::content);
        Ok(row.get_result(self.conn).optional()?)
    }
}

impl Tx<'_> {
    /// Makes room for a new file; what was there goes. Refused while the import runs and after it is over.
    pub fn clear_import_file(&mut self, at: At<Import>) -> Result<Import> {
        let import = self.lock::<Import>(at, Action::Update)?;
        import.may_change()?;
        diesel::delete(import_files::table.filter(import_files::import_id.eq(import.id.0)))
            .execute(self.conn)?;
        touch!(self, import.id, imports::file_bytes.eq(None::<i64>))
    }

    /// Adds a part to the file. Parts are of at most a few MiB.
    pub fn add_import_part(&mut self, id: ImportId, part: i32, content: &[u8]) -> Result<()> {
        let import = self.lock::<Import>(At { id, version: None }, Action::Update)?;
        import.may_change()?;
        if import.file_bytes.is_some() {
            return Err(Error::state("file_bytes", "the file is complete"));
        }
        let row = (
            import_files::import_id.eq(id.0),
            import_files::part.eq(part),
            import_files::content.eq(content),
        );
        diesel::insert_into(import_files::table).values(row).execute(self.conn)?;
        Ok(())
    }

    /// Says that the file is there: so many parts, so many bytes. Refused if that is not what is stored, as when
    /// two uploads got mixed up.
    pub fn complete_import_file(&mut self, id: ImportId, parts: i32, bytes: u64) -> Result<Import> {
        let import = self.lock::<Import>(At { id, version: None }, Action::Update)?;
        import.may_change()?;
        let stored = import_files::table.filter(import_files::import_id.eq(id.0));
        let stored: (i64, Option<i64>) =
            stored.select((count_star(), sum(octet_length(import_files::content)))).get_result(self.conn)?;
        let bytes = i64::try_from(bytes.min(MAX_FILE_BYTES + 1)).unwrap_or(i64::MAX);
        if stored != (i64::from(parts), Some(bytes).filter(|_| parts > 0)) {
            return Err(Error::state("file_bytes", "another upload got in between; send the file again"));
        }
        touch!(self, id, imports::file_bytes.eq(Some(bytes)))
    }
}
