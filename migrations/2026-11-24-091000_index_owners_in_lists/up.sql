-- Who sees only some of the records walks through the same indexes in the order of a list. With owner and department
-- in them, a record that is out of reach costs no look at the table: at a million deals, 0.1 s instead of 4 s where
-- what is mine stands far behind.
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
        EXECUTE format('CREATE INDEX %I ON %I (%I, id, owner_id, department_id) WHERE deleted_at IS NULL',
                       list.name || '_new', list.target, list.col);
    END LOOP;
    -- Only this keeps readers out.
    FOR list IN SELECT * FROM lists LOOP
        EXECUTE format('DROP INDEX %I', list.name);
        EXECUTE format('ALTER INDEX %I RENAME TO %I', list.name || '_new', list.name);
    END LOOP;
END $$;

-- What `contains` and `q` search in activities.
CREATE INDEX activities_search_idx ON activities USING gin (subject gin_trgm_ops);
