-- CreateTable
CREATE TABLE "api_answer" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "client_hash" BYTEA NOT NULL,
    "key_hash" BYTEA NOT NULL,
    "request_hash" BYTEA NOT NULL,
    "operation" TEXT NOT NULL,
    "run" UUID NOT NULL,
    "lease_until" TIMESTAMPTZ(3) NOT NULL,
    "outcome" JSON,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "api_answer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "api_answer_expires_at_idx" ON "api_answer"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "api_answer_client_hash_key_hash_key" ON "api_answer"("client_hash", "key_hash");
