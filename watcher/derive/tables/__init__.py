"""What deriving knows beforehand: small curated tables, and the gazetteer of the airport database."""
