CREATE TABLE activities (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by uuid,
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by uuid,
    deleted_at timestamptz,
    owner_id uuid NOT NULL REFERENCES users,
    department_id uuid NOT NULL REFERENCES departments,
    type text NOT NULL,
    subject text COLLATE "zh-x-icu" NOT NULL,
    body text,
    record_kind text,
    record_id uuid,
    account_id uuid REFERENCES accounts,
    contact_id uuid REFERENCES contacts,
    due_at timestamptz,
    done_at timestamptz,
    duration_minutes integer,
    result text,
    next_step text,
    external_ids text[] NOT NULL DEFAULT '{}',
    CHECK ((record_kind IS NULL) = (record_id IS NULL))
);
COMMENT ON TABLE activities IS 'A task, call, meeting, visit or note: planned until it is done.';
COMMENT ON COLUMN activities.type IS 'task, call, meeting, visit, email or note.';
COMMENT ON COLUMN activities.subject IS 'What it is about.';
COMMENT ON COLUMN activities.body IS 'Free text.';
COMMENT ON COLUMN activities.record_kind IS 'Kind of the record it is on.';
COMMENT ON COLUMN activities.record_id IS 'The record it is on.';
COMMENT ON COLUMN activities.account_id IS 'The account behind that record.';
COMMENT ON COLUMN activities.contact_id IS 'The person it is with.';
COMMENT ON COLUMN activities.due_at IS 'When it is due.';
COMMENT ON COLUMN activities.done_at IS 'When it was done; null while it is planned.';
COMMENT ON COLUMN activities.duration_minutes IS 'How long it took.';
COMMENT ON COLUMN activities.result IS 'What came of it.';
COMMENT ON COLUMN activities.next_step IS 'What follows.';
SELECT comment_standard_columns('activities');
SELECT track_external_ids('activities');
SELECT index_for_lists('activities', 'type', 'subject', 'owner_id', 'department_id', 'account_id', 'contact_id',
    'due_at', 'done_at', 'created_at', 'updated_at');
CREATE INDEX activities_record_idx ON activities (record_id, created_at DESC, id DESC) WHERE deleted_at IS NULL;
