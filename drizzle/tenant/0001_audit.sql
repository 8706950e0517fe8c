-- The audit log is append-only: the tenant's role has no right to write its tables and comes in through this function.
-- Each row's hash covers the row and the hash before it.
CREATE FUNCTION audit_hash(before text, entry audit_log) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(before || jsonb_build_array(
    entry.sequence, entry.tenant_id, extract(epoch FROM entry.at), entry.actor_id, entry.actor_name,
    entry.surface, entry.command, entry.target, entry.outcome, entry.request_id)::text, 'UTF8')), 'hex')
$$;
--> statement-breakpoint
CREATE FUNCTION audit_append(
  actor_id integer, actor_name text, surface text, command text, target text, outcome text, request_id text
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  head audit_head;
  entry audit_log;
BEGIN
  SELECT * INTO STRICT head FROM audit_head FOR UPDATE;
  entry.sequence := head.sequence + 1;
  entry.tenant_id := head.tenant_id;
  entry.at := clock_timestamp();
  entry.actor_id := audit_append.actor_id;
  entry.actor_name := audit_append.actor_name;
  entry.surface := audit_append.surface;
  entry.command := audit_append.command;
  entry.target := audit_append.target;
  entry.outcome := audit_append.outcome;
  entry.request_id := audit_append.request_id;
  entry.hash := audit_hash(head.hash, entry);
  INSERT INTO audit_log SELECT entry.*;
  UPDATE audit_head SET sequence = entry.sequence, hash = entry.hash;
  RETURN entry.sequence;
END $$;
--> statement-breakpoint
-- The first sequence number at which the chain is broken; null when it is whole.
CREATE FUNCTION audit_first_broken() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH chain AS (
    SELECT entry.sequence AS sequence,
           row_number() OVER (ORDER BY entry.sequence) AS expected,
           entry.hash = audit_hash(lag(entry.hash, 1, '') OVER (ORDER BY entry.sequence), entry) AS whole
    FROM audit_log entry
  ), last AS (
    SELECT (SELECT max(sequence) FROM chain) AS sequence
  )
  SELECT coalesce(
    (SELECT min(expected) FROM chain WHERE sequence <> expected OR NOT whole),
    (SELECT coalesce(last.sequence, 0) + 1 FROM audit_head head, last
      WHERE head.sequence <> coalesce(last.sequence, 0)),
    (SELECT head.sequence FROM audit_head head JOIN audit_log entry USING (sequence) WHERE head.hash <> entry.hash))
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION audit_append(integer, text, text, text, text, text, text), audit_first_broken() FROM PUBLIC;
