CREATE TABLE saved_views (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by uuid,
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by uuid,
    deleted_at timestamptz,
    name text COLLATE "zh-x-icu" NOT NULL,
    kind text NOT NULL,
    query text NOT NULL
);
COMMENT ON TABLE saved_views IS 'A list as a user wants to see it again.';
COMMENT ON COLUMN saved_views.name IS 'What its user calls it.';
COMMENT ON COLUMN saved_views.kind IS 'Kind of record that is listed.';
COMMENT ON COLUMN saved_views.query IS 'Filter, order and columns, as in the address of the list.';
SELECT comment_standard_columns('saved_views');
CREATE UNIQUE INDEX saved_views_name_key ON saved_views (created_by, kind, name) WHERE deleted_at IS NULL;
SELECT index_for_lists('saved_views', 'created_by', 'kind', 'name', 'created_at', 'updated_at');
