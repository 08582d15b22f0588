-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "audit_actor_kind" AS ENUM ('member', 'staff', 'system');

-- CreateEnum
CREATE TYPE "channel" AS ENUM ('on_site', 'video', 'phone');

-- CreateEnum
CREATE TYPE "appointment_state" AS ENUM ('held', 'confirmed', 'arrived', 'in_service', 'done', 'no_show', 'cancelled');

-- CreateEnum
CREATE TYPE "consultation_state" AS ENUM ('waiting', 'in_call', 'ended');

-- CreateEnum
CREATE TYPE "consultation_end" AS ENUM ('advisor_ended', 'member_left', 'recorder_detected', 'timed_out');

-- CreateEnum
CREATE TYPE "participant_role" AS ENUM ('member', 'advisor');

-- CreateEnum
CREATE TYPE "participant_state" AS ENUM ('waiting', 'admitted', 'left', 'removed');

-- CreateEnum
CREATE TYPE "activity_kind" AS ENUM ('waiting_room_opened', 'recording_notice_confirmed', 'admitted', 'joined', 'reconnected', 'message_sent', 'left', 'recorder_detected', 'ended');

-- CreateEnum
CREATE TYPE "one_time_code_purpose" AS ENUM ('confirm_appointment');

-- CreateEnum
CREATE TYPE "outbox_state" AS ENUM ('waiting', 'sent', 'failed');

-- CreateEnum
CREATE TYPE "resource_kind" AS ENUM ('advisor', 'room', 'interpreter');

-- CreateEnum
CREATE TYPE "staff_role" AS ENUM ('advisor', 'agent', 'admin', 'supporter', 'voice_operator', 'auditor', 'dpo');

-- CreateEnum
CREATE TYPE "job_outcome" AS ENUM ('running', 'done', 'failed');

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "actor_kind" "audit_actor_kind" NOT NULL,
    "actor_id" UUID,
    "action" TEXT NOT NULL,
    "object_kind" TEXT NOT NULL,
    "object_id" UUID NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "slug" TEXT NOT NULL,
    "name_de" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "description_de" TEXT NOT NULL,
    "description_en" TEXT NOT NULL,
    "duration" SMALLINT NOT NULL,
    "buffer_before" SMALLINT NOT NULL DEFAULT 0,
    "buffer_after" SMALLINT NOT NULL DEFAULT 0,
    "lead_time" INTEGER NOT NULL,
    "horizon_days" SMALLINT NOT NULL,
    "channels" "channel"[],
    "sort_order" SMALLINT NOT NULL DEFAULT 0,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "service_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service_resource" (
    "service_id" UUID NOT NULL,
    "resource_id" UUID NOT NULL,

    CONSTRAINT "service_resource_pkey" PRIMARY KEY ("service_id","resource_id")
);

-- CreateTable
CREATE TABLE "appointment" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "state" "appointment_state" NOT NULL DEFAULT 'held',
    "service_id" UUID NOT NULL,
    "service_center_id" UUID NOT NULL,
    "advisor_id" UUID NOT NULL,
    "channel" "channel" NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "expires_at" TIMESTAMPTZ(3),
    "promised_until" TIMESTAMPTZ(3),
    "extensions" SMALLINT NOT NULL DEFAULT 0,
    "confirmed_at" TIMESTAMPTZ(3),
    "locale" TEXT NOT NULL DEFAULT 'de',
    "browser_hash" BYTEA NOT NULL,
    "key_ref" TEXT,
    "contact" BYTEA,
    "concern" BYTEA,
    "link_hash" BYTEA,
    "booking_code" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "appointment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claim" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "resource_id" UUID NOT NULL,
    "start_step" INTEGER NOT NULL,
    "end_step" INTEGER NOT NULL,
    "appointment_id" UUID NOT NULL,

    CONSTRAINT "claim_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draft" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "browser_hash" BYTEA NOT NULL,
    "appointment_id" UUID,
    "key_ref" TEXT NOT NULL,
    "content" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consultation" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "appointment_id" UUID NOT NULL,
    "state" "consultation_state" NOT NULL DEFAULT 'waiting',
    "epoch" INTEGER NOT NULL DEFAULT 1,
    "key_ref" TEXT NOT NULL,
    "advisor_id" UUID,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "admitted_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" "consultation_end",
    "message_count" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "consultation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "participant" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "consultation_id" UUID NOT NULL,
    "role" "participant_role" NOT NULL,
    "state" "participant_state" NOT NULL DEFAULT 'waiting',
    "visit_hash" BYTEA NOT NULL,
    "public_key" BYTEA,
    "notice_at" TIMESTAMPTZ(3),
    "waiting_since" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "admitted_at" TIMESTAMPTZ(3),
    "left_at" TIMESTAMPTZ(3),

    CONSTRAINT "participant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "key_exchange" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "consultation_id" UUID NOT NULL,
    "epoch" INTEGER NOT NULL,
    "participant_id" UUID NOT NULL,
    "advisor_commitment" BYTEA NOT NULL,
    "member_public_key" BYTEA,
    "member_nonce" BYTEA,
    "advisor_public_key" BYTEA,
    "advisor_nonce" BYTEA,
    "wrapped_key" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "key_exchange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chat_message" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "consultation_id" UUID NOT NULL,
    "participant_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "client_key" UUID NOT NULL,
    "text" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "chat_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "activity" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "consultation_id" UUID NOT NULL,
    "kind" "activity_kind" NOT NULL,
    "role" "participant_role",
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "activity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_credential" (
    "staff_id" UUID NOT NULL,
    "password_hash" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "staff_credential_pkey" PRIMARY KEY ("staff_id")
);

