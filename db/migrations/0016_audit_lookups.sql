DROP INDEX "audit_events_by_subject";--> statement-breakpoint
CREATE INDEX "audit_events_by_kind" ON "audit_events" USING btree ("subject_kind","at");--> statement-breakpoint
CREATE INDEX "audit_events_by_ip" ON "audit_events" USING btree ("ip","at");--> statement-breakpoint
CREATE INDEX "audit_events_by_actor_words" ON "audit_events" USING gin ("actor_label" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "audit_events_by_subject" ON "audit_events" USING btree ("subject_id","at");--> statement-breakpoint
-- What a seal covers of an event: every column, as one JSON array in UTF-8. Whoever reads the database can say it again.
CREATE FUNCTION "audit_event_canonical"(line "audit_events") RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT convert_to(jsonb_build_array(
    line.id, to_char(line.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), line.event,
    line.actor_kind, line.actor_id, line.actor_label, line.subject_kind, line.subject_id, line.organization_id,
    line.detail, line.ip, line.request_id)::text, 'UTF8')
$$;
