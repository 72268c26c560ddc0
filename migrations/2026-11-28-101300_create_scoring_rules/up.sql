CREATE TABLE scoring_rules (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by uuid,
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by uuid,
    deleted_at timestamptz,
    name text COLLATE "zh-x-icu" NOT NULL,
    points integer NOT NULL,
    is_active boolean NOT NULL,
    field text,
    test text,
    value text,
    activity_type text,
    within_days integer,
    CHECK ((field IS NULL) = (test IS NULL)),
    CHECK ((field IS NULL) <> (within_days IS NULL))
);
COMMENT ON TABLE scoring_rules IS 'What gives a lead points: something about it, or something that was done with it lately.';
COMMENT ON COLUMN scoring_rules.name IS 'What it rewards, in a few words; unique.';
COMMENT ON COLUMN scoring_rules.points IS 'Points that it gives; less than none if it speaks against.';
COMMENT ON COLUMN scoring_rules.is_active IS 'False gives nobody points.';
COMMENT ON COLUMN scoring_rules.field IS 'Name of the lead''s field that is tested; null for a rule about activities.';
COMMENT ON COLUMN scoring_rules.test IS 'filled, eq, ne, contains, gte or lte.';
COMMENT ON COLUMN scoring_rules.value IS 'What the field is held against.';
COMMENT ON COLUMN scoring_rules.activity_type IS 'Type of the activity; null for any.';
COMMENT ON COLUMN scoring_rules.within_days IS 'Days within which the activity was done; null for a rule about a field.';
SELECT comment_standard_columns('scoring_rules');
CREATE UNIQUE INDEX scoring_rules_name_key ON scoring_rules (name) WHERE deleted_at IS NULL;
SELECT index_for_lists('scoring_rules', 'name', 'points', 'is_active', 'created_at', 'updated_at');

ALTER TABLE leads ADD COLUMN score integer NOT NULL DEFAULT 0, ADD COLUMN is_hot boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN leads.score IS 'Points that the scoring rules gave it, less those it lost without activity; never less than none.';
COMMENT ON COLUMN leads.is_hot IS 'True if the score reaches that of a hot lead.';
SELECT index_for_owned_lists('leads', 'score', 'is_hot');

ALTER TABLE settings ADD COLUMN hot_lead_score integer NOT NULL DEFAULT 60 CHECK (hot_lead_score > 0),
    ADD COLUMN lead_decay_points integer NOT NULL DEFAULT 5 CHECK (lead_decay_points >= 0);
COMMENT ON COLUMN settings.hot_lead_score IS 'Score from which on a lead is hot.';
COMMENT ON COLUMN settings.lead_decay_points IS 'Points that a lead loses with each week without activity.';
