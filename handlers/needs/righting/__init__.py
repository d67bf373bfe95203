"""What was told of a demand and is put right: values, places, the thing itself."""
