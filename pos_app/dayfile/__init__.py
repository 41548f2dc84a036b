"""Files and codes that travel between stand and office: day files, stand packs, signed QR codes."""
