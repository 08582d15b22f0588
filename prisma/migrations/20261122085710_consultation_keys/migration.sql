-- AlterTable
ALTER TABLE "consultation" ADD COLUMN     "message_count" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "participant" ADD COLUMN     "public_key" BYTEA;

-- AlterTable
ALTER TABLE "key_exchange" ADD COLUMN     "member_nonce" BYTEA;