-- CreateTable
CREATE TABLE "staff_session" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "staff_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "one_time_code" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "purpose" "one_time_code_purpose" NOT NULL,
    "subject_id" UUID NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "browser_hash" BYTEA NOT NULL,
    "tries_left" SMALLINT NOT NULL DEFAULT 5,
    "issues" SMALLINT NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "one_time_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_attempt" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "key_hash" BYTEA NOT NULL,
    "attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "sign_in_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_message" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "appointment_id" UUID NOT NULL,
    "template" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "key_ref" TEXT NOT NULL,
    "payload" BYTEA,
    "state" "outbox_state" NOT NULL DEFAULT 'waiting',
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service_center" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "street" TEXT NOT NULL,
    "postcode" TEXT NOT NULL,
    "city" TEXT NOT NULL,
    "land" TEXT NOT NULL,
    "municipality" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL DEFAULT 'Europe/Berlin',
    "step_free" BOOLEAN NOT NULL DEFAULT false,
    "phone" TEXT NOT NULL,
    "calendar_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "service_center_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "resource" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "service_center_id" UUID NOT NULL,
    "kind" "resource_kind" NOT NULL,
    "staff_id" UUID,
    "label" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "resource_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hours" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "resource_id" UUID NOT NULL,
    "weekday" SMALLINT NOT NULL,
    "start_minute" SMALLINT NOT NULL,
    "end_minute" SMALLINT NOT NULL,

    CONSTRAINT "hours_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "service_center_id" UUID,
    "email" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "roles" "staff_role"[],
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "staff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job_run" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "job" TEXT NOT NULL,
    "tick_at" TIMESTAMPTZ(3) NOT NULL,
    "runner" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "lease_until" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "outcome" "job_outcome" NOT NULL DEFAULT 'running',
    "counts" JSONB,

    CONSTRAINT "job_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deletion_report" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "purge_id" UUID NOT NULL,
    "ran_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),
    "removed" JSONB NOT NULL,
    "keys_destroyed" INTEGER NOT NULL,
    "overdue" JSONB,

    CONSTRAINT "deletion_report_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "audit_entry_object_kind_object_id_idx" ON "audit_entry"("object_kind", "object_id");

-- CreateIndex
CREATE INDEX "audit_entry_at_idx" ON "audit_entry"("at");

-- CreateIndex
CREATE UNIQUE INDEX "service_slug_key" ON "service"("slug");

-- CreateIndex
CREATE INDEX "service_resource_resource_id_idx" ON "service_resource"("resource_id");

-- CreateIndex
CREATE UNIQUE INDEX "appointment_link_hash_key" ON "appointment"("link_hash");

-- CreateIndex
CREATE UNIQUE INDEX "appointment_booking_code_key" ON "appointment"("booking_code");

-- CreateIndex
CREATE INDEX "appointment_advisor_id_starts_at_idx" ON "appointment"("advisor_id", "starts_at");

-- CreateIndex
CREATE INDEX "appointment_browser_hash_idx" ON "appointment"("browser_hash");

-- CreateIndex
CREATE INDEX "appointment_created_at_idx" ON "appointment"("created_at");

-- CreateIndex
CREATE INDEX "appointment_ends_at_idx" ON "appointment"("ends_at");

-- CreateIndex
CREATE INDEX "claim_appointment_id_idx" ON "claim"("appointment_id");

-- CreateIndex
CREATE UNIQUE INDEX "draft_browser_hash_key" ON "draft"("browser_hash");

-- CreateIndex
CREATE UNIQUE INDEX "draft_appointment_id_key" ON "draft"("appointment_id");

-- CreateIndex
CREATE INDEX "draft_expires_at_idx" ON "draft"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "consultation_appointment_id_key" ON "consultation"("appointment_id");

-- CreateIndex
CREATE INDEX "consultation_opened_at_idx" ON "consultation"("opened_at");

-- CreateIndex
CREATE INDEX "participant_visit_hash_idx" ON "participant"("visit_hash");

-- CreateIndex
CREATE UNIQUE INDEX "participant_consultation_id_visit_hash_key" ON "participant"("consultation_id", "visit_hash");

-- CreateIndex
CREATE INDEX "key_exchange_consultation_id_epoch_idx" ON "key_exchange"("consultation_id", "epoch");

-- CreateIndex
CREATE INDEX "key_exchange_participant_id_idx" ON "key_exchange"("participant_id");

-- CreateIndex
CREATE INDEX "chat_message_created_at_idx" ON "chat_message"("created_at");

