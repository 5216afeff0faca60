"""WHERE IT IS KEPT: tables, the unit of work, reads for screens, migrations."""
