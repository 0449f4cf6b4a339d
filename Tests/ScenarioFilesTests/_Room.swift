// Temporary: makes the target buildable until its first file lands.
