-- CreateIndex
CREATE INDEX "participant_visit_hash_idx" ON "participant"("visit_hash");
