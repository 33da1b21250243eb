"""Supporting laboratories on their way to ISO/IEC 17025: the file, the gaps, four outcomes kept apart."""
