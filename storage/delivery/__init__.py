"""The outbox and the ledger of what may still be sent, from the handlers' side and from delivery's."""
