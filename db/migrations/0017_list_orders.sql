CREATE INDEX CONCURRENTLY IF NOT EXISTS "access_requests_by_age" ON "access_requests" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX CONCURRENTLY IF NOT EXISTS "access_requests_by_plan" ON "access_requests" USING btree ((terms ->> 'slug'),"created_at","id");--> statement-breakpoint
CREATE INDEX CONCURRENTLY IF NOT EXISTS "access_requests_by_catalog" ON "access_requests" USING btree ("catalog_id","created_at","id");--> statement-breakpoint
CREATE INDEX CONCURRENTLY IF NOT EXISTS "access_requests_by_decider" ON "access_requests" USING btree ("decider","created_at") WHERE decider <> 'admin';--> statement-breakpoint
CREATE INDEX CONCURRENTLY IF NOT EXISTS "apps_by_team" ON "apps" USING btree ("team_id") WHERE team_id is not null;--> statement-breakpoint
CREATE INDEX CONCURRENTLY IF NOT EXISTS "apps_by_age" ON "apps" USING btree ("created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX CONCURRENTLY IF NOT EXISTS "apps_deleted" ON "apps" USING btree ("created_at","id") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX CONCURRENTLY IF NOT EXISTS "apps_review_asked" ON "apps" USING btree ("created_at","id") WHERE review_asked_at is not null;--> statement-breakpoint
CREATE INDEX CONCURRENTLY IF NOT EXISTS "mails_by_recipient" ON "mails" USING btree ("to_user_id","created_at");--> statement-breakpoint
CREATE INDEX CONCURRENTLY IF NOT EXISTS "mails_by_message" ON "mails" USING btree ("message","created_at");--> statement-breakpoint
CREATE INDEX CONCURRENTLY IF NOT EXISTS "mails_search" ON "mails" USING gin ("subject_line" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX CONCURRENTLY IF NOT EXISTS "mails_to_stranger" ON "mails" USING gin ("to_address" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX CONCURRENTLY IF NOT EXISTS "credentials_by_age" ON "credentials" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX CONCURRENTLY IF NOT EXISTS "credentials_by_status" ON "credentials" USING btree ("status","created_at","id");--> statement-breakpoint
CREATE INDEX CONCURRENTLY IF NOT EXISTS "credentials_found" ON "credentials" USING btree ("found_at") WHERE found_at is not null;--> statement-breakpoint
CREATE INDEX CONCURRENTLY IF NOT EXISTS "organizations_list_waiting" ON "organizations" USING btree ((case when status = 'pending' then 1 else 0 end),"id");--> statement-breakpoint
CREATE INDEX CONCURRENTLY IF NOT EXISTS "organizations_list_by_status" ON "organizations" USING btree ("status",(case when status = 'pending' then 1 else 0 end),"id");--> statement-breakpoint
CREATE INDEX CONCURRENTLY IF NOT EXISTS "organizations_list_name" ON "organizations" USING btree (lower(name) collate "C","id");--> statement-breakpoint
CREATE INDEX CONCURRENTLY IF NOT EXISTS "organizations_list_newest" ON "organizations" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX CONCURRENTLY IF NOT EXISTS "teams_by_age" ON "teams" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX CONCURRENTLY IF NOT EXISTS "teams_search" ON "teams" USING gin ("name" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX CONCURRENTLY IF NOT EXISTS "users_list_by_status" ON "users" USING btree ("status",(case when status = 'pending' then 1 else 0 end),"id") WHERE kind = 'developer' and deleted_at is null;