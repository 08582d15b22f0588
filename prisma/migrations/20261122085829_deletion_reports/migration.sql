-- AlterTable
ALTER TABLE "deletion_report" ADD COLUMN     "purge_id" UUID NOT NULL,
ALTER COLUMN "overdue" DROP NOT NULL;

-- CreateIndex
CREATE INDEX "deletion_report_purge_id_idx" ON "deletion_report"("purge_id");
