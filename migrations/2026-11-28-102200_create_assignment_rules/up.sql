CREATE TABLE assignment_rules (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by uuid,
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by uuid,
    deleted_at timestamptz,
    name text COLLATE "zh-x-icu" NOT NULL,
    position integer NOT NULL,
    is_active boolean NOT NULL,
    filter jsonb NOT NULL,
    method text NOT NULL,
    user_ids uuid[] NOT NULL,
    department_id uuid REFERENCES departments (id),
    capacity integer,
    last_user_id uuid
);
COMMENT ON TABLE assignment_rules IS 'Who gets a lead: the first rule in order whose filter it passes and that has somebody for it.';
COMMENT ON COLUMN assignment_rules.name IS 'What the rule is about; unique.';
COMMENT ON COLUMN assignment_rules.position IS 'Place in the order, from small to large.';
COMMENT ON COLUMN assignment_rules.is_active IS 'False gives nobody anything.';
COMMENT ON COLUMN assignment_rules.filter IS 'Which leads, as lists are filtered.';
COMMENT ON COLUMN assignment_rules.method IS 'round_robin or least_busy.';
COMMENT ON COLUMN assignment_rules.user_ids IS 'Who may get them, in turn.';
COMMENT ON COLUMN assignment_rules.department_id IS 'Everybody who is in this department may get them besides.';
COMMENT ON COLUMN assignment_rules.capacity IS 'Open leads from which on a user gets no more; null for any number.';
COMMENT ON COLUMN assignment_rules.last_user_id IS 'Who got the last one; changes without a new version.';
SELECT comment_standard_columns('assignment_rules');
CREATE UNIQUE INDEX assignment_rules_name_key ON assignment_rules (name) WHERE deleted_at IS NULL;
CREATE INDEX assignment_rules_department_id_idx ON assignment_rules (department_id);
SELECT index_for_lists('assignment_rules', 'name', 'position', 'is_active', 'method', 'created_at', 'updated_at');
