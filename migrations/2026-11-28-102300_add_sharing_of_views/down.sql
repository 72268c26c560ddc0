ALTER TABLE saved_views DROP COLUMN is_shared;
