-- CreateEnum
CREATE TYPE "reminder_way" AS ENUM ('preferred', 'sms', 'both');

-- CreateEnum
CREATE TYPE "part_of_day" AS ENUM ('morning', 'afternoon');

-- CreateEnum
CREATE TYPE "offer_state" AS ENUM ('open', 'declined', 'expired');

-- CreateEnum
CREATE TYPE "medium" AS ENUM ('email', 'sms');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "one_time_code_purpose" ADD VALUE 'manage_appointment';
ALTER TYPE "one_time_code_purpose" ADD VALUE 'join_waiting_list';

-- AlterTable
ALTER TABLE "service" ADD COLUMN     "change_deadline" INTEGER NOT NULL DEFAULT 1440,
ADD COLUMN     "group_size" SMALLINT,
ADD COLUMN     "remind_by" "reminder_way" NOT NULL DEFAULT 'preferred',
ADD COLUMN     "reminders" INTEGER[] DEFAULT ARRAY[2880]::INTEGER[];

-- AlterTable
ALTER TABLE "appointment" ADD COLUMN     "cancelled_at" TIMESTAMPTZ(3),
ADD COLUMN     "group_session_id" UUID,
ADD COLUMN     "late_minutes" SMALLINT,
ADD COLUMN     "moves_id" UUID,
ADD COLUMN     "seat" SMALLINT;

-- AlterTable
ALTER TABLE "claim" ADD COLUMN     "group_session_id" UUID,
ADD COLUMN     "reopening_id" UUID,
ALTER COLUMN "appointment_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "outbox_message" ADD COLUMN     "medium" "medium" NOT NULL DEFAULT 'email',
ADD COLUMN     "once" TEXT,
ADD COLUMN     "waiting_entry_id" UUID,
ALTER COLUMN "appointment_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "appointment_service" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "appointment_id" UUID NOT NULL,
    "service_id" UUID NOT NULL,
    "position" SMALLINT NOT NULL,

    CONSTRAINT "appointment_service_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "group_session" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "service_id" UUID NOT NULL,
    "service_center_id" UUID NOT NULL,
    "advisor_id" UUID NOT NULL,
    "channel" "channel" NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "seats" SMALLINT NOT NULL,
    "public_seats" SMALLINT NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "group_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reopening" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "appointment_id" UUID,
    "service_id" UUID NOT NULL,
    "service_center_id" UUID NOT NULL,
    "advisor_id" UUID NOT NULL,
    "channel" "channel" NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "opens_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reopening_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "waiting_entry" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "service_id" UUID NOT NULL,
    "service_center_id" UUID,
    "channel" "channel" NOT NULL,
    "advisor_id" UUID,
    "appointment_id" UUID,
    "first_day" DATE NOT NULL,
    "last_day" DATE NOT NULL,
    "part_of_day" "part_of_day",
    "locale" TEXT NOT NULL DEFAULT 'de',
    "browser_hash" BYTEA NOT NULL,
    "key_ref" TEXT NOT NULL,
    "contact" BYTEA NOT NULL,
    "link_hash" BYTEA,
    "proved_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "waiting_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "waiting_offer" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "entry_id" UUID NOT NULL,
    "reopening_id" UUID NOT NULL,
    "state" "offer_state" NOT NULL DEFAULT 'open',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "waiting_offer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "appointment_access" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "appointment_id" UUID NOT NULL,
    "browser_hash" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "appointment_access_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person_booking" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "appointment_id" UUID NOT NULL,
    "identity_hash" BYTEA NOT NULL,
    "number" SMALLINT NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_booking_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_count" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "kind" TEXT NOT NULL,
    "subject_hash" BYTEA NOT NULL,
    "window_start" TIMESTAMPTZ(3) NOT NULL,
    "used" INTEGER NOT NULL DEFAULT 1,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rate_count_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "appointment_service_appointment_id_service_id_key" ON "appointment_service"("appointment_id", "service_id");

-- CreateIndex
CREATE UNIQUE INDEX "appointment_service_appointment_id_position_key" ON "appointment_service"("appointment_id", "position");

-- CreateIndex
CREATE INDEX "group_session_service_id_starts_at_idx" ON "group_session"("service_id", "starts_at");

-- CreateIndex
CREATE INDEX "group_session_advisor_id_starts_at_idx" ON "group_session"("advisor_id", "starts_at");

-- CreateIndex
CREATE INDEX "group_session_ends_at_idx" ON "group_session"("ends_at");

-- CreateIndex
CREATE INDEX "reopening_appointment_id_idx" ON "reopening"("appointment_id");

-- CreateIndex
CREATE INDEX "reopening_opens_at_idx" ON "reopening"("opens_at");

-- CreateIndex
CREATE INDEX "reopening_ends_at_idx" ON "reopening"("ends_at");

-- CreateIndex
CREATE UNIQUE INDEX "waiting_entry_appointment_id_key" ON "waiting_entry"("appointment_id");

-- CreateIndex
CREATE UNIQUE INDEX "waiting_entry_link_hash_key" ON "waiting_entry"("link_hash");

