DROP TABLE lead_mappings;
