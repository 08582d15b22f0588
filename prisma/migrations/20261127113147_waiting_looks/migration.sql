-- AlterTable
ALTER TABLE "waiting_entry" ADD COLUMN     "full_since" TIMESTAMPTZ(3),
ADD COLUMN     "looked_at" TIMESTAMPTZ(3);
