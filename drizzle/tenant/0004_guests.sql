ALTER TABLE "tenant_users" ADD COLUMN "only_integrations" integer[];--> statement-breakpoint
ALTER TABLE "tenant_users" ADD COLUMN "access_until" timestamp with time zone;