-- CreateIndex
CREATE INDEX "chat_message_participant_id_idx" ON "chat_message"("participant_id");
