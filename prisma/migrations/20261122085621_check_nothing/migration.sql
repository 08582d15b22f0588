-- AlterTable
ALTER TABLE "appointment" ADD COLUMN     "extensions" SMALLINT NOT NULL DEFAULT 0,
ADD COLUMN     "promised_until" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "one_time_code" ADD COLUMN     "issues" SMALLINT NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "job_run" ADD COLUMN     "lease_until" TIMESTAMPTZ(3) NOT NULL;

-- CreateIndex
CREATE INDEX "job_run_started_at_idx" ON "job_run"("started_at");

-- CreateIndex
CREATE INDEX "job_run_outcome_lease_until_idx" ON "job_run"("outcome", "lease_until");
