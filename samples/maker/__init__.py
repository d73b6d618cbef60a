"""The maker of the invented sample reports; it shares no code with the programs that read them."""
