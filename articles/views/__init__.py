"""The pages of the public site. Each reads only what is `public()`."""
