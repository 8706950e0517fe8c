CREATE TABLE "tenant_rounds" (
	"tenant_id" integer PRIMARY KEY NOT NULL,
	"next_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "tenant_rounds" ADD CONSTRAINT "tenant_rounds_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "tenant_rounds_due" ON "tenant_rounds" USING btree ("next_at");