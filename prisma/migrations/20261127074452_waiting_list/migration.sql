-- AlterTable
ALTER TABLE "waiting_entry" ADD COLUMN     "code_hash" BYTEA,
ADD COLUMN     "further_ids" UUID[] DEFAULT ARRAY[]::UUID[],
ADD COLUMN     "person_hash" BYTEA NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "waiting_entry_code_hash_key" ON "waiting_entry"("code_hash");
