DROP INDEX activities_search_idx;

DO $$
DECLARE
    list record;
BEGIN
    CREATE TEMPORARY TABLE lists ON COMMIT DROP AS
    SELECT indrelid::regclass::text AS target, indexrelid::regclass::text AS name, attname::text AS col
    FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
    WHERE indrelid IN ('accounts'::regclass, 'contacts'::regclass, 'opportunities'::regclass, 'activities'::regclass)
      AND indexrelid::regclass::text = format('%s_%s_list', indrelid::regclass, attname) AND attname !~ '_id$';
    FOR list IN SELECT * FROM lists LOOP
        EXECUTE format('CREATE INDEX %I ON %I (%I, id) WHERE deleted_at IS NULL',
                       list.name || '_new', list.target, list.col);
    END LOOP;
    -- Only this keeps readers out.
    FOR list IN SELECT * FROM lists LOOP
        EXECUTE format('DROP INDEX %I', list.name);
        EXECUTE format('ALTER INDEX %I RENAME TO %I', list.name || '_new', list.name);
    END LOOP;
END $$;
