CREATE TABLE tags (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by uuid,
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by uuid,
    deleted_at timestamptz,
    name text COLLATE "zh-x-icu" NOT NULL,
    color text NOT NULL
);
COMMENT ON TABLE tags IS 'A coloured word that can be put on records.';
COMMENT ON COLUMN tags.name IS 'The word, unique among the live tags.';
COMMENT ON COLUMN tags.color IS 'Name of its colour in the palette.';
SELECT comment_standard_columns('tags');
CREATE UNIQUE INDEX tags_name_key ON tags (name) WHERE deleted_at IS NULL;
SELECT index_for_lists('tags', 'name', 'color', 'created_at', 'updated_at');
