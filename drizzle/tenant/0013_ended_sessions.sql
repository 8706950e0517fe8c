CREATE TABLE "ended_sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" integer NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "ended_sessions" ADD CONSTRAINT "ended_sessions_tenant_id_tenant_identity_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant_identity"("tenant_id") ON DELETE no action ON UPDATE no action;