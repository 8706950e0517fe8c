CREATE TABLE "report_runs" (
	"id" serial PRIMARY KEY NOT NULL,
	"tenant_id" integer NOT NULL,
	"cadence" text NOT NULL,
	"cluster_ids" jsonb NOT NULL,
	"notion_id" integer,
	"parent_id" text,
	"parent_is_table" boolean DEFAULT false NOT NULL,
	"parent_title" text DEFAULT '' NOT NULL,
	"schedule_id" integer,
	"period_start" timestamp with time zone NOT NULL,
	"period_end" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'wanted' NOT NULL,
	"page_url" text,
	"asked_by" integer,
	"created_at" timestamp with time zone NOT NULL,
	"written_at" timestamp with time zone,
	"told_at" timestamp with time zone,
	"error" text
);
--> statement-breakpoint
CREATE TABLE "report_schedules" (
	"id" serial PRIMARY KEY NOT NULL,
	"tenant_id" integer NOT NULL,
	"cadence" text NOT NULL,
	"cluster_ids" jsonb NOT NULL,
	"notion_id" integer,
	"parent_id" text,
	"parent_is_table" boolean DEFAULT false NOT NULL,
	"parent_title" text DEFAULT '' NOT NULL,
	"at_time" text NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" integer
);
--> statement-breakpoint
CREATE TABLE "workload_hours" (
	"tenant_id" integer NOT NULL,
	"integration_id" integer NOT NULL,
	"kind" text NOT NULL,
	"namespace" text NOT NULL,
	"name" text NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"looks" integer NOT NULL,
	"whole" integer NOT NULL,
	"down" integer NOT NULL,
	"restarts" integer NOT NULL,
	CONSTRAINT "workload_hours_integration_id_kind_namespace_name_hour_pk" PRIMARY KEY("integration_id","kind","namespace","name","hour")
);
--> statement-breakpoint
CREATE TABLE "workload_rollouts" (
	"tenant_id" integer NOT NULL,
	"integration_id" integer NOT NULL,
	"namespace" text NOT NULL,
	"name" text NOT NULL,
	"revision" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"images" jsonb NOT NULL,
	CONSTRAINT "workload_rollouts_integration_id_namespace_name_revision_pk" PRIMARY KEY("integration_id","namespace","name","revision")
);
--> statement-breakpoint
ALTER TABLE "report_runs" ADD CONSTRAINT "report_runs_tenant_id_tenant_identity_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant_identity"("tenant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_runs" ADD CONSTRAINT "report_runs_notion_id_tenant_integrations_id_fk" FOREIGN KEY ("notion_id") REFERENCES "public"."tenant_integrations"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_runs" ADD CONSTRAINT "report_runs_schedule_id_report_schedules_id_fk" FOREIGN KEY ("schedule_id") REFERENCES "public"."report_schedules"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_runs" ADD CONSTRAINT "report_runs_asked_by_tenant_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."tenant_users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_schedules" ADD CONSTRAINT "report_schedules_tenant_id_tenant_identity_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant_identity"("tenant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_schedules" ADD CONSTRAINT "report_schedules_notion_id_tenant_integrations_id_fk" FOREIGN KEY ("notion_id") REFERENCES "public"."tenant_integrations"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_schedules" ADD CONSTRAINT "report_schedules_created_by_tenant_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."tenant_users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workload_hours" ADD CONSTRAINT "workload_hours_tenant_id_tenant_identity_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant_identity"("tenant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workload_hours" ADD CONSTRAINT "workload_hours_integration_id_tenant_integrations_id_fk" FOREIGN KEY ("integration_id") REFERENCES "public"."tenant_integrations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workload_rollouts" ADD CONSTRAINT "workload_rollouts_tenant_id_tenant_identity_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant_identity"("tenant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workload_rollouts" ADD CONSTRAINT "workload_rollouts_integration_id_tenant_integrations_id_fk" FOREIGN KEY ("integration_id") REFERENCES "public"."tenant_integrations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "report_runs_period" ON "report_runs" USING btree ("schedule_id","period_end");--> statement-breakpoint
CREATE INDEX "workload_hours_hour" ON "workload_hours" USING btree ("hour");--> statement-breakpoint
CREATE INDEX "workload_rollouts_at" ON "workload_rollouts" USING btree ("at");