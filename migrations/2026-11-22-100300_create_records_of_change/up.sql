CREATE TABLE audit_entries (
    id uuid PRIMARY KEY,
    at timestamptz NOT NULL,
    actor_id uuid,
    via text NOT NULL,
    request_id text NOT NULL,
    address text,
    kind text NOT NULL,
    record_id uuid NOT NULL,
    verb text NOT NULL,
    diff jsonb NOT NULL
);
COMMENT ON TABLE audit_entries IS 'Who changed what: one row per record changed, written with the change, never changed itself.';
COMMENT ON COLUMN audit_entries.id IS 'UUIDv7.';
COMMENT ON COLUMN audit_entries.at IS 'When the change was made.';
COMMENT ON COLUMN audit_entries.actor_id IS 'The user; null for the system.';
COMMENT ON COLUMN audit_entries.via IS 'session, api_key, import, system.';
COMMENT ON COLUMN audit_entries.request_id IS 'The request or job it came from.';
COMMENT ON COLUMN audit_entries.address IS 'Network address of the client.';
COMMENT ON COLUMN audit_entries.kind IS 'Kind of the record.';
COMMENT ON COLUMN audit_entries.record_id IS 'The record.';
COMMENT ON COLUMN audit_entries.verb IS 'create, update, delete, restore, assign, or the name of an action.';
COMMENT ON COLUMN audit_entries.diff IS 'By field, {"from": old, "to": new}.';
CREATE INDEX audit_entries_record_idx ON audit_entries (kind, record_id, at DESC, id DESC);
CREATE INDEX audit_entries_actor_idx ON audit_entries (actor_id, at DESC, id DESC);
CREATE INDEX audit_entries_at_idx ON audit_entries (at DESC, id DESC);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit_entries can only be added to';
END $$;
CREATE TRIGGER audit_entries_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE timeline_entries (
    id uuid PRIMARY KEY,
    at timestamptz NOT NULL,
    kind text NOT NULL,
    record_id uuid NOT NULL,
    account_id uuid,
    actor_id uuid,
    event text NOT NULL,
    params jsonb NOT NULL
);
COMMENT ON TABLE timeline_entries IS 'What people read on a record: what happened to it, by whom and when.';
COMMENT ON COLUMN timeline_entries.id IS 'UUIDv7.';
COMMENT ON COLUMN timeline_entries.at IS 'When it happened.';
COMMENT ON COLUMN timeline_entries.kind IS 'Kind of the record it happened to.';
COMMENT ON COLUMN timeline_entries.record_id IS 'The record it happened to.';
COMMENT ON COLUMN timeline_entries.account_id IS 'The account on whose timeline it shows as well.';
COMMENT ON COLUMN timeline_entries.actor_id IS 'Who did it; null for the system.';
COMMENT ON COLUMN timeline_entries.event IS 'Code of the event; the client has the words.';
COMMENT ON COLUMN timeline_entries.params IS 'What the words need.';
CREATE INDEX timeline_entries_record_idx ON timeline_entries (record_id, at DESC, id DESC);
CREATE INDEX timeline_entries_account_idx ON timeline_entries (account_id, at DESC, id DESC) WHERE account_id IS NOT NULL;

CREATE TABLE outbox_events (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    topic text NOT NULL,
    record_id uuid NOT NULL,
    record_version bigint NOT NULL,
    payload jsonb NOT NULL,
    dispatched_at timestamptz
);
COMMENT ON TABLE outbox_events IS 'What other systems are to hear: one row per change, written with the change.';
COMMENT ON COLUMN outbox_events.id IS 'Handed out before commit, so gaps and late small numbers are normal.';
COMMENT ON COLUMN outbox_events.at IS 'When the change was made.';
COMMENT ON COLUMN outbox_events.topic IS 'kind.verb, such as opportunity.update.';
COMMENT ON COLUMN outbox_events.record_id IS 'The record.';
COMMENT ON COLUMN outbox_events.record_version IS 'Its version after the change.';
COMMENT ON COLUMN outbox_events.payload IS 'Names of the changed fields; the receiver reads the record again.';
COMMENT ON COLUMN outbox_events.dispatched_at IS 'When it was handed on; null until then.';
CREATE INDEX outbox_events_waiting_idx ON outbox_events (id) WHERE dispatched_at IS NULL;

