CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE TYPE "public"."access_request_status" AS ENUM('pending', 'approved', 'declined', 'cancelled', 'fulfilled', 'withdrawn');--> statement-breakpoint
CREATE TYPE "public"."app_visibility" AS ENUM('personal', 'team', 'organization');--> statement-breakpoint
CREATE TYPE "public"."decision_maker" AS ENUM('auto', 'admin', 'third_party');--> statement-breakpoint
CREATE TYPE "public"."key_delivery" AS ENUM('secure', 'plain');--> statement-breakpoint
CREATE TYPE "public"."delivery_state" AS ENUM('pending', 'delivered', 'failed');--> statement-breakpoint
CREATE TYPE "public"."mail_state" AS ENUM('queued', 'sent', 'failed', 'dropped');--> statement-breakpoint
CREATE TYPE "public"."registration_mode" AS ENUM('open', 'invitation', 'closed');--> statement-breakpoint
CREATE TYPE "public"."reveal_mode" AS ENUM('members', 'once');--> statement-breakpoint
CREATE TYPE "public"."credential_status" AS ENUM('awaiting_claim', 'provisioning', 'active', 'revoking', 'revoked', 'failed');--> statement-breakpoint
CREATE TYPE "public"."gateway_kind" AS ENUM('tyk');--> statement-breakpoint
CREATE TYPE "public"."invitation_status" AS ENUM('pending', 'accepted', 'withdrawn');--> statement-breakpoint
CREATE TYPE "public"."organization_status" AS ENUM('pending', 'active', 'rejected', 'suspended');--> statement-breakpoint
CREATE TYPE "public"."catalog_visibility" AS ENUM('public', 'internal', 'private');--> statement-breakpoint
CREATE TYPE "public"."document_state" AS ENUM('processing', 'live', 'superseded', 'failed');--> statement-breakpoint
CREATE TYPE "public"."product_state" AS ENUM('draft', 'published', 'deprecated', 'retired');--> statement-breakpoint
CREATE TYPE "public"."admin_role" AS ENUM('owner', 'admin', 'approver', 'auditor');--> statement-breakpoint
CREATE TYPE "public"."organization_role" AS ENUM('super_admin', 'team_member');--> statement-breakpoint
CREATE TYPE "public"."token_purpose" AS ENUM('verify_address', 'reset_password', 'invitation', 'confirm_request', 'change_email', 'first_admin');--> statement-breakpoint
CREATE TYPE "public"."user_kind" AS ENUM('developer', 'admin');--> statement-breakpoint
CREATE TYPE "public"."user_status" AS ENUM('unverified', 'pending', 'active', 'inactive');--> statement-breakpoint
CREATE TABLE "access_request_products" (
	"access_request_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"access_policy_id" text NOT NULL,
	CONSTRAINT "access_request_products_access_request_id_product_id_pk" PRIMARY KEY("access_request_id","product_id")
);
--> statement-breakpoint
CREATE TABLE "access_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"app_id" uuid NOT NULL,
	"requested_by" uuid,
	"catalog_id" uuid,
	"plan_id" uuid,
	"gateway_id" uuid NOT NULL,
	"status" "access_request_status" DEFAULT 'pending' NOT NULL,
	"terms" jsonb NOT NULL,
	"answers" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"delivery" "key_delivery" NOT NULL,
	"submission_key" text NOT NULL,
	"decided_via" "decision_maker",
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"decision_reason" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "access_requests_id_app" UNIQUE("id","app_id","organization_id"),
	CONSTRAINT "access_requests_decided_has_time" CHECK ((status in ('pending', 'cancelled')) or (decided_at is not null and decided_via is not null)),
	CONSTRAINT "access_requests_declined_has_reason" CHECK (status <> 'declined' or decision_reason <> '')
);
--> statement-breakpoint
CREATE TABLE "apps" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"owner_id" uuid,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"visibility" "app_visibility" NOT NULL,
	"team_id" uuid,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "apps_id_organization" UNIQUE("id","organization_id"),
	CONSTRAINT "apps_team_when_team" CHECK ((visibility = 'team') = (team_id is not null)),
	CONSTRAINT "apps_name_length" CHECK (char_length(name) between 1 and 120)
);
--> statement-breakpoint
CREATE TABLE "api_tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"hash" "bytea" NOT NULL,
	"last_four" text NOT NULL,
	"scopes" text[] NOT NULL,
	"expires_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"event" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"actor_label" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid,
	"organization_id" uuid,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"ip" text DEFAULT '' NOT NULL,
	"request_id" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mail_templates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"message" text NOT NULL,
	"version" integer NOT NULL,
	"subject" text NOT NULL,
	"html" text NOT NULL,
	"text" text NOT NULL,
	"is_live" boolean DEFAULT true NOT NULL,
	"saved_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"message" text NOT NULL,
	"to_user_id" uuid,
	"to_address" text,
	"subject_id" uuid,
	"facts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"state" "mail_state" DEFAULT 'queued' NOT NULL,
	"subject_line" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"sent_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mails_has_recipient" CHECK (to_user_id is not null or to_address is not null or state <> 'queued')
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"href" text NOT NULL,
	"read_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"is_only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"portal_instance" uuid NOT NULL,
	"portal_name" text DEFAULT 'Portico' NOT NULL,
	"accent" text DEFAULT '#4f46e5' NOT NULL,
	"welcome" text DEFAULT '' NOT NULL,
	"registration" "registration_mode" DEFAULT 'open' NOT NULL,
	"auto_approve_developers" boolean DEFAULT false NOT NULL,
	"organizations_may_register" boolean DEFAULT false NOT NULL,
	"auto_approve_organizations" boolean DEFAULT false NOT NULL,
	"sign_up_fields" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"request_fields" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"terms" text DEFAULT '' NOT NULL,
	"key_delivery" "key_delivery" DEFAULT 'secure' NOT NULL,
	"reveal" "reveal_mode" DEFAULT 'members' NOT NULL,
	"settle_seconds" integer DEFAULT 30 NOT NULL,
	"confirm_link_days" integer DEFAULT 7 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "settings_is_only" CHECK (is_only),
	CONSTRAINT "settings_accent" CHECK (accent ~ '^#[0-9a-f]{6}$'),
	CONSTRAINT "settings_settle" CHECK (settle_seconds between 0 and 3600),
	CONSTRAINT "settings_confirm_days" CHECK (confirm_link_days between 1 and 30)
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"endpoint_id" uuid NOT NULL,
	"audit_event_id" uuid NOT NULL,
	"state" "delivery_state" DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"response_status" integer,
	"last_error" text,
	"delivered_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhook_endpoints" (
	"id" uuid PRIMARY KEY NOT NULL,
	"url" text NOT NULL,
	"secret_sealed" "bytea" NOT NULL,
	"events" text[] NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"paused_at" timestamp with time zone,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "credentials" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"app_id" uuid NOT NULL,
	"access_request_id" uuid NOT NULL,
	"gateway_id" uuid NOT NULL,
	"generation" integer DEFAULT 1 NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"status" "credential_status" DEFAULT 'awaiting_claim' NOT NULL,
	"wanted" jsonb NOT NULL,
	"key_id_sealed" "bytea",
	"key_sealed" "bytea",
	"key_id_digest" "bytea",
	"key_digest" "bytea",
	"gateway_key_hash" text,
	"last_four" text DEFAULT '' NOT NULL,
	"expires_at" timestamp with time zone,
	"suspended_at" timestamp with time zone,
	"suspended_by" uuid,
	"retiring_at" timestamp with time zone,
	"ends_at" timestamp with time zone,
	"put_fence" timestamp with time zone,
	"operation" bigint DEFAULT 0 NOT NULL,
	"settling_since" timestamp with time zone,
	"first_proof_at" timestamp with time zone,
	"settled_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"claimed_by" uuid,
	"claimed_at" timestamp with time zone,
	"active_at" timestamp with time zone,
	"revoke_requested_at" timestamp with time zone,
	"revoked_by" uuid,
	"revoke_reason" text DEFAULT '' NOT NULL,
	"revoked_at" timestamp with time zone,
	"last_revealed_at" timestamp with time zone,
	"last_revealed_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "credentials_generation" UNIQUE("access_request_id","generation"),
	CONSTRAINT "credentials_key_id_digest" UNIQUE("key_id_digest"),
	CONSTRAINT "credentials_key_digest" UNIQUE("key_digest"),
	CONSTRAINT "credentials_made_has_id" CHECK (status not in ('provisioning', 'active') or (key_id_digest is not null and key_id_sealed is not null)),
	CONSTRAINT "credentials_active_was_seen" CHECK (status <> 'active' or (key_digest is not null and active_at is not null)),
	CONSTRAINT "credentials_revoked_has_time" CHECK ((status = 'revoked') = (revoked_at is not null)),
	CONSTRAINT "credentials_revoked_keeps_no_secret" CHECK (status <> 'revoked' or (key_sealed is null and key_id_sealed is null)),
	CONSTRAINT "credentials_retiring_ends" CHECK ((retiring_at is null) = (ends_at is null))
);
--> statement-breakpoint
CREATE TABLE "gateway_apis" (
	"id" uuid PRIMARY KEY NOT NULL,
	"gateway_id" uuid NOT NULL,
	"api_id" text NOT NULL,
	"name" text NOT NULL,
	"listen_path" text NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"missing_since" timestamp with time zone,
	CONSTRAINT "gateway_apis_api" UNIQUE("gateway_id","api_id")
);
--> statement-breakpoint
CREATE TABLE "gateway_policies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"gateway_id" uuid NOT NULL,
	"policy_id" text NOT NULL,
	"name" text NOT NULL,
	"api_ids" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"grants_access" boolean DEFAULT true NOT NULL,
	"limits_rate" boolean DEFAULT true NOT NULL,
	"limits_quota" boolean DEFAULT true NOT NULL,
	"rate" integer,
	"per" integer,
	"quota_max" integer,
	"quota_seconds" integer,
	"missing_since" timestamp with time zone,
	CONSTRAINT "gateway_policies_policy" UNIQUE("gateway_id","policy_id")
);
--> statement-breakpoint
CREATE TABLE "gateways" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" "gateway_kind" DEFAULT 'tyk' NOT NULL,
	"control_url" text NOT NULL,
	"secret_sealed" "bytea" NOT NULL,
	"proxy_url" text NOT NULL,
	"gateway_org_id" text NOT NULL,
	"sentinel_id" text NOT NULL,
	"from_environment" boolean DEFAULT false NOT NULL,
	"hash_algorithm" text,
	"version" text,
	"revocation_delay_seconds" integer DEFAULT 10 NOT NULL,
	"last_synced_at" timestamp with time zone,
	"last_checked_at" timestamp with time zone,
	"last_problem" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitation_teams" (
	"invitation_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	CONSTRAINT "invitation_teams_invitation_id_team_id_pk" PRIMARY KEY("invitation_id","team_id")
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"email" text NOT NULL,
	"first_name" text NOT NULL,
	"last_name" text NOT NULL,
	"role" "organization_role" NOT NULL,
	"status" "invitation_status" DEFAULT 'pending' NOT NULL,
	"invited_by" uuid,
	"accepted_by" uuid,
	"accepted_at" timestamp with time zone,
	"expires_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "invitations_id_organization" UNIQUE("id","organization_id"),
	CONSTRAINT "invitations_accepted_has_time" CHECK ((status = 'accepted') = (accepted_at is not null))
);
--> statement-breakpoint
CREATE TABLE "invite_code_redemptions" (
	"invite_code_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"given_back_at" timestamp with time zone,
	CONSTRAINT "invite_code_redemptions_invite_code_id_user_id_pk" PRIMARY KEY("invite_code_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "invite_codes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code_digest" "bytea" NOT NULL,
	"code_sealed" "bytea" NOT NULL,
	"organization_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"quota" integer NOT NULL,
	"used" integer DEFAULT 0 NOT NULL,
	"expires_at" timestamp with time zone,
	"is_active" boolean DEFAULT true NOT NULL,
	"created_by" uuid,
	"note" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "invite_codes_quota" CHECK (quota > 0 and used between 0 and quota)
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"status" "organization_status" DEFAULT 'active' NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"purpose" text DEFAULT '' NOT NULL,
	"requested_by" uuid,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"decision_reason" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organizations_default_is_active" CHECK (not is_default or status = 'active'),
	CONSTRAINT "organizations_name_length" CHECK (char_length(name) between 1 and 120)
);
--> statement-breakpoint
CREATE TABLE "teams" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"name" text NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "teams_id_organization" UNIQUE("id","organization_id"),
	CONSTRAINT "teams_name_length" CHECK (char_length(name) between 1 and 120)
);
--> statement-breakpoint
CREATE TABLE "api_documents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"product_api_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"state" "document_state" DEFAULT 'processing' NOT NULL,
	"source" text NOT NULL,
	"source_sha256" text NOT NULL,
	"openapi" text,
	"title" text,
	"overview" jsonb,
	"report" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"live_at" timestamp with time zone,
	CONSTRAINT "api_documents_version" UNIQUE("product_api_id","version")
);
--> statement-breakpoint
CREATE TABLE "api_operations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"document_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"method" text NOT NULL,
	"path" text NOT NULL,
	"summary" text DEFAULT '' NOT NULL,
	"tag" text DEFAULT '' NOT NULL,
	"is_deprecated" boolean DEFAULT false NOT NULL,
	"position" integer NOT NULL,
	"content" jsonb NOT NULL,
	CONSTRAINT "api_operations_slug" UNIQUE("document_id","slug")
);
--> statement-breakpoint
CREATE TABLE "cart_items" (
	"user_id" uuid NOT NULL,
	"catalog_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cart_items_user_id_catalog_id_product_id_pk" PRIMARY KEY("user_id","catalog_id","product_id")
);
--> statement-breakpoint
CREATE TABLE "catalog_organizations" (
	"catalog_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	CONSTRAINT "catalog_organizations_catalog_id_organization_id_pk" PRIMARY KEY("catalog_id","organization_id")
);
--> statement-breakpoint
CREATE TABLE "catalog_plans" (
	"catalog_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "catalog_plans_catalog_id_plan_id_pk" PRIMARY KEY("catalog_id","plan_id")
);
--> statement-breakpoint
CREATE TABLE "catalog_products" (
	"catalog_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "catalog_products_catalog_id_product_id_pk" PRIMARY KEY("catalog_id","product_id")
);
--> statement-breakpoint
CREATE TABLE "catalog_teams" (
	"catalog_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	CONSTRAINT "catalog_teams_catalog_id_team_id_pk" PRIMARY KEY("catalog_id","team_id")
);
--> statement-breakpoint
CREATE TABLE "catalogs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"display_name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"visibility" "catalog_visibility" NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"display_name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"gateway_id" uuid,
	"limits_policy_id" text,
	"rate_requests" integer,
	"rate_per_seconds" integer,
	"quota_requests" integer,
	"quota_period_seconds" integer,
	"key_lifetime_days" integer,
	"auto_approve" boolean DEFAULT false NOT NULL,
	"request_allowance" integer,
	"allowance_period_days" integer,
	"key_metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"settle_seconds" integer,
	"is_archived" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "plans_rate_pair" CHECK ((rate_requests is null) = (rate_per_seconds is null) and coalesce(rate_requests, 1) > 0 and coalesce(rate_per_seconds, 1) > 0),
	CONSTRAINT "plans_quota_pair" CHECK ((quota_requests is null) = (quota_period_seconds is null) and coalesce(quota_requests, 1) > 0 and coalesce(quota_period_seconds, 1) > 0),
	CONSTRAINT "plans_allowance_pair" CHECK ((request_allowance is null) = (allowance_period_days is null) and coalesce(request_allowance, 1) > 0 and coalesce(allowance_period_days, 1) > 0),
	CONSTRAINT "plans_lifetime" CHECK (key_lifetime_days is null or key_lifetime_days between 1 and 3650),
	CONSTRAINT "plans_gateway_has_policy" CHECK ((gateway_id is null) = (limits_policy_id is null))
);
--> statement-breakpoint
CREATE TABLE "product_apis" (
	"id" uuid PRIMARY KEY NOT NULL,
	"product_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"gateway_api_id" text,
	"listen_path" text,
	"position" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "product_apis_slug" UNIQUE("product_id","slug")
);
--> statement-breakpoint
CREATE TABLE "product_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"product_id" uuid NOT NULL,
	"title" text NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"published_on" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "product_guides" (
	"id" uuid PRIMARY KEY NOT NULL,
	"product_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "product_guides_slug" UNIQUE("product_id","slug")
);
--> statement-breakpoint
CREATE TABLE "products" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"display_name" text NOT NULL,
	"summary" text DEFAULT '' NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"logo" text,
	"tags" text[] DEFAULT '{}'::text[] NOT NULL,
	"is_featured" boolean DEFAULT false NOT NULL,
	"state" "product_state" DEFAULT 'draft' NOT NULL,
	"sunset_on" date,
	"gateway_id" uuid,
	"access_policy_id" text,
	"request_fields" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "products_slug_form" CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	CONSTRAINT "products_gateway_has_policy" CHECK ((gateway_id is null) = (access_policy_id is null)),
	CONSTRAINT "products_sunset_when_deprecated" CHECK (sunset_on is null or state in ('deprecated', 'retired'))
);
--> statement-breakpoint
CREATE TABLE "one_time_tokens" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"purpose" "token_purpose" NOT NULL,
	"subject_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"voided_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ip" text DEFAULT '' NOT NULL,
	"user_agent" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "team_members" (
	"team_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "team_members_team_id_user_id_pk" PRIMARY KEY("team_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "throttles" (
	"bucket" text PRIMARY KEY NOT NULL,
	"attempts" integer NOT NULL,
	"resets_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" "user_kind" NOT NULL,
	"email" text NOT NULL,
	"first_name" text NOT NULL,
	"last_name" text NOT NULL,
	"password_hash" text,
	"must_change_password" boolean DEFAULT false NOT NULL,
	"status" "user_status" NOT NULL,
	"email_verified_at" timestamp with time zone,
	"terms_accepted_at" timestamp with time zone,
	"organization_id" uuid,
	"organization_role" "organization_role",
	"admin_role" "admin_role",
	"oidc_subject" text,
	"sign_up_values" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"last_seen_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_id_organization" UNIQUE("id","organization_id"),
	CONSTRAINT "users_kind_has_its_role" CHECK ((kind = 'admin' and admin_role is not null and organization_id is null and organization_role is null)
       or (kind = 'developer' and admin_role is null and organization_id is not null and organization_role is not null)),
	CONSTRAINT "users_email_is_canonical" CHECK (email = lower(email) and email like '%_@_%' and char_length(email) <= 254),
	CONSTRAINT "users_past_verification_is_verified" CHECK (status in ('unverified', 'inactive') or email_verified_at is not null)
);
--> statement-breakpoint
ALTER TABLE "access_request_products" ADD CONSTRAINT "access_request_products_access_request_id_access_requests_id_fk" FOREIGN KEY ("access_request_id") REFERENCES "public"."access_requests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_request_products" ADD CONSTRAINT "access_request_products_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_requests" ADD CONSTRAINT "access_requests_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_requests" ADD CONSTRAINT "access_requests_catalog_id_catalogs_id_fk" FOREIGN KEY ("catalog_id") REFERENCES "public"."catalogs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_requests" ADD CONSTRAINT "access_requests_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_requests" ADD CONSTRAINT "access_requests_gateway_id_gateways_id_fk" FOREIGN KEY ("gateway_id") REFERENCES "public"."gateways"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_requests" ADD CONSTRAINT "access_requests_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_requests" ADD CONSTRAINT "access_requests_app_id_organization_id_apps_id_organization_id_fk" FOREIGN KEY ("app_id","organization_id") REFERENCES "public"."apps"("id","organization_id") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "apps" ADD CONSTRAINT "apps_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "apps" ADD CONSTRAINT "apps_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "apps" ADD CONSTRAINT "apps_team_id_organization_id_teams_id_organization_id_fk" FOREIGN KEY ("team_id","organization_id") REFERENCES "public"."teams"("id","organization_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail_templates" ADD CONSTRAINT "mail_templates_saved_by_users_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_to_user_id_users_id_fk" FOREIGN KEY ("to_user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_endpoint_id_webhook_endpoints_id_fk" FOREIGN KEY ("endpoint_id") REFERENCES "public"."webhook_endpoints"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_audit_event_id_audit_events_id_fk" FOREIGN KEY ("audit_event_id") REFERENCES "public"."audit_events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_gateway_id_gateways_id_fk" FOREIGN KEY ("gateway_id") REFERENCES "public"."gateways"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_suspended_by_users_id_fk" FOREIGN KEY ("suspended_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_claimed_by_users_id_fk" FOREIGN KEY ("claimed_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_revoked_by_users_id_fk" FOREIGN KEY ("revoked_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_last_revealed_by_users_id_fk" FOREIGN KEY ("last_revealed_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_access_request_id_app_id_organization_id_access_requests_id_app_id_organization_id_fk" FOREIGN KEY ("access_request_id","app_id","organization_id") REFERENCES "public"."access_requests"("id","app_id","organization_id") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "gateway_apis" ADD CONSTRAINT "gateway_apis_gateway_id_gateways_id_fk" FOREIGN KEY ("gateway_id") REFERENCES "public"."gateways"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gateway_policies" ADD CONSTRAINT "gateway_policies_gateway_id_gateways_id_fk" FOREIGN KEY ("gateway_id") REFERENCES "public"."gateways"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation_teams" ADD CONSTRAINT "invitation_teams_invitation_id_organization_id_invitations_id_organization_id_fk" FOREIGN KEY ("invitation_id","organization_id") REFERENCES "public"."invitations"("id","organization_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation_teams" ADD CONSTRAINT "invitation_teams_team_id_organization_id_teams_id_organization_id_fk" FOREIGN KEY ("team_id","organization_id") REFERENCES "public"."teams"("id","organization_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_invited_by_users_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_accepted_by_users_id_fk" FOREIGN KEY ("accepted_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invite_code_redemptions" ADD CONSTRAINT "invite_code_redemptions_invite_code_id_invite_codes_id_fk" FOREIGN KEY ("invite_code_id") REFERENCES "public"."invite_codes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invite_code_redemptions" ADD CONSTRAINT "invite_code_redemptions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invite_codes" ADD CONSTRAINT "invite_codes_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invite_codes" ADD CONSTRAINT "invite_codes_team_id_organization_id_teams_id_organization_id_fk" FOREIGN KEY ("team_id","organization_id") REFERENCES "public"."teams"("id","organization_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "teams" ADD CONSTRAINT "teams_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_documents" ADD CONSTRAINT "api_documents_product_api_id_product_apis_id_fk" FOREIGN KEY ("product_api_id") REFERENCES "public"."product_apis"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_operations" ADD CONSTRAINT "api_operations_document_id_api_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."api_documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cart_items" ADD CONSTRAINT "cart_items_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cart_items" ADD CONSTRAINT "cart_items_catalog_id_product_id_catalog_products_catalog_id_product_id_fk" FOREIGN KEY ("catalog_id","product_id") REFERENCES "public"."catalog_products"("catalog_id","product_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalog_organizations" ADD CONSTRAINT "catalog_organizations_catalog_id_catalogs_id_fk" FOREIGN KEY ("catalog_id") REFERENCES "public"."catalogs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalog_organizations" ADD CONSTRAINT "catalog_organizations_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalog_plans" ADD CONSTRAINT "catalog_plans_catalog_id_catalogs_id_fk" FOREIGN KEY ("catalog_id") REFERENCES "public"."catalogs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalog_plans" ADD CONSTRAINT "catalog_plans_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalog_products" ADD CONSTRAINT "catalog_products_catalog_id_catalogs_id_fk" FOREIGN KEY ("catalog_id") REFERENCES "public"."catalogs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalog_products" ADD CONSTRAINT "catalog_products_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalog_teams" ADD CONSTRAINT "catalog_teams_catalog_id_catalogs_id_fk" FOREIGN KEY ("catalog_id") REFERENCES "public"."catalogs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalog_teams" ADD CONSTRAINT "catalog_teams_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_gateway_id_gateways_id_fk" FOREIGN KEY ("gateway_id") REFERENCES "public"."gateways"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_apis" ADD CONSTRAINT "product_apis_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_changes" ADD CONSTRAINT "product_changes_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_guides" ADD CONSTRAINT "product_guides_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_gateway_id_gateways_id_fk" FOREIGN KEY ("gateway_id") REFERENCES "public"."gateways"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_team_id_organization_id_teams_id_organization_id_fk" FOREIGN KEY ("team_id","organization_id") REFERENCES "public"."teams"("id","organization_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_user_id_organization_id_users_id_organization_id_fk" FOREIGN KEY ("user_id","organization_id") REFERENCES "public"."users"("id","organization_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "access_request_products_by_product" ON "access_request_products" USING btree ("product_id");--> statement-breakpoint
CREATE UNIQUE INDEX "access_requests_submission" ON "access_requests" USING btree ("requested_by","submission_key");--> statement-breakpoint
CREATE UNIQUE INDEX "access_requests_one_pending" ON "access_requests" USING btree ("app_id","catalog_id","plan_id") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "access_requests_queue" ON "access_requests" USING btree ("status","created_at");--> statement-breakpoint
CREATE INDEX "access_requests_by_app" ON "access_requests" USING btree ("app_id","created_at");--> statement-breakpoint
CREATE INDEX "access_requests_by_organization" ON "access_requests" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE INDEX "access_requests_by_requester" ON "access_requests" USING btree ("requested_by","created_at");--> statement-breakpoint
CREATE INDEX "apps_by_organization" ON "apps" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE INDEX "apps_by_owner" ON "apps" USING btree ("owner_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "api_tokens_hash" ON "api_tokens" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "api_tokens_by_user" ON "api_tokens" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "audit_events_by_time" ON "audit_events" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "audit_events_by_subject" ON "audit_events" USING btree ("subject_kind","subject_id","at");--> statement-breakpoint
CREATE INDEX "audit_events_by_actor" ON "audit_events" USING btree ("actor_id","at");--> statement-breakpoint
CREATE INDEX "audit_events_by_organization" ON "audit_events" USING btree ("organization_id","at");--> statement-breakpoint
CREATE INDEX "audit_events_by_event" ON "audit_events" USING btree ("event","at");--> statement-breakpoint
CREATE UNIQUE INDEX "mail_templates_version" ON "mail_templates" USING btree ("message","version");--> statement-breakpoint
CREATE UNIQUE INDEX "mail_templates_one_live" ON "mail_templates" USING btree ("message") WHERE is_live;--> statement-breakpoint
CREATE INDEX "mails_by_time" ON "mails" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "mails_by_state" ON "mails" USING btree ("state","created_at");--> statement-breakpoint
CREATE INDEX "notifications_by_user" ON "notifications" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_by_endpoint" ON "webhook_deliveries" USING btree ("endpoint_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "credentials_one_creating" ON "credentials" USING btree ("access_request_id") WHERE status in ('awaiting_claim', 'provisioning', 'failed');--> statement-breakpoint
CREATE UNIQUE INDEX "credentials_one_current" ON "credentials" USING btree ("access_request_id") WHERE status = 'active' and retiring_at is null;--> statement-breakpoint
CREATE INDEX "credentials_by_app" ON "credentials" USING btree ("app_id","created_at");--> statement-breakpoint
CREATE INDEX "credentials_by_organization" ON "credentials" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE INDEX "credentials_open" ON "credentials" USING btree ("status","updated_at") WHERE status <> 'revoked';--> statement-breakpoint
CREATE INDEX "credentials_recently_revoked" ON "credentials" USING btree ("revoked_at") WHERE status = 'revoked';--> statement-breakpoint
CREATE INDEX "credentials_by_hash" ON "credentials" USING btree ("gateway_id","gateway_key_hash");--> statement-breakpoint
CREATE INDEX "gateway_policies_by_gateway" ON "gateway_policies" USING btree ("gateway_id");--> statement-breakpoint
CREATE UNIQUE INDEX "gateways_name" ON "gateways" USING btree ("name");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_one_pending" ON "invitations" USING btree ("organization_id","email") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "invitations_by_organization" ON "invitations" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "invite_codes_digest" ON "invite_codes" USING btree ("code_digest");--> statement-breakpoint
CREATE INDEX "invite_codes_by_created" ON "invite_codes" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "organizations_one_default" ON "organizations" USING btree ("is_default") WHERE is_default;--> statement-breakpoint
CREATE UNIQUE INDEX "organizations_name" ON "organizations" USING btree ("name_key") WHERE status <> 'rejected';--> statement-breakpoint
CREATE UNIQUE INDEX "organizations_one_pending_per_requester" ON "organizations" USING btree ("requested_by") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "organizations_by_status" ON "organizations" USING btree ("status","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "teams_one_default" ON "teams" USING btree ("organization_id") WHERE is_default;--> statement-breakpoint
CREATE UNIQUE INDEX "teams_name" ON "teams" USING btree ("organization_id",lower(name));--> statement-breakpoint
CREATE UNIQUE INDEX "api_documents_one_live" ON "api_documents" USING btree ("product_api_id") WHERE state = 'live';--> statement-breakpoint
CREATE INDEX "api_operations_by_position" ON "api_operations" USING btree ("document_id","position");--> statement-breakpoint
CREATE INDEX "catalog_organizations_by_organization" ON "catalog_organizations" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "catalog_plans_by_plan" ON "catalog_plans" USING btree ("plan_id");--> statement-breakpoint
CREATE INDEX "catalog_products_by_product" ON "catalog_products" USING btree ("product_id");--> statement-breakpoint
CREATE INDEX "catalog_teams_by_team" ON "catalog_teams" USING btree ("team_id");--> statement-breakpoint
CREATE UNIQUE INDEX "catalogs_slug" ON "catalogs" USING btree ("slug");--> statement-breakpoint
CREATE UNIQUE INDEX "plans_slug" ON "plans" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "product_changes_by_product" ON "product_changes" USING btree ("product_id","published_on");--> statement-breakpoint
CREATE UNIQUE INDEX "products_slug" ON "products" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "products_by_state" ON "products" USING btree ("state","display_name");--> statement-breakpoint
CREATE INDEX "one_time_tokens_by_subject" ON "one_time_tokens" USING btree ("purpose","subject_id");--> statement-breakpoint
CREATE INDEX "sessions_by_user" ON "sessions" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "team_members_by_user" ON "team_members" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email" ON "users" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "users_oidc_subject" ON "users" USING btree ("oidc_subject");--> statement-breakpoint
CREATE INDEX "users_by_organization" ON "users" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE INDEX "users_by_status" ON "users" USING btree ("kind","status","created_at");--> statement-breakpoint
-- The audit log is append-only for everybody who comes through the application.
CREATE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit_events is append-only' USING ERRCODE = 'restrict_violation';
END
$$;--> statement-breakpoint
CREATE TRIGGER "audit_events_append_only" BEFORE UPDATE OR DELETE ON "audit_events"
  FOR EACH ROW EXECUTE FUNCTION "refuse_audit_change"();--> statement-breakpoint
CREATE TRIGGER "audit_events_no_truncate" BEFORE TRUNCATE ON "audit_events"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();--> statement-breakpoint
-- Portal admins and developers are found by any part of a name or an address.
CREATE INDEX "users_search" ON "users" USING gin ((first_name || ' ' || last_name || ' ' || email) gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "organizations_search" ON "organizations" USING gin (name gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "apps_search" ON "apps" USING gin (name gin_trgm_ops);
