ALTER TABLE "credentials" ADD COLUMN "grace_seconds" integer;--> statement-breakpoint
ALTER TABLE "credentials" ADD COLUMN "next_look_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "credentials_by_next_look" ON "credentials" USING btree ("next_look_at") WHERE next_look_at is not null;