CREATE TABLE ownership_history (
    id uuid PRIMARY KEY,
    at timestamptz NOT NULL,
    kind text NOT NULL,
    record_id uuid NOT NULL,
    from_owner_id uuid,
    to_owner_id uuid NOT NULL,
    from_department_id uuid,
    to_department_id uuid NOT NULL,
    actor_id uuid,
    reason text
);
COMMENT ON TABLE ownership_history IS 'Who owned a record from when.';
COMMENT ON COLUMN ownership_history.id IS 'UUIDv7.';
COMMENT ON COLUMN ownership_history.at IS 'When the owner changed.';
COMMENT ON COLUMN ownership_history.kind IS 'Kind of the record.';
COMMENT ON COLUMN ownership_history.record_id IS 'The record.';
COMMENT ON COLUMN ownership_history.from_owner_id IS 'The owner before; null at creation.';
COMMENT ON COLUMN ownership_history.to_owner_id IS 'The owner since.';
COMMENT ON COLUMN ownership_history.from_department_id IS 'The department before; null at creation.';
COMMENT ON COLUMN ownership_history.to_department_id IS 'The department since.';
COMMENT ON COLUMN ownership_history.actor_id IS 'Who changed it; null for the system.';
COMMENT ON COLUMN ownership_history.reason IS 'Why, in the words of whoever changed it.';
CREATE INDEX ownership_history_record_idx ON ownership_history (record_id, at);

CREATE TABLE idempotency_keys (
    principal text NOT NULL,
    route text NOT NULL,
    key text NOT NULL,
    fingerprint bytea NOT NULL,
    created_at timestamptz NOT NULL,
    status smallint NOT NULL,
    etag text,
    location text,
    body jsonb NOT NULL,
    PRIMARY KEY (principal, route, key)
);
COMMENT ON TABLE idempotency_keys IS 'Answers to requests that carried an Idempotency-Key, kept for 48 hours.';
COMMENT ON COLUMN idempotency_keys.principal IS 'Who asked: user or API key.';
COMMENT ON COLUMN idempotency_keys.route IS 'Method and path.';
COMMENT ON COLUMN idempotency_keys.key IS 'The key the client chose.';
COMMENT ON COLUMN idempotency_keys.fingerprint IS 'SHA-256 of query and body.';
COMMENT ON COLUMN idempotency_keys.created_at IS 'When the answer was given.';
COMMENT ON COLUMN idempotency_keys.status IS 'HTTP status of the answer.';
COMMENT ON COLUMN idempotency_keys.etag IS 'ETag header of the answer.';
COMMENT ON COLUMN idempotency_keys.location IS 'Location header of the answer.';
COMMENT ON COLUMN idempotency_keys.body IS 'Body of the answer.';
CREATE INDEX idempotency_keys_created_at_idx ON idempotency_keys (created_at);

CREATE TABLE external_ids (
    kind text NOT NULL,
    external_id text NOT NULL,
    record_id uuid NOT NULL,
    PRIMARY KEY (kind, external_id)
);
COMMENT ON TABLE external_ids IS 'Index of the external_ids columns, kept by a trigger: finds a record and keeps an id from standing twice.';
COMMENT ON COLUMN external_ids.kind IS 'Table of the record.';
COMMENT ON COLUMN external_ids.external_id IS 'source:key.';
COMMENT ON COLUMN external_ids.record_id IS 'The record.';
CREATE INDEX external_ids_record_id_idx ON external_ids (record_id);

CREATE FUNCTION index_external_ids() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        DELETE FROM external_ids WHERE record_id = OLD.id;
    END IF;
    IF NEW.deleted_at IS NULL THEN
        INSERT INTO external_ids (kind, external_id, record_id)
        SELECT TG_TABLE_NAME, each, NEW.id FROM unnest(NEW.external_ids) AS each;
    END IF;
    RETURN NULL;
END $$;

-- Keeps external_ids in step with a table's column of that name.
CREATE FUNCTION track_external_ids(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %s FOR EACH ROW
        WHEN (NEW.external_ids <> ''{}'') EXECUTE FUNCTION index_external_ids()',
        target::text || '_external_ids_insert', target);
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE OF external_ids, deleted_at ON %s FOR EACH ROW
        WHEN (OLD.external_ids IS DISTINCT FROM NEW.external_ids
              OR OLD.deleted_at IS DISTINCT FROM NEW.deleted_at) EXECUTE FUNCTION index_external_ids()',
        target::text || '_external_ids_update', target);
END $$;
SELECT track_external_ids('users');
