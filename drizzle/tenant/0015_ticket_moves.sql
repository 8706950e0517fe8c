ALTER TABLE "tickets" ADD COLUMN "moving_to" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "settled_step" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE "tickets" SET "settled_step" = "told_step";
