"""What keeps a till when its laptop or its database is lost: backups, restoring, taking over."""
