//! How to load millions of rows fast: without secondary indexes and foreign keys.

/// A query for what hinders a bulk load of the tables named in `$1` (`text[]`): foreign keys and
/// indexes that back no constraint.
///
/// It returns, in this order, `phase` (1 index, 2 foreign key), `table_name`, `name`, `drop_sql` and
/// `create_sql`. Read it before the load; run the `drop_sql`s from last to first, load, run the
/// `create_sql`s from first to last. Indexes of one table do not depend on each other or on another table.
/// Needs the owner of the tables, not a superuser: triggers stay on, as `external_ids` lives from one.
/// `maintenance_work_mem` of 512 MB halves the time of the trigram indexes. Afterwards the tables want
/// `VACUUM (ANALYZE)`.
pub const SECONDARY_STRUCTURES: &str = "
SELECT 1 AS phase, i.indrelid::regclass::text AS table_name, i.indexrelid::regclass::text AS name,
       format('DROP INDEX %s', i.indexrelid::regclass) AS drop_sql,
       pg_get_indexdef(i.indexrelid) AS create_sql
FROM pg_index i
WHERE i.indrelid::regclass::text = ANY ($1) AND i.indisvalid
  AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
UNION ALL
SELECT 2, c.conrelid::regclass::text, quote_ident(c.conname),
       format('ALTER TABLE %s DROP CONSTRAINT %I', c.conrelid::regclass, c.conname),
       format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.conrelid::regclass, c.conname,
              pg_get_constraintdef(c.oid))
FROM pg_constraint c
WHERE c.contype = 'f' AND c.conrelid::regclass::text = ANY ($1)
ORDER BY 1, 2, 3";
