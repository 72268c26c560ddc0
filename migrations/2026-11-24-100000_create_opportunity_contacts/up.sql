CREATE TABLE opportunity_contacts (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by uuid,
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by uuid,
    deleted_at timestamptz,
    opportunity_id uuid NOT NULL REFERENCES opportunities,
    contact_id uuid NOT NULL REFERENCES contacts,
    role text NOT NULL
);
COMMENT ON TABLE opportunity_contacts IS 'A person''s part in a deal: who decides, who signs, who lets us through.';
COMMENT ON COLUMN opportunity_contacts.opportunity_id IS 'The deal.';
COMMENT ON COLUMN opportunity_contacts.contact_id IS 'The person.';
COMMENT ON COLUMN opportunity_contacts.role IS 'user, influencer, decider, approver, buyer or gatekeeper.';
SELECT comment_standard_columns('opportunity_contacts');
CREATE UNIQUE INDEX opportunity_contacts_part_key ON opportunity_contacts (opportunity_id, contact_id, role)
    WHERE deleted_at IS NULL;
SELECT index_for_lists('opportunity_contacts', 'opportunity_id', 'contact_id', 'role', 'created_at', 'updated_at');
