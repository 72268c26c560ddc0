CREATE TABLE exports (
    id uuid PRIMARY KEY,
    created_at timestamptz NOT NULL,
    created_by uuid NOT NULL,
    kind text NOT NULL,
    format text NOT NULL,
    status text NOT NULL DEFAULT 'queued',
    plan jsonb NOT NULL,
    run integer NOT NULL DEFAULT 0,
    total_rows bigint NOT NULL,
    done_rows bigint NOT NULL DEFAULT 0,
    file_bytes bigint,
    finished_at timestamptz,
    expires_at timestamptz NOT NULL,
    problem text
);
COMMENT ON TABLE exports IS 'A list on its way out as a file; gone some time after its end.';
COMMENT ON COLUMN exports.id IS 'UUIDv7, made by the application.';
COMMENT ON COLUMN exports.created_at IS 'When it was asked for.';
COMMENT ON COLUMN exports.created_by IS 'Whose it is: the rows are those that this user sees.';
COMMENT ON COLUMN exports.kind IS 'Kind of the records.';
COMMENT ON COLUMN exports.format IS 'csv or xlsx.';
COMMENT ON COLUMN exports.status IS 'queued, running, succeeded or failed.';
COMMENT ON COLUMN exports.plan IS 'Filter, order and columns.';
COMMENT ON COLUMN exports.run IS 'How often a worker has begun: an earlier run may write no more.';
COMMENT ON COLUMN exports.total_rows IS 'Rows that the list had when it was asked for.';
COMMENT ON COLUMN exports.done_rows IS 'Rows written.';
COMMENT ON COLUMN exports.file_bytes IS 'Size of the file; null until it is there.';
COMMENT ON COLUMN exports.finished_at IS 'When it ended.';
COMMENT ON COLUMN exports.expires_at IS 'When it goes, with its file.';
COMMENT ON COLUMN exports.problem IS 'Why there is no file.';
CREATE INDEX exports_created_by_idx ON exports (created_by, created_at);
CREATE INDEX exports_expires_at_idx ON exports (expires_at);

CREATE TABLE export_files (
    export_id uuid NOT NULL REFERENCES exports ON DELETE CASCADE,
    part integer NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (export_id, part)
);
-- As the files of imports: read once, from first to last.
ALTER TABLE export_files ALTER COLUMN content SET STORAGE EXTERNAL;
COMMENT ON TABLE export_files IS 'The written file in parts: no program holds all of it.';
COMMENT ON COLUMN export_files.export_id IS 'The export it belongs to.';
COMMENT ON COLUMN export_files.part IS 'Which part, from 0.';
COMMENT ON COLUMN export_files.content IS 'The bytes.';
