CREATE TABLE "cluster_leases" (
	"tenant_id" integer NOT NULL,
	"integration_id" integer NOT NULL,
	"generation" integer DEFAULT 1 NOT NULL,
	"holder" text,
	"held_until" timestamp with time zone,
	CONSTRAINT "cluster_leases_tenant_id_integration_id_pk" PRIMARY KEY("tenant_id","integration_id")
);
--> statement-breakpoint
CREATE TABLE "watching_processes" (
	"holder" text PRIMARY KEY NOT NULL,
	"alive_until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "cluster_leases" ADD CONSTRAINT "cluster_leases_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cluster_leases_free" ON "cluster_leases" USING btree ("held_until");