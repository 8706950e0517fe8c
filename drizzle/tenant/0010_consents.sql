CREATE TABLE "pending_consents" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	"integration_type" text NOT NULL,
	"offers" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "pending_consents" ADD CONSTRAINT "pending_consents_tenant_id_tenant_identity_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant_identity"("tenant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pending_consents" ADD CONSTRAINT "pending_consents_user_id_tenant_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."tenant_users"("id") ON DELETE cascade ON UPDATE no action;