"""What readers share: links in running text, dates, sentences, places, composing citations."""
