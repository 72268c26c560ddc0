CREATE TABLE lead_mappings (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by uuid,
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by uuid,
    deleted_at timestamptz,
    lead_field text NOT NULL,
    target text NOT NULL,
    target_field text NOT NULL,
    position integer NOT NULL
);
COMMENT ON TABLE lead_mappings IS 'Which field of a lead becomes which field of the records it is converted to.';
COMMENT ON COLUMN lead_mappings.lead_field IS 'Name of the lead''s field.';
COMMENT ON COLUMN lead_mappings.target IS 'account, contact or opportunity.';
COMMENT ON COLUMN lead_mappings.target_field IS 'Name of the target''s field, of the same type.';
COMMENT ON COLUMN lead_mappings.position IS 'Of several for one field, the first whose lead field is filled counts.';
SELECT comment_standard_columns('lead_mappings');
SELECT index_for_lists('lead_mappings', 'lead_field', 'target', 'target_field', 'position', 'created_at', 'updated_at');

INSERT INTO lead_mappings (id, lead_field, target, target_field, position)
SELECT ('01900000-0000-7000-8000-0000000100' || lpad(to_hex(number), 2, '0'))::uuid, lead_field, target, target_field,
    number * 10
FROM (VALUES
    (1, 'company_name', 'account', 'name'), (2, 'website', 'account', 'website'), (3, 'industry', 'account', 'industry'),
    (4, 'employees', 'account', 'employees'), (5, 'source', 'account', 'source'), (6, 'phone', 'account', 'phone'),
    (7, 'country', 'account', 'country'), (8, 'province', 'account', 'province'), (9, 'city', 'account', 'city'),
    (10, 'street', 'account', 'street'), (11, 'postal_code', 'account', 'postal_code'),
    (12, 'tag_ids', 'account', 'tag_ids'), (13, 'name', 'contact', 'name'), (14, 'title', 'contact', 'title'),
    (15, 'email', 'contact', 'email'), (16, 'phone', 'contact', 'phone'), (17, 'mobile', 'contact', 'mobile'),
    (18, 'source', 'contact', 'source'), (19, 'country', 'contact', 'country'),
    (20, 'province', 'contact', 'province'), (21, 'city', 'contact', 'city'), (22, 'street', 'contact', 'street'),
    (23, 'postal_code', 'contact', 'postal_code'), (24, 'description', 'contact', 'description'),
    (25, 'tag_ids', 'contact', 'tag_ids'), (26, 'company_name', 'opportunity', 'name'),
    (27, 'name', 'opportunity', 'name'), (28, 'source', 'opportunity', 'source'),
    (29, 'description', 'opportunity', 'description'), (30, 'tag_ids', 'opportunity', 'tag_ids')
) AS mapping (number, lead_field, target, target_field);
