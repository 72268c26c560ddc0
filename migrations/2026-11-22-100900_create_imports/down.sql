DROP TABLE import_failures;
DROP TABLE import_files;
DROP TABLE imports;
DROP TABLE import_templates;
