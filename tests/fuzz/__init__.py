"""Made inputs by the thousand: whatever comes in, there is a report or a reason, and every row has ground."""
