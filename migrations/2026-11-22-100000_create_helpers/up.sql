-- Trigram indexes serve `contains` filters and the `q` parameter.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- One index `(column, id)` over the live rows of a table for each column that a list may
-- filter or sort by; `id` makes the order total, as the list engine's cursors need it.
CREATE FUNCTION index_for_lists(target regclass, VARIADIC columns text[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    col text;
BEGIN
    FOREACH col IN ARRAY columns LOOP
        EXECUTE format('CREATE INDEX %I ON %s (%I, id) WHERE deleted_at IS NULL',
                       target::text || '_' || col || '_list', target, col);
    END LOOP;
END $$;

-- The comments of the columns that every business table has.
CREATE FUNCTION comment_standard_columns(target regclass) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    col text;
    texts constant jsonb := jsonb_build_object(
        'id', 'UUIDv7, made by the application.',
        'version', 'Goes up by one with every change; the number in the ETag.',
        'created_at', 'When the record came into being.',
        'created_by', 'The user who created it; null for the system.',
        'updated_at', 'When it was last changed.',
        'updated_by', 'The user who last changed it; null for the system.',
        'deleted_at', 'When it went to the recycle bin; null while it is live.',
        'owner_id', 'The user responsible for the record.',
        'department_id', 'The department the record belongs to: its owner''s when it was assigned.',
        'external_ids', 'Names of the record in other systems, each as source:key.',
        'tag_ids', 'Tags put on the record.');
BEGIN
    FOR col IN
        SELECT attname FROM pg_attribute
        WHERE attrelid = target AND attnum > 0 AND NOT attisdropped AND texts ? attname::text
    LOOP
        EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', target, col, texts ->> col);
    END LOOP;
END $$;
