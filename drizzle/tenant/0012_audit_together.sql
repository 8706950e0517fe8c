-- What comes together goes in together: the chain's end is locked and moved once.
DROP FUNCTION audit_append(integer, text, text, text, text, text, text);
--> statement-breakpoint
-- Appends records (an array of objects) in their order; returns the sequence number of each.
CREATE FUNCTION audit_append(records jsonb) RETURNS SETOF bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  head audit_head;
  entry audit_log;
BEGIN
  SELECT * INTO STRICT head FROM audit_head FOR UPDATE;
  FOR entry IN
    SELECT head.sequence + number, head.tenant_id, clock_timestamp(), (record ->> 'actorId')::integer,
      record ->> 'actorName', record ->> 'surface', record ->> 'command', record ->> 'target', record ->> 'outcome',
      record ->> 'requestId'
    FROM jsonb_array_elements(records) WITH ORDINALITY AS each (record, number) ORDER BY number
  LOOP
    entry.hash := audit_hash(head.hash, entry);
    INSERT INTO audit_log SELECT entry.*;
    head.sequence := entry.sequence;
    head.hash := entry.hash;
    RETURN NEXT entry.sequence;
  END LOOP;
  UPDATE audit_head SET sequence = head.sequence, hash = head.hash;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION audit_append(jsonb) FROM PUBLIC;
