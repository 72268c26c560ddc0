CREATE TABLE notifications (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id),
    at timestamptz NOT NULL,
    actor_id uuid,
    kind text NOT NULL,
    record_id uuid NOT NULL,
    event text NOT NULL,
    params jsonb NOT NULL,
    records integer NOT NULL,
    read_at timestamptz
);
COMMENT ON TABLE notifications IS 'What users are told of: what others did with records of theirs.';
COMMENT ON COLUMN notifications.id IS 'UUIDv7.';
COMMENT ON COLUMN notifications.user_id IS 'Who is told.';
COMMENT ON COLUMN notifications.at IS 'When it happened.';
COMMENT ON COLUMN notifications.actor_id IS 'Who did it; null for the system.';
COMMENT ON COLUMN notifications.kind IS 'Kind of the record it happened to.';
COMMENT ON COLUMN notifications.record_id IS 'The record it happened to; the first, if it was several.';
COMMENT ON COLUMN notifications.event IS 'Code of the event, as in timelines; the client has the words.';
COMMENT ON COLUMN notifications.params IS 'What the words need; of the first record, if it was several.';
COMMENT ON COLUMN notifications.records IS 'To how many records it happened at once.';
COMMENT ON COLUMN notifications.read_at IS 'When the user had read it; null until then.';
CREATE INDEX notifications_user_idx ON notifications (user_id, at DESC, id DESC);
CREATE INDEX notifications_unread_idx ON notifications (user_id, at DESC, id DESC) WHERE read_at IS NULL;
CREATE INDEX notifications_at_idx ON notifications (at);
