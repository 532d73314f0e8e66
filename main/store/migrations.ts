/**
 * The steps from an empty file to the present schema. A file's `user_version` says how many of them it has seen: steps are only
 * ever added at the end.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    started_at_ms INTEGER NOT NULL,
    projection_version INTEGER NOT NULL,
    projection TEXT NOT NULL
  ) STRICT;
  CREATE INDEX runs_by_time ON runs (started_at_ms);

  CREATE TABLE events (
    run_id TEXT NOT NULL REFERENCES runs (id),
    sequence INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    type TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (run_id, sequence)
  ) STRICT;

  CREATE TABLE raw_outputs (
    run_id TEXT NOT NULL REFERENCES runs (id),
    raw INTEGER NOT NULL,
    stdout BLOB NOT NULL,
    stderr BLOB NOT NULL,
    PRIMARY KEY (run_id, raw)
  ) STRICT;

  CREATE TABLE runs_being_deleted (run_id TEXT PRIMARY KEY) STRICT;

  CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events
    BEGIN SELECT raise(ABORT, 'events are never changed'); END;
  CREATE TRIGGER raw_outputs_are_not_changed BEFORE UPDATE ON raw_outputs
    BEGIN SELECT raise(ABORT, 'raw outputs are never changed'); END;
  CREATE TRIGGER events_are_not_replaced BEFORE INSERT ON events
    WHEN EXISTS (SELECT 1 FROM events WHERE run_id = NEW.run_id AND sequence = NEW.sequence)
    BEGIN SELECT raise(ABORT, 'events are never changed'); END;
  CREATE TRIGGER raw_outputs_are_not_replaced BEFORE INSERT ON raw_outputs
    WHEN EXISTS (SELECT 1 FROM raw_outputs WHERE run_id = NEW.run_id AND raw = NEW.raw)
    BEGIN SELECT raise(ABORT, 'raw outputs are never changed'); END;
  CREATE TRIGGER events_go_with_their_run BEFORE DELETE ON events
    WHEN NOT EXISTS (SELECT 1 FROM runs_being_deleted WHERE run_id = OLD.run_id)
    BEGIN SELECT raise(ABORT, 'events are only deleted with their run'); END;
  CREATE TRIGGER raw_outputs_go_with_their_run BEFORE DELETE ON raw_outputs
    WHEN NOT EXISTS (SELECT 1 FROM runs_being_deleted WHERE run_id = OLD.run_id)
    BEGIN SELECT raise(ABORT, 'raw outputs are only deleted with their run'); END;
  `,
  // What is derived from a run's events up to one of them, kept because it takes long to derive.
  `
  CREATE TABLE run_views (
    run_id TEXT PRIMARY KEY REFERENCES runs (id),
    version TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    body BLOB NOT NULL
  ) STRICT;
  `,
]
