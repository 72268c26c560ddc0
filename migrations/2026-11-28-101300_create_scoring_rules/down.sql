ALTER TABLE settings DROP COLUMN lead_decay_points, DROP COLUMN hot_lead_score;
ALTER TABLE leads DROP COLUMN is_hot, DROP COLUMN score;
DROP TABLE scoring_rules;
