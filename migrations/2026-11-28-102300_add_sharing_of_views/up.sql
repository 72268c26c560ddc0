ALTER TABLE saved_views ADD COLUMN is_shared boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN saved_views.is_shared IS 'True if everybody sees it who has views; its user alone changes it.';
SELECT index_for_lists('saved_views', 'is_shared');
