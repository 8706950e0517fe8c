ALTER TABLE "alert_messages" ADD COLUMN "moved_from" text;--> statement-breakpoint
ALTER TABLE "cluster_watches" ADD COLUMN "lag_ms" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "suppressed" jsonb DEFAULT '[]'::jsonb NOT NULL;