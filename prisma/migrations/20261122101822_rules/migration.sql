-- CreateEnum
CREATE TYPE "local_holiday" AS ENUM ('assumption', 'corpus_christi', 'peace_festival');

-- CreateEnum
CREATE TYPE "audience" AS ENUM ('public', 'internal');

-- CreateEnum
CREATE TYPE "hours_kind" AS ENUM ('open', 'break');

-- AlterEnum
ALTER TYPE "resource_kind" ADD VALUE 'seat';

-- AlterTable
ALTER TABLE "service" ADD COLUMN     "needed_skills" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "needs_room" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "room_skills" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "service_center" ADD COLUMN     "holidays_added" "local_holiday"[] DEFAULT ARRAY[]::"local_holiday"[],
ADD COLUMN     "holidays_dropped" "local_holiday"[] DEFAULT ARRAY[]::"local_holiday"[];

-- AlterTable
ALTER TABLE "resource" ADD COLUMN     "audience" "audience",
ADD COLUMN     "skills" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "hours" ADD COLUMN     "every_weeks" SMALLINT,
ADD COLUMN     "kind" "hours_kind" NOT NULL DEFAULT 'open',
ADD COLUMN     "nth_of_month" SMALLINT,
ADD COLUMN     "service_center_id" UUID,
ADD COLUMN     "valid_from" DATE,
ADD COLUMN     "valid_to" DATE,
ADD COLUMN     "weeks_from" DATE,
ALTER COLUMN "resource_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "hours_exception" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "resource_id" UUID,
    "service_center_id" UUID,
    "first_day" DATE NOT NULL,
    "last_day" DATE NOT NULL,
    "start_minute" SMALLINT,
    "end_minute" SMALLINT,
    "on_holidays" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "hours_exception_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "absence" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "resource_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "absence_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "hours_exception_resource_id_idx" ON "hours_exception"("resource_id");

-- CreateIndex
CREATE INDEX "hours_exception_service_center_id_idx" ON "hours_exception"("service_center_id");

-- CreateIndex
CREATE INDEX "absence_resource_id_ends_at_idx" ON "absence"("resource_id", "ends_at");

-- CreateIndex
CREATE INDEX "absence_ends_at_idx" ON "absence"("ends_at");

-- CreateIndex
CREATE INDEX "hours_service_center_id_idx" ON "hours"("service_center_id");

-- AddForeignKey
ALTER TABLE "hours" ADD CONSTRAINT "hours_service_center_id_fkey" FOREIGN KEY ("service_center_id") REFERENCES "service_center"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hours_exception" ADD CONSTRAINT "hours_exception_resource_id_fkey" FOREIGN KEY ("resource_id") REFERENCES "resource"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hours_exception" ADD CONSTRAINT "hours_exception_service_center_id_fkey" FOREIGN KEY ("service_center_id") REFERENCES "service_center"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "absence" ADD CONSTRAINT "absence_resource_id_fkey" FOREIGN KEY ("resource_id") REFERENCES "resource"("id") ON DELETE CASCADE ON UPDATE CASCADE;
