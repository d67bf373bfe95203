"""What words say of a time on the table: whether they agree, why another will not do, which moment is meant."""
