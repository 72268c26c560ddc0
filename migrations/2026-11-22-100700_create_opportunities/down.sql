DROP TABLE stage_history;
DROP TABLE opportunity_lines;
DROP TABLE opportunities;
DROP TABLE loss_reasons;
DROP TABLE stages;
DROP TABLE pipelines;
