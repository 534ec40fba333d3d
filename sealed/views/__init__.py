"""The pages of a piece, in whatever room: each takes the request and the piece. `sealed.urls` gives them addresses."""
