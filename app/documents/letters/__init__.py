"""Official letters that chase late reports: drafted here, numbered and signed outside, recorded afterwards."""
