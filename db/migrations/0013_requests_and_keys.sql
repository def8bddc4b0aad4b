CREATE TYPE "public"."message_side" AS ENUM('provider', 'developer');--> statement-breakpoint
CREATE TYPE "public"."reason_kind" AS ENUM('decline', 'question');--> statement-breakpoint
CREATE TYPE "public"."rule_outcome" AS ENUM('approve', 'ask_admins', 'ask_third_party');--> statement-breakpoint
CREATE TABLE "approval_rules" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"conditions" jsonb NOT NULL,
	"outcome" "rule_outcome" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "approval_rules_name_length" CHECK (char_length(name) between 1 and 120)
);
--> statement-breakpoint
CREATE TABLE "decision_reasons" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" "reason_kind" NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inbox_filters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "request_messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"access_request_id" uuid NOT NULL,
	"author_id" uuid,
	"side" "message_side" NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "request_messages_length" CHECK (char_length(body) between 1 and 4000)
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"token_id" uuid NOT NULL,
	"key" text NOT NULL,
	"request_digest" "bytea" NOT NULL,
	"status" integer,
	"body_sealed" "bytea",
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_token_id_key_pk" PRIMARY KEY("token_id","key")
);
--> statement-breakpoint
CREATE TABLE "third_party" (
	"is_only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"webhook_url" text DEFAULT '' NOT NULL,
	"redirect_url" text DEFAULT '' NOT NULL,
	"secret_sealed" "bytea" NOT NULL,
	"answer_days" integer DEFAULT 7 NOT NULL,
	"reaches_private" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "third_party_is_only" CHECK (is_only),
	CONSTRAINT "third_party_days" CHECK (answer_days between 1 and 90)
);
--> statement-breakpoint
CREATE TABLE "credential_notices" (
	"credential_id" uuid NOT NULL,
	"notice" text NOT NULL,
	"occasion" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "credential_notices_credential_id_notice_occasion_pk" PRIMARY KEY("credential_id","notice","occasion")
);
--> statement-breakpoint
ALTER TABLE "credentials" DROP CONSTRAINT "credentials_made_has_id";--> statement-breakpoint
ALTER TABLE "credentials" DROP CONSTRAINT "credentials_active_was_seen";--> statement-breakpoint
DROP INDEX "access_requests_one_pending";--> statement-breakpoint
ALTER TABLE "access_requests" ADD COLUMN "decider" "decision_maker" DEFAULT 'admin' NOT NULL;--> statement-breakpoint
ALTER TABLE "access_requests" ADD COLUMN "third_party_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "access_requests" ADD COLUMN "announced_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "access_requests" ADD COLUMN "announce_error" text;--> statement-breakpoint
ALTER TABLE "access_requests" ADD COLUMN "rule_id" uuid;--> statement-breakpoint
ALTER TABLE "access_requests" ADD COLUMN "rule_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "access_requests" ADD COLUMN "assigned_to" uuid;--> statement-breakpoint
ALTER TABLE "access_requests" ADD COLUMN "assigned_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "access_requests" ADD COLUMN "information_asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "access_requests" ADD COLUMN "information_asked_by" uuid;--> statement-breakpoint
ALTER TABLE "access_requests" ADD COLUMN "nudged_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "access_requests" ADD COLUMN "reminded_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "access_requests" ADD COLUMN "claim_reminded_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "access_requests" ADD COLUMN "changes_request_id" uuid;--> statement-breakpoint
ALTER TABLE "access_requests" ADD COLUMN "replaced" jsonb;--> statement-breakpoint
ALTER TABLE "apps" ADD COLUMN "confirmed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "apps" ADD COLUMN "confirmed_by" uuid;--> statement-breakpoint
ALTER TABLE "apps" ADD COLUMN "review_asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "decided_by" "decision_maker" DEFAULT 'admin' NOT NULL;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "unclaimed_days" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "remind_deciders_days" integer DEFAULT 3 NOT NULL;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "expiry_mail_days" integer DEFAULT 14 NOT NULL;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "review_every_days" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "unused_key_days" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "credentials" ADD COLUMN "is_imported" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "credentials" ADD COLUMN "quota_max" bigint;--> statement-breakpoint
ALTER TABLE "credentials" ADD COLUMN "quota_left" bigint;--> statement-breakpoint
ALTER TABLE "credentials" ADD COLUMN "quota_renews_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "credentials" ADD COLUMN "quota_read_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "credentials" ADD COLUMN "last_used_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "credentials" ADD COLUMN "unused_warned_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "credentials" ADD COLUMN "found_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "decided_by" text;--> statement-breakpoint
ALTER TABLE "inbox_filters" ADD CONSTRAINT "inbox_filters_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_messages" ADD CONSTRAINT "request_messages_access_request_id_access_requests_id_fk" FOREIGN KEY ("access_request_id") REFERENCES "public"."access_requests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_messages" ADD CONSTRAINT "request_messages_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_token_id_api_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."api_tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credential_notices" ADD CONSTRAINT "credential_notices_credential_id_credentials_id_fk" FOREIGN KEY ("credential_id") REFERENCES "public"."credentials"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "approval_rules_in_order" ON "approval_rules" USING btree ("position","id");--> statement-breakpoint
CREATE UNIQUE INDEX "decision_reasons_title" ON "decision_reasons" USING btree ("kind","title");--> statement-breakpoint
CREATE UNIQUE INDEX "inbox_filters_name" ON "inbox_filters" USING btree ("user_id","name");--> statement-breakpoint
CREATE INDEX "request_messages_by_request" ON "request_messages" USING btree ("access_request_id","created_at");--> statement-breakpoint
CREATE INDEX "idempotency_keys_by_age" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
ALTER TABLE "access_requests" ADD CONSTRAINT "access_requests_rule_id_approval_rules_id_fk" FOREIGN KEY ("rule_id") REFERENCES "public"."approval_rules"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_requests" ADD CONSTRAINT "access_requests_assigned_to_users_id_fk" FOREIGN KEY ("assigned_to") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_requests" ADD CONSTRAINT "access_requests_information_asked_by_users_id_fk" FOREIGN KEY ("information_asked_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_requests" ADD CONSTRAINT "access_requests_changes" FOREIGN KEY ("changes_request_id") REFERENCES "public"."access_requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "apps" ADD CONSTRAINT "apps_confirmed_by_users_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "access_requests_one_change" ON "access_requests" USING btree ("changes_request_id") WHERE status in ('pending', 'approved') and changes_request_id is not null;--> statement-breakpoint
CREATE INDEX "access_requests_third_party" ON "access_requests" USING btree ("third_party_until") WHERE status = 'pending' and decider = 'third_party';--> statement-breakpoint
CREATE INDEX "access_requests_assigned" ON "access_requests" USING btree ("assigned_to","created_at") WHERE status = 'pending';--> statement-breakpoint
CREATE UNIQUE INDEX "credentials_one_import" ON "credentials" USING btree ("gateway_id","gateway_key_hash") WHERE is_imported and status <> 'revoked' and status <> 'failed';--> statement-breakpoint
CREATE UNIQUE INDEX "access_requests_one_pending" ON "access_requests" USING btree ("app_id","catalog_id","plan_id") WHERE status = 'pending' and changes_request_id is null;--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_unclaimed_days" CHECK (unclaimed_days between 0 and 365);--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_remind_days" CHECK (remind_deciders_days between 0 and 90);--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_expiry_days" CHECK (expiry_mail_days between 1 and 90);--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_review_days" CHECK (review_every_days between 0 and 730);--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_unused_days" CHECK (unused_key_days between 0 and 730);--> statement-breakpoint
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_made_has_id" CHECK (status not in ('provisioning', 'active') or is_imported or (key_id_digest is not null and key_id_sealed is not null));--> statement-breakpoint
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_active_was_seen" CHECK (status <> 'active' or (active_at is not null and (key_digest is not null or (is_imported and gateway_key_hash is not null))));--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_decided_by" CHECK (decided_by in ('admin', 'third_party'));