-- CreateIndex
CREATE INDEX "waiting_entry_service_id_proved_at_idx" ON "waiting_entry"("service_id", "proved_at");

-- CreateIndex
CREATE INDEX "waiting_entry_browser_hash_idx" ON "waiting_entry"("browser_hash");

-- CreateIndex
CREATE INDEX "waiting_entry_expires_at_idx" ON "waiting_entry"("expires_at");

-- CreateIndex
CREATE INDEX "waiting_offer_reopening_id_idx" ON "waiting_offer"("reopening_id");

-- CreateIndex
CREATE INDEX "waiting_offer_expires_at_idx" ON "waiting_offer"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "waiting_offer_entry_id_reopening_id_key" ON "waiting_offer"("entry_id", "reopening_id");

-- CreateIndex
CREATE INDEX "appointment_access_appointment_id_idx" ON "appointment_access"("appointment_id");

-- CreateIndex
CREATE INDEX "appointment_access_expires_at_idx" ON "appointment_access"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "appointment_access_browser_hash_appointment_id_key" ON "appointment_access"("browser_hash", "appointment_id");

-- CreateIndex
CREATE UNIQUE INDEX "person_booking_appointment_id_key" ON "person_booking"("appointment_id");

-- CreateIndex
CREATE INDEX "person_booking_ends_at_idx" ON "person_booking"("ends_at");

-- CreateIndex
CREATE UNIQUE INDEX "person_booking_identity_hash_number_key" ON "person_booking"("identity_hash", "number");

-- CreateIndex
CREATE INDEX "rate_count_expires_at_idx" ON "rate_count"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "rate_count_kind_subject_hash_window_start_key" ON "rate_count"("kind", "subject_hash", "window_start");

-- CreateIndex
CREATE INDEX "appointment_moves_id_idx" ON "appointment"("moves_id");

-- CreateIndex
CREATE UNIQUE INDEX "appointment_group_session_id_seat_key" ON "appointment"("group_session_id", "seat");

-- CreateIndex
CREATE INDEX "claim_group_session_id_idx" ON "claim"("group_session_id");

-- CreateIndex
CREATE INDEX "claim_reopening_id_idx" ON "claim"("reopening_id");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_message_once_key" ON "outbox_message"("once");

-- CreateIndex
CREATE INDEX "outbox_message_waiting_entry_id_idx" ON "outbox_message"("waiting_entry_id");

-- AddForeignKey
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_moves_id_fkey" FOREIGN KEY ("moves_id") REFERENCES "appointment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_group_session_id_fkey" FOREIGN KEY ("group_session_id") REFERENCES "group_session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appointment_service" ADD CONSTRAINT "appointment_service_appointment_id_fkey" FOREIGN KEY ("appointment_id") REFERENCES "appointment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appointment_service" ADD CONSTRAINT "appointment_service_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_session" ADD CONSTRAINT "group_session_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_session" ADD CONSTRAINT "group_session_service_center_id_fkey" FOREIGN KEY ("service_center_id") REFERENCES "service_center"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_session" ADD CONSTRAINT "group_session_advisor_id_fkey" FOREIGN KEY ("advisor_id") REFERENCES "resource"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reopening" ADD CONSTRAINT "reopening_appointment_id_fkey" FOREIGN KEY ("appointment_id") REFERENCES "appointment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reopening" ADD CONSTRAINT "reopening_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reopening" ADD CONSTRAINT "reopening_service_center_id_fkey" FOREIGN KEY ("service_center_id") REFERENCES "service_center"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reopening" ADD CONSTRAINT "reopening_advisor_id_fkey" FOREIGN KEY ("advisor_id") REFERENCES "resource"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "waiting_entry" ADD CONSTRAINT "waiting_entry_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "waiting_entry" ADD CONSTRAINT "waiting_entry_service_center_id_fkey" FOREIGN KEY ("service_center_id") REFERENCES "service_center"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "waiting_entry" ADD CONSTRAINT "waiting_entry_advisor_id_fkey" FOREIGN KEY ("advisor_id") REFERENCES "resource"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "waiting_entry" ADD CONSTRAINT "waiting_entry_appointment_id_fkey" FOREIGN KEY ("appointment_id") REFERENCES "appointment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "waiting_offer" ADD CONSTRAINT "waiting_offer_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "waiting_entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "waiting_offer" ADD CONSTRAINT "waiting_offer_reopening_id_fkey" FOREIGN KEY ("reopening_id") REFERENCES "reopening"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appointment_access" ADD CONSTRAINT "appointment_access_appointment_id_fkey" FOREIGN KEY ("appointment_id") REFERENCES "appointment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_booking" ADD CONSTRAINT "person_booking_appointment_id_fkey" FOREIGN KEY ("appointment_id") REFERENCES "appointment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_group_session_id_fkey" FOREIGN KEY ("group_session_id") REFERENCES "group_session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_reopening_id_fkey" FOREIGN KEY ("reopening_id") REFERENCES "reopening"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_waiting_entry_id_fkey" FOREIGN KEY ("waiting_entry_id") REFERENCES "waiting_entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;
