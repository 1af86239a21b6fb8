"""The face for other people's pages: the widget, the iframe page, plain HTML, oEmbed, and the page that shows how."""
