CREATE TABLE "deletions" (
	"tenant_id" integer PRIMARY KEY NOT NULL,
	"receipt_hash" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"delete_after" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	CONSTRAINT "deletions_receipt_hash_unique" UNIQUE("receipt_hash")
);
