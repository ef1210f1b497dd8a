"""Reading: one report in, its rows out. The way in is `onrecord.read.reader.read_report`."""
