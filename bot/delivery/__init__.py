"""What leaves: taken up from the outbox, decided by the ledger, sent, and every outcome on record."""
