CREATE TABLE "install_states" (
	"state_hash" text PRIMARY KEY NOT NULL,
	"browser_hash" text NOT NULL,
	"intent" jsonb NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "logins" (
	"email_index" text NOT NULL,
	"tenant_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	CONSTRAINT "logins_email_index_tenant_id_pk" PRIMARY KEY("email_index","tenant_id")
);
--> statement-breakpoint
CREATE TABLE "master_key_check" (
	"id" integer PRIMARY KEY NOT NULL,
	"sealed" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "slack_routes" (
	"app_id" text NOT NULL,
	"enterprise_id" text DEFAULT '' NOT NULL,
	"team_id" text DEFAULT '' NOT NULL,
	"is_enterprise_install" boolean NOT NULL,
	"tenant_id" integer NOT NULL,
	CONSTRAINT "slack_routes_app_id_enterprise_id_team_id_is_enterprise_install_pk" PRIMARY KEY("app_id","enterprise_id","team_id","is_enterprise_install")
);
--> statement-breakpoint
CREATE TABLE "tenant_keys" (
	"tenant_id" integer NOT NULL,
	"version" integer NOT NULL,
	"wrapped_key" text NOT NULL,
	CONSTRAINT "tenant_keys_tenant_id_version_pk" PRIMARY KEY("tenant_id","version")
);
--> statement-breakpoint
CREATE TABLE "tenants" (
	"id" serial PRIMARY KEY NOT NULL,
	"tenant_type" text NOT NULL,
	"isolation_level" text DEFAULT 'strict' NOT NULL,
	"server" text DEFAULT 'default' NOT NULL,
	"database_name" text NOT NULL,
	"role_name" text NOT NULL,
	"role_secret" text NOT NULL,
	"state" text DEFAULT 'creating' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tenants_database_name_unique" UNIQUE("database_name"),
	CONSTRAINT "tenants_role_name_unique" UNIQUE("role_name")
);
--> statement-breakpoint
CREATE TABLE "unfinished_events" (
	"tenant_id" integer NOT NULL,
	"event_id" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "unfinished_events_tenant_id_event_id_pk" PRIMARY KEY("tenant_id","event_id")
);
--> statement-breakpoint
ALTER TABLE "logins" ADD CONSTRAINT "logins_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slack_routes" ADD CONSTRAINT "slack_routes_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tenant_keys" ADD CONSTRAINT "tenant_keys_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unfinished_events" ADD CONSTRAINT "unfinished_events_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "slack_routes_team" ON "slack_routes" USING btree ("app_id","team_id") WHERE "slack_routes"."team_id" <> '';--> statement-breakpoint
CREATE INDEX "slack_routes_tenant" ON "slack_routes" USING btree ("tenant_id");