-- CreateIndex
CREATE INDEX "chat_message_participant_id_idx" ON "chat_message"("participant_id");

-- CreateIndex
CREATE UNIQUE INDEX "chat_message_consultation_id_number_key" ON "chat_message"("consultation_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "chat_message_consultation_id_client_key_key" ON "chat_message"("consultation_id", "client_key");

-- CreateIndex
CREATE INDEX "activity_consultation_id_at_idx" ON "activity"("consultation_id", "at");

-- CreateIndex
CREATE INDEX "activity_at_idx" ON "activity"("at");

-- CreateIndex
CREATE INDEX "staff_session_staff_id_idx" ON "staff_session"("staff_id");

-- CreateIndex
CREATE INDEX "staff_session_expires_at_idx" ON "staff_session"("expires_at");

-- CreateIndex
CREATE INDEX "one_time_code_expires_at_idx" ON "one_time_code"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "one_time_code_purpose_subject_id_key" ON "one_time_code"("purpose", "subject_id");

-- CreateIndex
CREATE INDEX "sign_in_attempt_key_hash_attempt_at_idx" ON "sign_in_attempt"("key_hash", "attempt_at");

-- CreateIndex
CREATE INDEX "sign_in_attempt_attempt_at_idx" ON "sign_in_attempt"("attempt_at");

-- CreateIndex
CREATE INDEX "outbox_message_state_next_attempt_at_idx" ON "outbox_message"("state", "next_attempt_at");

-- CreateIndex
CREATE INDEX "outbox_message_appointment_id_idx" ON "outbox_message"("appointment_id");

-- CreateIndex
CREATE UNIQUE INDEX "service_center_slug_key" ON "service_center"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "resource_staff_id_key" ON "resource"("staff_id");

-- CreateIndex
CREATE INDEX "resource_service_center_id_idx" ON "resource"("service_center_id");

-- CreateIndex
CREATE INDEX "hours_resource_id_idx" ON "hours"("resource_id");

-- CreateIndex
CREATE UNIQUE INDEX "staff_email_key" ON "staff"("email");

-- CreateIndex
CREATE INDEX "job_run_started_at_idx" ON "job_run"("started_at");

-- CreateIndex
CREATE INDEX "job_run_outcome_lease_until_idx" ON "job_run"("outcome", "lease_until");

-- CreateIndex
CREATE UNIQUE INDEX "job_run_job_tick_at_key" ON "job_run"("job", "tick_at");

-- CreateIndex
CREATE INDEX "deletion_report_ran_at_idx" ON "deletion_report"("ran_at");

-- CreateIndex
CREATE INDEX "deletion_report_purge_id_idx" ON "deletion_report"("purge_id");

-- AddForeignKey
ALTER TABLE "service_resource" ADD CONSTRAINT "service_resource_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "service"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_resource" ADD CONSTRAINT "service_resource_resource_id_fkey" FOREIGN KEY ("resource_id") REFERENCES "resource"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_service_center_id_fkey" FOREIGN KEY ("service_center_id") REFERENCES "service_center"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_advisor_id_fkey" FOREIGN KEY ("advisor_id") REFERENCES "resource"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_resource_id_fkey" FOREIGN KEY ("resource_id") REFERENCES "resource"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_appointment_id_fkey" FOREIGN KEY ("appointment_id") REFERENCES "appointment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft" ADD CONSTRAINT "draft_appointment_id_fkey" FOREIGN KEY ("appointment_id") REFERENCES "appointment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consultation" ADD CONSTRAINT "consultation_appointment_id_fkey" FOREIGN KEY ("appointment_id") REFERENCES "appointment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consultation" ADD CONSTRAINT "consultation_advisor_id_fkey" FOREIGN KEY ("advisor_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participant" ADD CONSTRAINT "participant_consultation_id_fkey" FOREIGN KEY ("consultation_id") REFERENCES "consultation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "key_exchange" ADD CONSTRAINT "key_exchange_consultation_id_fkey" FOREIGN KEY ("consultation_id") REFERENCES "consultation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "key_exchange" ADD CONSTRAINT "key_exchange_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "participant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chat_message" ADD CONSTRAINT "chat_message_consultation_id_fkey" FOREIGN KEY ("consultation_id") REFERENCES "consultation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chat_message" ADD CONSTRAINT "chat_message_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "participant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activity" ADD CONSTRAINT "activity_consultation_id_fkey" FOREIGN KEY ("consultation_id") REFERENCES "consultation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_credential" ADD CONSTRAINT "staff_credential_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_session" ADD CONSTRAINT "staff_session_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_appointment_id_fkey" FOREIGN KEY ("appointment_id") REFERENCES "appointment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "resource" ADD CONSTRAINT "resource_service_center_id_fkey" FOREIGN KEY ("service_center_id") REFERENCES "service_center"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "resource" ADD CONSTRAINT "resource_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hours" ADD CONSTRAINT "hours_resource_id_fkey" FOREIGN KEY ("resource_id") REFERENCES "resource"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff" ADD CONSTRAINT "staff_service_center_id_fkey" FOREIGN KEY ("service_center_id") REFERENCES "service_center"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
