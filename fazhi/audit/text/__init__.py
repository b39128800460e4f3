"""What every rule reads: paragraphs, figures, percentages, words and dates, with their places."""
