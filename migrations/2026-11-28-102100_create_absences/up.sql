CREATE TABLE absences (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by uuid,
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by uuid,
    deleted_at timestamptz,
    user_id uuid NOT NULL REFERENCES users (id),
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    note text,
    CHECK (starts_on <= ends_on)
);
COMMENT ON TABLE absences IS 'Days on which a user is not at work: nothing new is given to them.';
COMMENT ON COLUMN absences.user_id IS 'Who is away.';
COMMENT ON COLUMN absences.starts_on IS 'The first day, in the company''s time zone.';
COMMENT ON COLUMN absences.ends_on IS 'The last day.';
COMMENT ON COLUMN absences.note IS 'What colleagues should know.';
SELECT comment_standard_columns('absences');
CREATE INDEX absences_user_days_idx ON absences (user_id, ends_on) WHERE deleted_at IS NULL;
SELECT index_for_lists('absences', 'user_id', 'starts_on', 'ends_on', 'created_at', 'updated_at');
