"""Documents as they were signed and sent: number, date, signer and file, recorded by a person and never invented."""
