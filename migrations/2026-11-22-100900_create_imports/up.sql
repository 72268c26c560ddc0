CREATE TABLE import_templates (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by uuid,
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by uuid,
    deleted_at timestamptz,
    name text COLLATE "zh-x-icu" NOT NULL,
    kind text NOT NULL,
    plan jsonb NOT NULL
);
COMMENT ON TABLE import_templates IS 'How files of one shape are read.';
COMMENT ON COLUMN import_templates.name IS 'Name, unique among the live templates.';
COMMENT ON COLUMN import_templates.kind IS 'Kind of record the rows become.';
COMMENT ON COLUMN import_templates.plan IS 'Columns, formats, match key, aliases and what to do with unknown references.';
SELECT comment_standard_columns('import_templates');
CREATE UNIQUE INDEX import_templates_name_key ON import_templates (name) WHERE deleted_at IS NULL;
SELECT index_for_lists('import_templates', 'name', 'kind', 'created_at', 'updated_at');

CREATE TABLE imports (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by uuid,
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by uuid,
    deleted_at timestamptz,
    kind text NOT NULL,
    status text NOT NULL DEFAULT 'uploading',
    plan jsonb NOT NULL,
    file_name text COLLATE "zh-x-icu" NOT NULL,
    file_bytes bigint,
    headers text[] NOT NULL DEFAULT '{}',
    is_dry_run boolean NOT NULL DEFAULT false,
    total_rows bigint,
    done_rows bigint NOT NULL DEFAULT 0,
    created_rows bigint NOT NULL DEFAULT 0,
    updated_rows bigint NOT NULL DEFAULT 0,
    failed_rows bigint NOT NULL DEFAULT 0,
    started_at timestamptz,
    finished_at timestamptz,
    problem text
);
COMMENT ON TABLE imports IS 'A file on its way into the database.';
COMMENT ON COLUMN imports.kind IS 'Kind of record the rows become.';
COMMENT ON COLUMN imports.status IS 'uploading, queued, running, succeeded, partly_failed, failed or cancelled.';
COMMENT ON COLUMN imports.plan IS 'Columns, formats, match key, aliases and what to do with unknown references.';
COMMENT ON COLUMN imports.file_name IS 'Name of the file as the user knows it.';
COMMENT ON COLUMN imports.file_bytes IS 'Size of the file; null until it is there, and when it is gone again.';
COMMENT ON COLUMN imports.headers IS 'Names of the file''s columns, in its order; empty until they are read.';
COMMENT ON COLUMN imports.is_dry_run IS 'True: rows are checked and nothing is kept.';
COMMENT ON COLUMN imports.total_rows IS 'Rows in the file; null until counted.';
COMMENT ON COLUMN imports.done_rows IS 'Rows dealt with: where to go on after an interruption.';
COMMENT ON COLUMN imports.created_rows IS 'Rows that became new records.';
COMMENT ON COLUMN imports.updated_rows IS 'Rows that were found to be there, and changed what was different.';
COMMENT ON COLUMN imports.failed_rows IS 'Rows refused.';
COMMENT ON COLUMN imports.started_at IS 'When the first row was read.';
COMMENT ON COLUMN imports.finished_at IS 'When the last row was done.';
COMMENT ON COLUMN imports.problem IS 'Why the whole import failed.';
SELECT comment_standard_columns('imports');
SELECT index_for_lists('imports', 'kind', 'status', 'file_name', 'created_at', 'updated_at');
CREATE INDEX imports_created_by_idx ON imports (created_by, created_at);

CREATE TABLE import_files (
    import_id uuid NOT NULL REFERENCES imports ON DELETE CASCADE,
    part integer NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (import_id, part)
);
-- The parts are read once, from first to last: compressing them would only cost time.
ALTER TABLE import_files ALTER COLUMN content SET STORAGE EXTERNAL;
COMMENT ON TABLE import_files IS 'The uploaded file in parts, until the import is over: no program holds all of it.';
COMMENT ON COLUMN import_files.import_id IS 'The import it belongs to.';
COMMENT ON COLUMN import_files.part IS 'Which part, from 0.';
COMMENT ON COLUMN import_files.content IS 'The bytes as uploaded.';

CREATE TABLE import_failures (
    import_id uuid NOT NULL REFERENCES imports ON DELETE CASCADE,
    row_number bigint NOT NULL,
    cells text[] NOT NULL,
    problems jsonb NOT NULL,
    PRIMARY KEY (import_id, row_number)
);
COMMENT ON TABLE import_failures IS 'Rows that were refused, and why.';
COMMENT ON COLUMN import_failures.import_id IS 'The import.';
COMMENT ON COLUMN import_failures.row_number IS 'Row in the file; the header is row 1.';
COMMENT ON COLUMN import_failures.cells IS 'The row as it was read, in the order of the headers.';
COMMENT ON COLUMN import_failures.problems IS 'What is wrong, each with column, code and parameters.';
