"""What must not be lost: processes killed, disks full, files damaged, networks gone."""
