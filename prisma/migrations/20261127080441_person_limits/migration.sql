-- BK12: nobody was counted before this, so there is no row that lacks anything.
-- AlterTable
ALTER TABLE "person_booking" ADD COLUMN     "mailbox_hash" BYTEA NOT NULL,
ADD COLUMN     "of_week" SMALLINT NOT NULL,
ADD COLUMN     "week" DATE NOT NULL,
ALTER COLUMN "number" DROP NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "person_booking_identity_hash_week_of_week_key" ON "person_booking"("identity_hash", "week", "of_week");

ALTER TABLE person_booking
  ADD CONSTRAINT person_booking_of_week CHECK (of_week >= 1),
  ADD CONSTRAINT person_booking_week CHECK (extract(isodow FROM week) = 1);

-- Holds that a limit refused wait for their message; the sweep looks every few seconds.
CREATE INDEX appointment_refused ON appointment (cancelled_at) WHERE state = 'cancelled' AND confirmed_at IS NULL;
