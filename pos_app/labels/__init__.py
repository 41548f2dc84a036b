"""Price labels: barcodes, label sheets and rolls, layout in millimetres, and PDF."""
