ALTER TABLE "cluster_watches" ADD COLUMN "holds" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "cluster_watches" ADD COLUMN "holds_noted_at" timestamp with time zone;