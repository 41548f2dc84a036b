"""The goods of a stand: products, stock, photos, sheets, and consignment notes."""
