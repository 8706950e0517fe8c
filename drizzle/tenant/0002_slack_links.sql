CREATE TABLE "slack_links" (
	"code_hash" text PRIMARY KEY NOT NULL,
	"tenant_id" integer NOT NULL,
	"purpose" text NOT NULL,
	"home_team_id" text NOT NULL,
	"slack_user_id" text NOT NULL,
	"person_name" text NOT NULL,
	"place" text NOT NULL,
	"locale" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "slack_identities" ADD COLUMN "locale" text;--> statement-breakpoint
ALTER TABLE "slack_identities" ADD COLUMN "time_zone" text;--> statement-breakpoint
ALTER TABLE "slack_links" ADD CONSTRAINT "slack_links_tenant_id_tenant_identity_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant_identity"("tenant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "slack_links_person" ON "slack_links" USING btree ("home_team_id","slack_user_id","purpose");