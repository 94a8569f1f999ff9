"""The gradebook's database: where it is, how it is opened, copied and backed up."""
